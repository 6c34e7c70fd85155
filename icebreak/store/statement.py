"""Statements that are compiled once and then run on the driver itself.

SQLAlchemy writes the SQL of each database and knows how values go in and come
out. What it adds to every execution costs more than most of these statements
take, and a story takes a dozen of them.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

from icebreak.store.columns import metadata
from icebreak.store.link import Link, told

Values = dict[str, Any]
Process = Callable[[Any], Any]


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
        written = self._written_for(link)
        return written.read(self._run(link, written, values))

    def row(self, link: Link, values: Values) -> Sequence[Any] | None:
        """The first row."""
        return next(iter(self.rows(link, values)), None)

    def written_row(self, link: Link, values: Values) -> Sequence[Any] | None:
        """As ``row``, without a look at what waits to be written."""
        written = self._on(link.dialect)
        return next(iter(written.read(self._run(link, written, values))), None)

    def run(self, link: Link, values: Values) -> int:
        """How many rows it changed."""
        return int(self._run(link, self._written_for(link), values).rowcount)

    def run_all(self, link: Link, values: Iterable[Any]) -> None:
        self._run_all(link, self._written_for(link), values)

    def run_waiting(self, link: Link, values: Iterable[Any]) -> None:
        """As ``run_all``, but nothing else that waits goes before it."""
        self._run_all(link, self._on(link.dialect), values)

    def _run(self, link: Link, written: "_Written", values: Values) -> Any:
        try:
            return link.driver.execute(written.text, written.bound(values))
        except link.dialect.loaded_dbapi.Error as error:
            raise told(link.connection, written.text, error) from error

    def _run_all(self, link: Link, written: "_Written", values: Iterable[Any]) -> None:
        many = self._bound(written, values)
        try:
            link.driver.cursor().executemany(written.text, many)
        except link.dialect.loaded_dbapi.Error as error:
            raise told(link.connection, written.text, error) from error

    def _bound(self, written: "_Written", values: Iterable[Any]) -> list[Any]:
        return [written.bound(each) for each in values]

    def _written_for(self, link: Link) -> "_Written":
        written = self._on(link.dialect)
        if written.looks_only:
            link.before_reading(written.tables)
        else:
            link.before_writing()
        return written

    def _on(self, dialect: Dialect) -> "_Written":
        written = self._written.get(dialect.name)
        if written is None:
            written = _Written(self._clause, self._columns, self._keys, dialect)
            self._written[dialect.name] = written
        return written


class Insert(Statement):
    """A Statement that is given objects: ``keys`` names those of their attributes that it takes."""

    def add(self, link: Link, row: Any) -> None:
        self.run_all(link, [row])

    def _bound(self, written: "_Written", rows: Iterable[Any]) -> list[Any]:
        return [written.bound_object(row) for row in rows]


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
        self.looks_only = isinstance(clause, sa.Select)
        # One too many does no harm.
        self.tables = frozenset(name for name in metadata.tables if name in self.text)
        self._constants = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        self._binding = _processes(
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for name, bind in compiled.binds.items()
        )
        self._columns, self._dialect, self._keys = columns, dialect, keys or ()
        self._reading: list[tuple[int, Process]] | None = None
        names = compiled.positiontup if compiled.positional else None
        self._in_order = _picked(names) if names is not None else None
        self._attributes = attrgetter(*names) if names is not None and len(names) > 1 else None
        # The same as ``_binding``, by place instead of by name.
        by_name = dict(self._binding)
        self._places = _processes((at, by_name.get(name)) for at, name in enumerate(names or ()))

    def bound(self, values: Values) -> Any:
        """Values as the driver takes them; the dictionary is used up."""
        if self._constants:
            values = {**self._constants, **values}
        for name, process in self._binding:
            values[name] = process(values[name])
        return values if self._in_order is None else self._in_order(values)

    def bound_object(self, row: Any) -> Any:
        """The same from the attributes of an object."""
        if self._attributes is None:
            return self.bound({name: getattr(row, name) for name in self._keys})
        values = list(self._attributes(row))
        for place, process in self._places:
            values[place] = process(values[place])
        return values

    def read(self, cursor: Any) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = cursor.fetchall()
        if self._reading is None:
            self._reading = self._processes_of(cursor.description)
        if not self._reading or not rows:
            return rows
        # Column by column: a session has thousands of rows, and most columns nothing to be done.
        columns: list[Sequence[Any]] = [*zip(*rows, strict=True)]
        for place, process in self._reading:
            columns[place] = [None if each is None else process(each) for each in columns[place]]
        return [*zip(*columns, strict=True)]

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
