"""Opening a database. The only file that names SQLite or PostgreSQL."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from icebreak.domain.errors import Busy, Unavailable
from icebreak.store.lookers import Lookers
from icebreak.store.transaction import Tx

# Answer "busy" while the person still holds the phone, not a minute later.
LOCK_WAIT_MS = 1500
# PostgreSQL's advisory lock of whoever writes: any number, the same in all processes.
_WRITING = 0x1CEB4EA
# Errors may reach a log; what people typed may not.
_USUAL: dict[str, Any] = {
    "hide_parameters": True,
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
}


class Store:
    """Reads and writes in transactions; the database is the truth."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.embedded = url.startswith("sqlite")
        self._writing = _engine(url, writes=True)
        self._reading = _engine(url)
        self._lookers = Lookers(self._reading)
        self._owes_settling = False

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """Read and write; committed at the end of the block."""
        with telling_troubles(), self._writing.connect() as connection, connection.begin():
            yield Tx(connection)

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """One consistent view; nothing written here is kept."""
        with telling_troubles(), self._looking() as connection:
            yield Tx(connection)

    def settle(self) -> None:
        """Move SQLite's log into the database and empty it, so that erased text is gone.

        A reader in the way leaves it for ``settle_what_is_owed``.
        """
        if self.embedded:
            self._owes_settling = True
            with telling_troubles(), self._reading.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                log = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                self._owes_settling = bool(log.one()[0])
                connection.exec_driver_sql("BEGIN")

    def settle_what_is_owed(self) -> None:
        """Settle, if it was asked for before and something was in the way."""
        if self._owes_settling:
            self.settle()

    @contextmanager
    def _looking(self) -> Iterator[sa.Connection]:
        if self.embedded:
            with self._lookers.begun() as connection:
                yield connection
        else:
            with self._reading.connect() as connection:
                # Begun by hand: what runs on the driver begins nothing by itself.
                connection.begin()
                yield connection

    def connect(self) -> sa.Connection:
        """A connection of one's own, for the writer."""
        return self._writing.connect()

    def close(self) -> None:
        self._lookers.close()
        self._writing.dispose()
        self._reading.dispose()


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


@contextmanager
def telling_troubles() -> Iterator[None]:
    """Turn what a database may suffer into refusals."""
    try:
        yield
    except sa.exc.OperationalError as error:
        raise trouble(error) from error
    except sa.exc.InterfaceError as error:
        raise trouble(error) from error
    except sa.exc.DatabaseError as error:
        # Its other kinds are mistakes of ours; bare, it is a file that is broken or no database.
        if type(error) is not sa.exc.DatabaseError:
            raise
        raise trouble(error) from error


def trouble(error: sa.exc.DBAPIError) -> Busy | Unavailable:
    text = str(error.orig).lower()
    raced = isinstance(error, sa.exc.IntegrityError) or "deadlock" in text
    if raced or "locked" in text or "busy" in text or "timeout" in text:
        return Busy("Many people are doing this at the same moment. Please try again.")
    return Unavailable("icebreak can't write anything down right now. Please try again soon.")


def _engine(url: str, *, writes: bool = False) -> sa.Engine:
    if not url.startswith("sqlite"):
        url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
        engine = sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, **_USUAL)
        if writes:
            sa.event.listen(engine, "begin", _take_turn)
        return engine
    wait = {"timeout": LOCK_WAIT_MS / 1000, "check_same_thread": False}
    # The writer has one connection, and those who look keep theirs themselves.
    engine = sa.create_engine(url, poolclass=NullPool, connect_args=wait, **_USUAL)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin_writing if writes else _begin)
    return engine


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    # The driver's own transactions begin too late to hold savepoints; see
    # "Serializable isolation / Savepoints" in SQLAlchemy's notes on pysqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={LOCK_WAIT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if not driver.in_transaction:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: sa.Connection) -> None:
    # A reader that turns writer later would fail at once instead of waiting.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take_turn(connection: sa.Connection) -> None:
    # What a job has read must not change before it writes, also where several
    # processes write: two who say yes at the same moment have to find each other.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_WAIT_MS}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")
