"""Pings and time limits of all sockets, kept by one greenlet."""

import logging
import time
from collections import deque
from collections.abc import Callable

import gevent

log = logging.getLogger(__name__)

Act = Callable[[], None]


class Pulse:
    """Calls each act once its delay has passed, up to ``tick`` seconds late.

    Every delay has a line of its own, first in first out, so that the one at the
    head is always the next that is due. Acts must not block.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic, tick: float = 0.25) -> None:
        self._now = now
        self._tick = tick
        self._lines: dict[float, deque[tuple[float, Act]]] = {}
        self._beating = False

    def after(self, seconds: float, act: Act) -> None:
        self._lines.setdefault(seconds, deque()).append((self._now() + seconds, act))
        if not self._beating:
            self._beating = True
            gevent.spawn(self._beat)

    def carry_out_due(self) -> None:
        now = self._now()
        for line in list(self._lines.values()):
            while line and line[0][0] <= now:
                _, act = line.popleft()
                try:
                    act()
                except Exception:
                    log.exception("a time limit could not be carried out")

    def _beat(self) -> None:
        while any(self._lines.values()):
            gevent.sleep(self._tick)
            self.carry_out_due()
        self._beating = False
