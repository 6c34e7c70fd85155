"""Inside the matcher's process: one job after the other, until the server is gone.

Run as ``python -m icebreak.live.matcher.inside FD``, with one end of a pair of sockets.
"""

import gc
import os
import queue
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from icebreak.live import memory
from icebreak.live.matcher import wire
from icebreak.live.matcher.program import UNUSED
from icebreak.services import analyst
from icebreak.services.analyst import NotKnown

HELLO = "ready"
NICE = 5
# A process that has grown beyond this is replaced by a fresh one.
MOST_MEMORY = 700 * 1024 * 1024


def main(number: int) -> None:
    # Ctrl+C reaches us too, but the server still has to finish what it does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(NICE)
    line = socket.socket(fileno=number)
    # The server's sockets never block; this one waits for it.
    line.setblocking(True)
    jobs: queue.SimpleQueue[Callable[[], Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(line, jobs), daemon=True).start()
    gc.disable()
    analyst.warm()
    memory.settle()
    wire.send(line, HELLO)
    while True:
        answer = outcome(jobs.get())
        held = _memory()
        with suppress(OSError):
            wire.send(line, (*answer, held))
        if held > MOST_MEMORY:
            os._exit(0)


def _listen(line: socket.socket, jobs: "queue.SimpleQueue[Callable[[], Any]]") -> None:
    """Whatever is being computed, the process ends with its server."""
    try:
        while True:
            jobs.put(wire.receive(line))
    except (EOFError, OSError):
        os._exit(0)


def outcome(job: Callable[[], Any]) -> tuple[bool, Any]:
    try:
        return True, job()
    except NotKnown as unknown:
        return False, unknown
    except Exception as error:
        # Its kind and its places: the message may hold what somebody typed.
        frames = traceback.extract_tb(error.__traceback__)
        at = [f"{Path(each.filename).name}:{each.lineno}" for each in frames]
        return False, (type(error).__name__, at)


def _memory() -> int:
    """Bytes that the process holds; 0 where the system doesn't tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(UNUSED)
    main(int(sys.argv[1]))
