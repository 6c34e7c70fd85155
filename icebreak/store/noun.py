"""How one dataclass is kept in one table: columns carry the names of its fields."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, ClassVar, Generic, TypeVar

import sqlalchemy as sa

T = TypeVar("T")


class Noun(Generic[T]):
    """The rows of one noun inside a transaction.

    A ``version`` or ``presence`` column counts changes and is only ever moved
    by ``bump``, so that a row written back whole can't turn a count back.
    """

    table: ClassVar[sa.Table]
    kind: ClassVar[Callable[..., Any]]
    counters: ClassVar[tuple[str, ...]] = ("version", "presence")

    _insert: ClassVar[sa.Insert]
    _update: ClassVar[sa.Update]

    def __init_subclass__(cls) -> None:
        names = [field.name for field in fields(cls.kind)]  # type: ignore[arg-type]
        keys = [column.name for column in cls.table.primary_key]
        kept = [name for name in names if name not in keys and name not in cls.counters]
        cls._insert = sa.insert(cls.table)
        cls._names = names
        cls._keys = keys
        if kept:
            cls._update = (
                sa.update(cls.table)
                .where(*(cls.table.c[key] == sa.bindparam(f"k_{key}") for key in keys))
                .values(
                    {name: sa.bindparam(f"v_{name}", type_=cls.table.c[name].type) for name in kept}
                )
            )
        cls._kept = kept

    _names: ClassVar[list[str]]
    _keys: ClassVar[list[str]]
    _kept: ClassVar[list[str]]

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def add(self, row: T) -> None:
        self.connection.execute(self._insert, self._values(row))

    def add_all(self, rows: Iterable[T]) -> None:
        values = [self._values(row) for row in rows]
        if values:
            self.connection.execute(self._insert, values)

    def save(self, row: T) -> None:
        """Write a row back; its counters stay as the database has them."""
        values = {f"v_{name}": getattr(row, name) for name in self._kept}
        self.connection.execute(
            self._update, values | {f"k_{key}": getattr(row, key) for key in self._keys}
        )

    def one(self, *where: sa.ColumnElement[bool]) -> T | None:
        row = self.connection.execute(self._select().where(*where)).first()
        return None if row is None else self._load(row)

    def some(
        self, *where: sa.ColumnElement[bool], order: sa.ColumnElement[Any] | None = None
    ) -> list[T]:
        query = self._select().where(*where)
        if order is not None:
            query = query.order_by(order)
        return [self._load(row) for row in self.connection.execute(query)]

    def count(self, *where: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(self.table).where(*where)
        return int(self.connection.execute(query).scalar_one())

    def remove(self, *where: sa.ColumnElement[bool]) -> int:
        return self.connection.execute(sa.delete(self.table).where(*where)).rowcount

    def bump(self, row_id: str, counter: str = "version") -> int:
        """Move a counter by one and return where it stands."""
        column = self.table.c[counter]
        moved = (
            sa.update(self.table)
            .where(self.table.c.id == row_id)
            .values({counter: column + 1})
            .returning(column)
        )
        return int(self.connection.execute(moved).scalar_one())

    def _select(self) -> sa.Select[Any]:
        return sa.select(*(self.table.c[name] for name in self._names))

    def _load(self, row: Any) -> T:
        return self.kind(*row)  # type: ignore[no-any-return]

    def _values(self, row: T) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self._names}
