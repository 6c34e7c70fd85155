"""Statements that are compiled once and then run on the driver itself.

SQLAlchemy writes the SQL of each database and knows how values go in and come
out. What it adds to every execution costs more than most of these statements
take, and a story takes a dozen of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

Values = dict[str, Any]
Process = Callable[[Any], Any]

# A row takes about a kilobyte.
ROWS_KEPT = 30_000


class Seen(defaultdict[str, dict[Any, Any]]):
    """Rows by table and id, which may outlive the transaction that read them: on SQLite a
    connection is told whether anybody else has written since."""

    def __init__(self) -> None:
        super().__init__(dict)
        self._as_of: int | None = None

    def forget(self) -> None:
        # each noun holds its part by reference
        for rows in self.values():
            rows.clear()

    def check(self, link: "Link") -> None:
        """At the start of a transaction, once it holds what it locks: forget what may be old."""
        as_of = None
        if link.dialect.name == "sqlite":
            as_of = link.driver.execute("PRAGMA data_version").fetchone()[0]
        if as_of is None or as_of != self._as_of or sum(map(len, self.values())) > ROWS_KEPT:
            self.forget()
        self._as_of = as_of


class Link:
    """A connection inside its transaction, and the rows that were read over it.

    Whatever changes a row otherwise than by its id, or takes changes back, has
    to ``forget`` what was ``seen``.
    """

    def __init__(self, connection: sa.Connection, seen: Seen | None = None) -> None:
        self.connection = connection
        self.dialect = connection.dialect
        self.driver: Any = connection.connection.driver_connection
        self.seen = Seen() if seen is None else seen
        if seen is not None:
            seen.check(self)

    def forget(self) -> None:
        self.seen.forget()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Keeps what is done within, or nothing of it."""
        self._say("SAVEPOINT job")
        try:
            yield
        except BaseException:
            self.forget()
            self._say("ROLLBACK TO SAVEPOINT job")
            self._say("RELEASE SAVEPOINT job")
            raise
        self._say("RELEASE SAVEPOINT job")

    def _say(self, text: str) -> None:
        try:
            self.driver.execute(text)
        except self.dialect.loaded_dbapi.Error as error:
            raise _told(self, text, error) from error


class Statement:
    """One statement with named values; ``columns`` are those that it returns.

    ``keys`` names the columns that an INSERT or UPDATE sets from values.
    """

    def __init__(
        self,
        clause: sa.ClauseElement,
        columns: Sequence[sa.ColumnElement[Any]] = (),
        keys: Sequence[str] | None = None,
    ) -> None:
        self._clause = clause
        self._columns = columns
        self._keys = keys
        self._written: dict[str, _Written] = {}

    def rows(self, link: Link, values: Values) -> list[Sequence[Any]]:
        written = self._on(link.dialect)
        return written.read(self._run(link, written, values))

    def row(self, link: Link, values: Values) -> Sequence[Any] | None:
        """The first row."""
        return next(iter(self.rows(link, values)), None)

    def run(self, link: Link, values: Values) -> int:
        """How many rows it changed."""
        return int(self._run(link, self._on(link.dialect), values).rowcount)

    def run_all(self, link: Link, values: Iterable[Values]) -> None:
        written = self._on(link.dialect)
        many = [written.bound(each) for each in values]
        try:
            link.driver.cursor().executemany(written.text, many)
        except link.dialect.loaded_dbapi.Error as error:
            raise _told(link, written.text, error) from error

    def _run(self, link: Link, written: "_Written", values: Values) -> Any:
        try:
            return link.driver.execute(written.text, written.bound(values))
        except link.dialect.loaded_dbapi.Error as error:
            raise _told(link, written.text, error) from error

    def _on(self, dialect: Dialect) -> "_Written":
        written = self._written.get(dialect.name)
        if written is None:
            written = _Written(self._clause, self._columns, self._keys, dialect)
            self._written[dialect.name] = written
        return written


class _Written:
    """A statement in the words of one database."""

    def __init__(
        self,
        clause: sa.ClauseElement,
        columns: Sequence[sa.ColumnElement[Any]],
        keys: Sequence[str] | None,
        dialect: Dialect,
    ) -> None:
        compiled: Any = clause.compile(dialect=dialect, column_keys=keys)
        self.text = str(compiled)
        self._constants = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        self._binding = _processes(
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for name, bind in compiled.binds.items()
        )
        self._columns, self._dialect = columns, dialect
        self._reading: list[tuple[int, Process]] | None = None
        names = compiled.positiontup if compiled.positional else None
        self._in_order = _picked(names) if names is not None else None

    def bound(self, values: Values) -> Any:
        """Values as the driver takes them; the dictionary is used up."""
        if self._constants:
            values = {**self._constants, **values}
        for name, process in self._binding:
            values[name] = process(values[name])
        return values if self._in_order is None else self._in_order(values)

    def read(self, cursor: Any) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = cursor.fetchall()
        if self._reading is None:
            self._reading = self._processes_of(cursor.description)
        return [self._read(row, self._reading) for row in rows] if self._reading else rows

    @staticmethod
    def _read(row: Sequence[Any], reading: list[tuple[int, Process]]) -> Sequence[Any]:
        values = list(row)
        for place, process in reading:
            if values[place] is not None:
                values[place] = process(values[place])
        return values

    def _processes_of(self, description: Sequence[Any]) -> list[tuple[int, Process]]:
        return _processes(
            (
                place,
                column.type.dialect_impl(self._dialect).result_processor(self._dialect, kind[1]),
            )
            for place, (column, kind) in enumerate(zip(self._columns, description, strict=False))
        )


def _processes(found: Iterable[tuple[Any, Process | None]]) -> list[tuple[Any, Process]]:
    return [(place, process) for place, process in found if process is not None]


def _picked(names: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _told(link: Link, text: str, error: Exception) -> sa.exc.DBAPIError:
    """The driver's error as SQLAlchemy would have raised it, without the values."""
    dialect = link.dialect
    broken = dialect.is_disconnect(error, link.driver, None)  # type: ignore[arg-type]
    told = sa.exc.DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=broken,
        dialect=dialect,
    )
    assert isinstance(told, sa.exc.DBAPIError)  # noqa: S101 - it is one of the driver's
    return told
