"""Greenlets that are used again and again.

A new greenlet costs 9 µs and 16 KiB, which is more than the rest of a message's
way; so a connection has none of its own, and borrows one while a handler runs.
"""

import logging
from collections.abc import Callable
from contextvars import Context

import gevent
from greenlet import getcurrent, greenlet  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

Job = Callable[[], None]


class Crew:
    """Runs jobs, each in a greenlet where it may block; keeps up to ``spare`` idle ones."""

    def __init__(self, spare: int = 256) -> None:
        self._spare = spare
        self._idle: list[greenlet] = []
        self._hub = gevent.get_hub()

    def run(self, job: Job) -> None:
        """Starts the job: at once when called from the event loop, else in its next turn."""
        worker = self._next()
        # What a handler binds to its context must not reach the next one.
        worker.gr_context = Context()
        if getcurrent() is self._hub:
            worker.switch(job)
        else:
            self._hub.loop.run_callback(worker.switch, job)

    def _next(self) -> greenlet:
        while self._idle:
            worker = self._idle.pop()
            if not worker.dead:
                return worker
        return greenlet(self._work, self._hub)

    def _work(self, job: Job) -> None:
        while True:
            try:
                job()
            except Exception:
                log.exception("a job failed")
            if len(self._idle) >= self._spare:
                return
            self._idle.append(getcurrent())
            job = self._hub.switch()
