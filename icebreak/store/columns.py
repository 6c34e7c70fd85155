"""Column types that give domain values back as they went in."""

from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from icebreak.domain.cards import Card, Link


class Moment(sa.TypeDecorator[datetime]):
    """An aware time in UTC; SQLite would hand a naive one back."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Any) -> Any:
        return _to_sqlite if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        if dialect.name == "sqlite":
            return _from_sqlite
        return super().result_processor(dialect, coltype)


def _to_sqlite(value: datetime | None) -> str | None:
    return None if value is None else _as_text(value)


# A command writes its own moment into several rows.
@lru_cache(maxsize=64)
def _as_text(value: datetime) -> str:
    # The text that SQLAlchemy would make of it, in a tenth of the time.
    value = value if value.tzinfo is UTC else value.astimezone(UTC)
    return value.replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_sqlite(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


class Texts(sa.TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, as JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Any) -> Any:
        return list(value or ())

    def process_result_value(self, value: Any, dialect: Any) -> tuple[str, ...]:
        return tuple(value or ())


class Groups(sa.TypeDecorator[tuple[tuple[str, ...], ...]]):
    """Tuples of strings in a tuple, as JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return [list(group) for group in value or ()]

    def process_result_value(self, value: Any, dialect: Any) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(group) for group in value or ())


class CardColumn(sa.TypeDecorator[Card]):
    """A card, as JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: Card | None, dialect: Any) -> Any:
        return None if value is None else asdict(value)

    def process_result_value(self, value: Any, dialect: Any) -> Card | None:
        if value is None:
            return None
        lists: dict[str, Any] = {n: tuple(value.pop(n, ())) for n in ("emails", "phones")}
        links = tuple(Link(**link) for link in value.pop("links", ()))
        return Card(**value, **lists, links=links)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.String(64), primary_key=True)


def of_column(name: str, table: str, *, key: bool = False, index: bool = True) -> sa.Column[str]:
    """A reference that goes when what it points to goes."""
    target = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(64), target, primary_key=key, nullable=False, index=index)


def text_column(name: str, **kind: object) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, **kind)  # type: ignore[arg-type]


def number_column(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def flag_column(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def when_column(name: str, *, needed: bool = False, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, Moment, nullable=not needed, index=index)
