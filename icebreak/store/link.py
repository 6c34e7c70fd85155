"""A connection inside its transaction: what was read over it, and what is still to be written."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from icebreak.store.columns import metadata
from icebreak.store.seen import Seen

if TYPE_CHECKING:
    from icebreak.store.statement import Statement


# How much waits, of each of the three kinds.
Mark = tuple[int, int, int]


class NotTogether(Exception):
    """What several jobs had left to write could not be written, and whose it was nobody can say."""

    def __init__(self, error: sa.exc.DBAPIError) -> None:
        super().__init__()
        self.error = error


class Waiting:
    """Writes that nobody has looked for yet: new rows, rows written back, and counters that move.

    They read nothing and take nothing away, so each statement runs once for all of its rows:
    new ones first, of what others point to before those, then changes.
    """

    __slots__ = ("_moves", "_new", "_saved", "tables")

    def __init__(self) -> None:
        self._new: list[tuple[str, Statement, Any]] = []
        self._saved: list[tuple[Statement, str, Any]] = []
        self._moves: list[tuple[Statement, str, int]] = []
        # One too many does no harm.
        self.tables: set[str] = set()

    def add(self, table: str, insert: "Statement", row: Any) -> None:
        self._new.append((table, insert, row))
        self.tables.add(table)

    def save(self, table: str, update: "Statement", row_id: str, row: Any) -> None:
        """Of two that have the same id, the later one counts."""
        self._saved.append((update, row_id, row))
        self.tables.add(table)

    def move(self, table: str, statement: "Statement", row_id: str, by: int) -> None:
        self._moves.append((statement, row_id, by))
        self.tables.add(table)

    def mark(self) -> Mark:
        return len(self._new), len(self._saved), len(self._moves)

    def since(self, mark: Mark) -> "Waiting":
        """Takes out what came after the mark."""
        later = Waiting()
        later.tables |= self.tables
        for mine, its, start in zip(self._parts(), later._parts(), mark, strict=True):
            its.extend(mine[start:])
            del mine[start:]
        return later

    def write(self, link: "Link") -> None:
        new, saved, moves = self._new, self._saved, self._moves
        self._new, self._saved, self._moves = [], [], []
        self.tables.clear()
        rows: dict[str, tuple[Statement, list[Any]]] = {}
        for table, insert, row in new:
            rows.setdefault(table, (insert, []))[1].append(row)
        for table in sorted(rows, key=_depth):
            insert, of_table = rows[table]
            insert.run_waiting(link, of_table)
        by_id: dict[Statement, dict[str, Any]] = {}
        for update, row_id, row in saved:
            by_id.setdefault(update, {})[row_id] = row
        for update, latest in by_id.items():
            update.run_waiting(link, latest.values())
        moved: dict[Statement, dict[str, int]] = {}
        for statement, row_id, by in moves:
            counts = moved.setdefault(statement, {})
            counts[row_id] = counts.get(row_id, 0) + by
        for statement, counts in moved.items():
            statement.run_waiting(link, [{"id": row, "by": by} for row, by in counts.items()])

    def _parts(self) -> tuple[list[Any], list[Any], list[Any]]:
        return self._new, self._saved, self._moves


@cache
def _depth(table: str) -> int:
    """Greater than that of every table that it points to."""
    names = [each.name for each in metadata.sorted_tables]
    return names.index(table)


class Link:
    """Whatever changes a row otherwise than by its id, or takes changes back, has to ``forget``
    what was ``seen``.

    Within a ``job``, writes may wait: they are made before anybody looks at their tables, before
    anything else is written, and before the commit, which is ``write_out``'s to see to.
    """

    def __init__(self, connection: sa.Connection, seen: Seen | None = None) -> None:
        self.connection = connection
        self.dialect = connection.dialect
        self.driver: Any = connection.connection.driver_connection
        self.seen = Seen() if seen is None else seen
        self.in_job = False
        self._saved = False
        self.waiting = Waiting()
        # What waited when the job began is others'.
        self._mark = self.waiting.mark()
        if seen is not None:
            seen.is_of(self._as_of())

    def forget(self, tables: Collection[str] | None = None) -> None:
        self.seen.forget(tables)

    def before_reading(self, tables: frozenset[str]) -> None:
        if tables.isdisjoint(self.waiting.tables):
            return
        if self.in_job and not self._saved and self.waiting.mark() == self._mark:
            self.write_out()
            self._mark = self.waiting.mark()
        else:
            self.before_writing()

    def before_writing(self) -> None:
        """From here on what the job writes can be taken back, and nobody else's with it."""
        if not self.in_job or self._saved:
            self.waiting.write(self)
            return
        own = self.waiting.since(self._mark)
        self.write_out()
        self.say("SAVEPOINT job")
        self._saved = True
        own.write(self)
        self._mark = self.waiting.mark()

    @contextmanager
    def job(self) -> Iterator[None]:
        """Keeps what is done within, or nothing of it."""
        self.begin_job()
        try:
            yield
            self.keep_job()
        except BaseException:
            self.take_job_back()
            raise

    def begin_job(self) -> None:
        self.in_job = True
        self._mark = self.waiting.mark()

    def keep_job(self) -> None:
        if self._saved:
            self.say("RELEASE SAVEPOINT job")
        self.in_job = self._saved = False

    def take_job_back(self) -> None:
        saved, mark = self._saved, self._mark
        self.in_job = self._saved = False
        if saved or self.waiting.mark() != mark:
            self.forget()
        self.waiting.since(mark)
        if saved:
            self.say("ROLLBACK TO SAVEPOINT job")
            self.say("RELEASE SAVEPOINT job")

    def write_out(self) -> None:
        """What the jobs that are over have left is written.

        Raises:
            NotTogether: if that breaks a rule of the database.
        """
        try:
            self.waiting.write(self)
        except sa.exc.DBAPIError as error:
            if isinstance(error, sa.exc.OperationalError) or error.connection_invalidated:
                raise
            raise NotTogether(error) from error

    def say(self, text: str) -> None:
        try:
            self.driver.execute(text)
        except self.dialect.loaded_dbapi.Error as error:
            raise told(self.connection, text, error) from error

    def _as_of(self) -> int | None:
        if self.dialect.name != "sqlite":
            return None
        as_of: int = self.driver.execute("PRAGMA data_version").fetchone()[0]
        return as_of


def told(connection: sa.Connection, text: str, error: Exception) -> sa.exc.DBAPIError:
    """The driver's error as SQLAlchemy would have raised it, without the values."""
    dialect, driver = connection.dialect, connection.connection.driver_connection
    broken = dialect.is_disconnect(error, driver, None)  # type: ignore[arg-type]
    raised = sa.exc.DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=broken,
        dialect=dialect,
    )
    assert isinstance(raised, sa.exc.DBAPIError)  # noqa: S101 - it is one of the driver's
    return raised
