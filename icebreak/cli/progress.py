"""How far long work is: a line on standard error, for a terminal alone."""

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

import click

AFTER = 1.0  # seconds; what takes no longer needs no bar
EVERY = 0.2  # seconds
WIDTH = 24
ERASE = "\r\x1b[K"

Item = TypeVar("Item")

quiet_option = click.option(
    "--quiet", is_flag=True, help="Nothing on standard error but why it failed."
)


class Step:
    """A piece of work; ``done`` of ``total``, or of an unknown amount (0)."""

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.total = total
        self.done = 0

    def each(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, each counted as done when the next is asked for."""
        for item in items:
            yield item
            self.done += 1

    def line(self, seconds: float) -> str:
        if not self.total:
            return f"{self.what} … {seconds:.0f} s"
        share = min(self.done, self.total) / self.total
        filled = round(share * WIDTH)
        return f"{self.what} [{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%}"


class Progress:
    """Draws from a thread of its own, which only reads: the work is the same with and without."""

    def __init__(self, *, quiet: bool, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._draws = self._stream.isatty() and not quiet

    def tell(self, sentence: str) -> None:
        """A sentence of its own, also where there is no terminal."""
        if not self._quiet:
            click.echo(sentence, file=self._stream)

    @contextmanager
    def step(self, what: str, total: int = 0) -> Iterator[Step]:
        step = Step(what, total)
        if not self._draws:
            yield step
            return
        over = threading.Event()
        drawer = threading.Thread(target=self._draw, args=(step, over), daemon=True)
        drawer.start()
        try:
            yield step
        finally:
            over.set()
            drawer.join()

    def _draw(self, step: Step, over: threading.Event) -> None:
        started, pause, drawn = time.monotonic(), AFTER, False
        while not over.wait(pause):
            self._stream.write(ERASE + step.line(time.monotonic() - started))
            self._stream.flush()
            pause, drawn = EVERY, True
        if drawn:
            self._stream.write(ERASE)
            self._stream.flush()
