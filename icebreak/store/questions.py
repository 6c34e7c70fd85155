"""What may be asked of a table: statements with places for what is only known when they run."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import sqlalchemy as sa

from icebreak.store.link import Link
from icebreak.store.statement import Statement

if TYPE_CHECKING:
    from icebreak.store.noun import Noun

Made = TypeVar("Made")
Condition = sa.ColumnElement[bool]


def value(name: str) -> sa.BindParameter[Any]:
    """A place in a statement for what is only known when it runs."""
    return sa.bindparam(name)


class Find:
    """The rows of the noun in whose class this stands, under conditions."""

    def __init__(
        self,
        *where: Condition,
        order: sa.ColumnElement[Any] | None = None,
        within: sa.FromClause | None = None,
    ) -> None:
        self._where, self._order, self._within = where, order, within

    def __set_name__(self, noun: "type[Noun[Any]]", name: str) -> None:
        columns = [noun.table.c[field.name] for field in fields(noun.kind)]  # type: ignore[arg-type]
        query = sa.select(*columns).where(*self._where)
        if self._order is not None:
            query = query.order_by(self._order)
        if self._within is not None:
            query = query.select_from(self._within)
        self.statement = Statement(query, columns)


class OfSize(Generic[Made]):
    """What is made for a column that holds one of several values, once for each size of them.

    Values are filled up with the last one, so that there are few sizes.
    """

    def __init__(self, column: sa.ColumnElement[Any], make: Callable[[Condition], Made]) -> None:
        self._column, self._make = column, make
        self._made: dict[int, Made] = {}

    def of(self, values: Collection[Any]) -> tuple[Made, dict[str, Any]]:
        size = 1 << (len(values) - 1).bit_length()
        names = [f"v{place}" for place in range(size)]
        made = self._made.get(size)
        if made is None:
            made = self._make(self._column.in_([value(each) for each in names]))
            self._made[size] = made
        given = [*values]
        given += given[-1:] * (size - len(given))
        return made, dict(zip(names, given, strict=True))


class Several:
    """A statement about rows whose column holds one of several values.

    ``make`` turns that condition into the statement.
    """

    def __init__(
        self,
        column: sa.ColumnElement[Any],
        make: Callable[[Condition], sa.ClauseElement],
        columns: Sequence[sa.ColumnElement[Any]] = (),
    ) -> None:
        self._sizes = OfSize(column, lambda within: Statement(make(within), columns))

    def rows(self, link: Link, of: Collection[Any], **values: Any) -> list[Sequence[Any]]:
        if not of:
            return []
        statement, several = self._sizes.of(of)
        return statement.rows(link, {**values, **several})

    def run(self, link: Link, of: Collection[Any]) -> None:
        if of:
            statement, several = self._sizes.of(of)
            statement.run(link, several)


class Among:
    """As ``Find``, where a column holds one of several values."""

    def __init__(self, column: sa.ColumnElement[Any], *where: Condition, **how: Any) -> None:
        self._column, self._where, self._how = column, where, how

    def __set_name__(self, noun: "type[Noun[Any]]", name: str) -> None:
        where, how = self._where, self._how
        self._sizes = OfSize(
            self._column, lambda within: bound_to(noun, Find(within, *where, **how))
        )

    def find(self, values: Collection[Any]) -> tuple[Find, dict[str, Any]]:
        return self._sizes.of(values)


class Count:
    """How many rows of the noun in whose class this stands there are under conditions."""

    def __init__(self, *where: Condition) -> None:
        self._where = where

    def __set_name__(self, noun: "type[Noun[Any]]", name: str) -> None:
        query = sa.select(sa.func.count()).select_from(noun.table).where(*self._where)
        self.statement = Statement(query)


class Remove:
    """Deletes the rows of the noun in whose class this stands that meet conditions."""

    def __init__(self, *where: Condition) -> None:
        self._where = where

    def __set_name__(self, noun: "type[Noun[Any]]", name: str) -> None:
        self.statement = Statement(sa.delete(noun.table).where(*self._where))


Part = TypeVar("Part", Find, Count, Remove)


def bound_to(noun: "type[Noun[Any]]", part: Part) -> Part:
    part.__set_name__(noun, "")
    return part
