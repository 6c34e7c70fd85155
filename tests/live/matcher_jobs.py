"""What the tests give the matcher to do."""

import os
import time
from pathlib import Path

from icebreak.live.matcher import inside

_held: list[bytes] = []


def slow_the_first_time(path: str) -> str:
    """A second, but only for the first who does it; each begins with a letter in the file."""
    with Path(path).open("a") as mark:
        mark.write("x")
    if len(Path(path).read_text()) == 1:
        time.sleep(1)
    return "done"


def die(path: str) -> None:
    with Path(path).open("a") as mark:
        mark.write("x")
    os._exit(1)


def grow() -> None:
    _held.append(b"x" * inside.MOST_MEMORY)
