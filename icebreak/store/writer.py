"""Group commit: all commands that wait share one transaction, and one fsync.

Jobs are decided one after the other in a native thread: what one reads can't
change under it, and what one that fails has written is taken back, and nobody
else's. Much of what they write waits until the end, and goes out together.
Their callers wake after the commit, so that an acknowledgement always means
"on disk".

A job may be carried out a second time, after the first was taken back: it must
leave nothing behind but what it writes and returns.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import gevent
import sqlalchemy as sa
from gevent.event import AsyncResult, Event
from gevent.threadpool import ThreadPool

from icebreak.domain.errors import Busy, Refusal
from icebreak.store.engine import Store, trouble
from icebreak.store.link import NotTogether
from icebreak.store.seen import Seen
from icebreak.store.transaction import Tx

T = TypeVar("T")
Job = Callable[[Tx], Any]

# A queue longer than this means seconds of waiting: better to say so at once.
QUEUE_MAX = 5000
BATCH_MAX = 500


class GroupWriter:
    """The one writer of a process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: deque[tuple[Job, AsyncResult[Any]]] = deque()
        self._wake = Event()
        self._pool = ThreadPool(1)
        self._connection: sa.Connection | None = None
        self._seen = Seen()
        self._loop = gevent.spawn(self._run)

    def submit(self, job: Callable[[Tx], T]) -> T:
        if len(self._waiting) >= QUEUE_MAX:
            raise Busy("Many people are doing this at the same moment. Please try again.")
        done: AsyncResult[T] = AsyncResult()
        self._waiting.append((job, done))
        self._wake.set()
        result: T = done.get()
        return result

    def close(self) -> None:
        """Finish what waits, then stop."""
        while self._waiting:
            gevent.sleep(0.01)
        self._pool.apply(self._disconnect)
        self._loop.kill()
        self._pool.kill()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while self._waiting:
                size = min(len(self._waiting), BATCH_MAX)
                batch = [self._waiting.popleft() for _ in range(size)]
                outcomes = self._pool.apply(self._commit, ([job for job, _ in batch],))
                if self._connection is None and isinstance(outcomes[0][1], Busy):
                    # Somebody else holds the database. Whoever came while that was waited for
                    # would wait as long again, and the phone would have given up.
                    batch += self._waiting
                    outcomes += [outcomes[0]] * len(self._waiting)
                    self._waiting.clear()
                for (_, done), (result, error) in zip(batch, outcomes, strict=True):
                    if error is None:
                        done.set(result)
                    else:
                        done.set_exception(error)

    def _commit(self, jobs: Sequence[Job]) -> list[tuple[Any, Exception | None]]:
        try:
            if self._connection is None:
                self._connection = self._store.connect()
            return commit_together(self._connection, jobs, self._seen)
        except Exception as error:
            self._disconnect()
            told = trouble(error) if isinstance(error, sa.exc.DBAPIError) else error
            return [(None, told) for _ in jobs]

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
        # Another connection counts anew what others write.
        self._seen.forget()


def commit_together(
    connection: sa.Connection, jobs: Sequence[Job], seen: Seen | None = None
) -> list[tuple[Any, Exception | None]]:
    """Carry jobs out in one transaction; each gets its result or its own error.

    ``seen`` are the rows of the transaction before, on the same connection.
    """
    try:
        return _together(connection, jobs, seen)
    except NotTogether as failed:
        if seen is not None:
            seen.forget()
        if len(jobs) == 1:
            return [(None, _raced(failed.error))]
        return [one for job in jobs for one in commit_together(connection, [job], seen)]
    except BaseException:
        # What was read in it may have been written by it, and is not in the database.
        if seen is not None:
            seen.forget()
        raise


def _together(
    connection: sa.Connection, jobs: Sequence[Job], seen: Seen | None
) -> list[tuple[Any, Exception | None]]:
    outcomes: list[tuple[Any, Exception | None]] = []
    with connection.begin():
        tx = Tx(connection, seen)
        for job in jobs:
            try:
                outcomes.append((_kept(tx, job), None))
            except Refusal as refusal:
                outcomes.append((None, refusal))
            except NotTogether:
                raise
            except sa.exc.DBAPIError as error:
                if error.connection_invalidated or isinstance(error, sa.exc.OperationalError):
                    raise
                outcomes.append((None, _raced(error)))
            except Exception as error:
                outcomes.append((None, error))
        tx.link.write_out()
    return outcomes


def _kept(tx: Tx, job: Job) -> Any:
    """As in ``tx.link.job``, at less cost."""
    tx.link.begin_job()
    try:
        result = job(tx)
        tx.link.keep_job()
    except BaseException:
        tx.link.take_job_back()
        raise
    return result


def _raced(error: sa.exc.DBAPIError) -> Exception:
    """Another process wrote the same key or row meanwhile: a retry finds what it wrote."""
    return trouble(error) if isinstance(error, sa.exc.IntegrityError) else error


class DirectWriter:
    """One job, one transaction: for commands on the command line and for tests."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def submit(self, job: Callable[[Tx], T]) -> T:
        with self._store.transaction() as tx:
            return job(tx)
