"""A database seen from outside, by commands that look at it while a server may be using it."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from icebreak.app import database_url
from icebreak.settings import Settings
from icebreak.store.columns import metadata
from icebreak.store.engine import Store, telling_troubles
from icebreak.store.lifetimes import LIFETIMES
from icebreak.store.migrating import newest

REVISIONS = "alembic_version"


@dataclass(frozen=True, slots=True)
class Standing:
    """Revisions of the schema; ``found`` is None in a database without our tables."""

    found: str | None
    newest: str

    @property
    def is_current(self) -> bool:
        return self.found == self.newest


def is_made(settings: Settings) -> bool:
    """Whether there is a database to open: opening an embedded one would make it."""
    if settings.database_url:
        return True
    if not settings.data.is_dir():
        return False
    path = sa.make_url(database_url(settings)).database
    return path is not None and Path(path).exists()


def standing(store: Store) -> Standing:
    """Which schema the database has, and which one this version wants.

    Raises:
        Busy, Unavailable: if it can't be asked.
    """
    with telling_troubles(), store.connect() as connection:
        found = None
        if sa.inspect(connection).has_table(REVISIONS):
            found = connection.execute(sa.text(f"SELECT version_num FROM {REVISIONS}")).scalar()  # noqa: S608
    return Standing(found, newest())


def row_counts(store: Store) -> dict[str, int]:
    """How many rows each table of the data map holds.

    Raises:
        Busy, Unavailable: if it can't be asked.
    """
    with telling_troubles(), store.connect() as connection:
        return {
            name: connection.execute(
                sa.select(sa.func.count()).select_from(metadata.tables[name])
            ).scalar_one()
            for name in LIFETIMES
        }
