"""The server's side of the matcher's process: jobs wait in line without holding up a socket."""

import signal
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from math import inf
from typing import Any, TypeVar

import gevent
import structlog
from gevent import socket, subprocess
from gevent.event import AsyncResult, Event
from gevent.threadpool import ThreadPool

from icebreak.live.matcher import wire
from icebreak.live.matcher.inside import outcome
from icebreak.live.matcher.program import COMMAND, environment
from icebreak.ports import Late, Lost
from icebreak.services import tallies

log = structlog.get_logger(__name__)

T = TypeVar("T")

WAITING_MAX = 2000
TRIES = 2
# Once this many starts have failed in a row, jobs are done in a thread of the server, and only
# now and then (seconds) another start is tried.
STARTS = 3
TRIED_AGAIN = 60.0
# A process that takes longer (seconds) to begin or to answer hangs, and is ended.
BEGINS_WITHIN = 60.0
ANSWERS_WITHIN = 60.0
# Whoever has less patience (seconds) is not kept waiting while it begins, nor any longer than
# this while it does something urgent.
LOADS_FOR = 1.0
PLANS_FOR = 0.05


@dataclass(slots=True, eq=False)
class _Waiting:
    job: Callable[[], Any]
    packed: bytes
    done: "AsyncResult[Any]" = field(default_factory=AsyncResult)
    tries: int = 0
    dropped: bool = False


class MatcherProcess:
    """Runs pure computations in one process of its own, one after the other.

    A process that dies is replaced; the job that it had is given to the next one, once. Where no
    process can be started, a thread of the server does the work, and ``alone`` says so.
    """

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._command = command
        self._urgent: deque[_Waiting] = deque()
        self._usual: deque[_Waiting] = deque()
        self._wake = Event()
        self._hurried = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._failed = 0
        self._try_at = 0.0
        # When an urgent job was begun that is not over yet.
        self._urgent_since = inf
        self._aside = ThreadPool(1)
        self._loop: gevent.Greenlet | None = None

    @property
    def alone(self) -> bool:
        """No process could be started: the server works alone."""
        return self._failed >= STARTS

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child is not None else None

    def start(self, after: float = 0.0) -> None:
        """Begin so many seconds from now, or with the first urgent job: a server that has just
        been started has phones to answer, and its matcher takes a second of a processor to load."""
        if self._loop is None:
            self._loop = gevent.spawn(self._run, after)

    def stop(self) -> None:
        if self._loop is not None:
            self._loop.kill()
        self._end()
        self._aside.kill()

    def compute(
        self, job: Callable[[], T], *, urgent: bool = False, patience: float | None = None
    ) -> T:
        if len(self._usual) >= WAITING_MAX and not urgent:
            raise Late
        if self._loop is None:
            self.start()
        if patience is not None and patience < LOADS_FOR and self._will_be_late:
            raise Late
        # Packed here: what can't be sent is the caller's mistake, and must not stop the line.
        waiting = _Waiting(job, wire.packed(job))
        (self._urgent if urgent else self._usual).append(waiting)
        tallies.MATCHER_JOBS.set(len(self._usual) + len(self._urgent))
        self._wake.set()
        if urgent:
            self._hurried.set()
        try:
            answer: T = waiting.done.get(timeout=patience)
        except gevent.Timeout:
            waiting.dropped = True
            raise Late from None
        return answer

    @property
    def _will_be_late(self) -> bool:
        """While it begins, or plans a large round, a crowd must not wait for it one by one."""
        loading = self._line is None and not self.alone
        return loading or time.monotonic() > self._urgent_since + PLANS_FOR

    def aside(self, job: Callable[[], T]) -> T:
        """In a thread of the server: for what is short, or when there is no other way."""
        answer: T = self._aside.apply(job)
        return answer

    def _run(self, after: float) -> None:
        self._hurried.wait(after)
        self._begin()
        while True:
            self._wake.wait()
            self._wake.clear()
            while self._urgent or self._usual:
                line = self._urgent or self._usual
                waiting = line.popleft()
                if line is self._urgent:
                    self._urgent_since = time.monotonic()
                if not waiting.dropped and not self._do(waiting):
                    line.appendleft(waiting)
                self._urgent_since = inf
                tallies.MATCHER_JOBS.set(len(self._usual) + len(self._urgent))

    def _do(self, waiting: _Waiting) -> bool:
        """Whether the job is over, done or not; else it is to be tried again."""
        if self._line is None and time.monotonic() >= self._try_at:
            self._begin()
        if self._line is None:
            if not self.alone:
                return False
            _settle(waiting, *self.aside(partial(outcome, waiting.job)))
            return True
        waiting.tries += 1
        try:
            with gevent.Timeout(ANSWERS_WITHIN, EOFError):
                self._line.sendall(waiting.packed)
                fine, answer, memory = wire.receive(self._line)
        except (EOFError, OSError):
            log.warning("the matcher's process ended", status=self._end())
            if waiting.tries < TRIES:
                return False
            waiting.done.set_exception(Lost("the matcher died of it, more than once"))
            return True
        tallies.MATCHER_MEMORY.set(memory)
        _settle(waiting, fine, answer)
        return True

    def _begin(self) -> None:
        """Start the process and wait until it is ready."""
        ours, theirs = socket.socketpair()
        command = [*self._command, str(theirs.fileno())]
        try:
            self._child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, pass_fds=(theirs.fileno(),), env=environment()
            )
            theirs.close()
            with gevent.Timeout(BEGINS_WITHIN, EOFError):
                wire.receive(ours)
        except (EOFError, OSError) as error:
            theirs.close()
            ours.close()
            self._failed += 1
            self._try_at = time.monotonic() + (TRIED_AGAIN if self.alone else 0.2)
            status = self._end()
            log.warning(
                "the matcher's process did not start", kind=type(error).__name__, status=status
            )
            if not self.alone:
                gevent.sleep(0.2)
            return
        self._line, self._failed = ours, 0
        tallies.MATCHER_STARTS.inc()

    def _end(self) -> int | None:
        """End the process, if it is still there; how it ended."""
        if self._line is not None:
            self._line.close()
            self._line = None
        child, self._child = self._child, None
        if child is None:
            return None
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        status: int | None = child.wait()
        return status


def _settle(waiting: _Waiting, fine: bool, answer: Any) -> None:
    if fine:
        waiting.done.set(answer)
    elif isinstance(answer, Exception):
        waiting.done.set_exception(answer)
    else:
        kind, at = answer
        log.warning("the matcher failed", error=kind, at=at)
        waiting.done.set_exception(Lost(kind))
