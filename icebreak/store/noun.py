"""How one dataclass is kept in one table: columns carry the names of its fields."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Generic, TypeVar

import sqlalchemy as sa

from icebreak.store.columns import metadata
from icebreak.store.link import Link
from icebreak.store.questions import Among, Condition, Count, Find, Remove, bound_to, value
from icebreak.store.statement import Insert, Statement

T = TypeVar("T")


class Noun(Generic[T]):
    """The rows of one noun inside a transaction.

    A column of ``counters`` counts changes and is only ever moved by ``bump``,
    so that a row written back whole can't turn a count back. With ``waits``, what
    is written may wait for more of its kind (see ``Link``).
    """

    table: ClassVar[sa.Table]
    kind: ClassVar[Callable[..., Any]]
    counters: ClassVar[tuple[str, ...]] = ("version", "presence", "desk")
    waits: ClassVar[bool] = False

    _insert: ClassVar[Insert]
    _update: ClassVar[Statement]
    _moves: ClassVar[dict[str, Statement]]
    _moves_later: ClassVar[dict[str, Statement]]
    _by_id: ClassVar[Find]
    _names: ClassVar[list[str]]
    _attributes: ClassVar["attrgetter[Any]"]
    _keys: ClassVar[list[str]]
    _kept: ClassVar[list[str]]
    _counted: ClassVar[list[str]]

    def __init_subclass__(cls) -> None:
        columns = cls.table.c
        cls._names = [field.name for field in fields(cls.kind)]  # type: ignore[arg-type]
        cls._attributes = attrgetter(*cls._names)
        cls._keys = [column.name for column in cls.table.primary_key]
        cls._counted = [name for name in cls._names if name in cls.counters]
        cls._kept = [name for name in cls._names if name not in (*cls._keys, *cls._counted)]
        cls._insert = Insert(sa.insert(cls.table), keys=cls._names)
        mine = [columns[key] == value(f"k_{key}") for key in cls._keys]
        cls._update = Statement(sa.update(cls.table).where(*mine), keys=cls._kept)
        moves = {name: _move(columns, name) for name in cls._counted}
        cls._moves_later = {name: Statement(move) for name, move in moves.items()}
        cls._moves = {
            name: Statement(move.returning(columns[name]), [columns[name]])
            for name, move in moves.items()
        }
        if cls._keys == ["id"]:
            cls._by_id = bound_to(cls, Find(columns.id == value("id")))

    def __init__(self, link: Link) -> None:
        self.link = link
        self._seen: dict[Any, T | None] = link.seen[self.table.name]

    def with_id(self, row_id: str | None) -> T | None:
        """What this transaction has read once, it need not read again."""
        if row_id is None:
            return None
        row = self._seen.get(row_id)
        if row is None:
            row = self.row(self._by_id, id=row_id)
            if row is not None:
                self._seen[row_id] = row
        return row

    def once(self, find: Find, **values: Any) -> T | None:
        """As ``row``, and remembered until a row of this noun changes; not for rows with an id."""
        question = (find, *values.values())
        if question not in self._seen:
            self._seen[question] = self.row(find, **values)
        return self._seen[question]

    def add(self, row: T) -> None:
        if self.waits and self.link.in_job:
            self.link.waiting.add(self.table.name, self._insert, row)
        else:
            self._insert.add(self.link, row)
        self._note_added(row)

    def add_all(self, rows: Iterable[T]) -> None:
        self.link.forget([self.table.name])
        new = list(rows)
        if new:
            self._insert.run_all(self.link, new)

    def save(self, row: T) -> None:
        """Write a row back; its counters stay as the database has them."""
        values = {name: getattr(row, name) for name in self._kept}
        for key in self._keys:
            values[f"k_{key}"] = getattr(row, key)
        if self.waits and self.link.in_job and self._keys == ["id"]:
            self.link.waiting.save(self.table.name, self._update, values["k_id"], values)
        else:
            self._update.run(self.link, values)
        if self._seen:
            self._note_saved(row)

    def row(self, find: Find, **values: Any) -> T | None:
        row = find.statement.row(self.link, values)
        return None if row is None else self.kind(*row)

    def rows(self, find: Find, **values: Any) -> list[T]:
        kind = self.kind
        return [kind(*row) for row in find.statement.rows(self.link, values)]

    def among(self, among: Among, values: Collection[Any]) -> list[T]:
        if not values:
            return []
        find, given = among.find(values)
        return self.rows(find, **given)

    def number(self, count: Count, **values: Any) -> int:
        row = count.statement.row(self.link, values)
        return 0 if row is None else int(row[0])

    def drop_rows(self, remove: Remove, **values: Any) -> int:
        self.link.forget(_gone_with(self.table.name))
        return remove.statement.run(self.link, values)

    def some(self, *where: Condition, order: sa.ColumnElement[Any] | None = None) -> list[T]:
        """Rows under conditions that are rarely asked for; see ``rows``."""
        return self.rows(bound_to(type(self), Find(*where, order=order)))

    def remove(self, *where: Condition) -> int:
        """Delete rows under conditions that are rarely asked for; see ``drop_rows``."""
        return self.drop_rows(bound_to(type(self), Remove(*where)))

    def bump(self, row_id: str, counter: str = "version", by: int = 1) -> int:
        """Move a counter and return where it stands."""
        seen = self._seen.get(row_id)
        if seen is not None and self.link.in_job:
            # Nobody else writes meanwhile, so that is where it will stand.
            stands = int(getattr(seen, counter)) + by
            self.link.waiting.move(self.table.name, self._moves_later[counter], row_id, by)
        else:
            moved = self._moves[counter].row(self.link, {"id": row_id, "by": by})
            if moved is None:
                raise LookupError(f"{self.table.name} has no row to count")
            stands = int(moved[0])
        if seen is not None:
            self._seen[row_id] = self._with(seen, counter, stands)
        return stands

    def _with(self, row: T, name: str, held: Any) -> T:
        # As dataclasses.replace, which looks at every field anew.
        values = list(self._attributes(row))
        values[self._names.index(name)] = held
        made: T = self.kind(*values)
        return made

    def _note_added(self, row: Any) -> None:
        if self._keys == ["id"]:
            self._seen[row.id] = row
        else:
            self._seen.clear()

    def _note_saved(self, row: Any) -> None:
        if self._keys != ["id"]:
            self._seen.clear()
            return
        seen: Any = self._seen.get(row.id)
        if seen is not None:
            counts = {name: getattr(seen, name) for name in self._counted}
            self._seen[row.id] = replace(row, **counts)


def _move(columns: Any, counter: str) -> sa.Update:
    moved = columns[counter]
    update = sa.update(moved.table).where(columns.id == value("id"))
    return update.values({counter: moved + value("by")})


@cache
def _gone_with(table: str) -> frozenset[str]:
    """The table, and those whose rows may go with rows of it, one after the other."""
    gone = {table}
    while True:
        more = {
            each.name
            for each in metadata.tables.values()
            if each.name not in gone
            and any(key.column.table.name in gone for key in each.foreign_keys)
        }
        if not more:
            return frozenset(gone)
        gone |= more
