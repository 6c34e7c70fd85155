"""Bringing a database to the present schema with Alembic."""

from pathlib import Path

import sqlalchemy as sa

from icebreak.store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str, to: str = "head") -> None:
    """Make or change the tables, up to a migration; does nothing to a database that is up to
    date."""
    if is_current(url):
        return
    # Half a second of imports, which a server that only starts again can do without.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    command.upgrade(config, to)


def is_current(url: str) -> bool:
    """Whether the database already has the newest schema."""
    store = Store(url)
    try:
        with store.connect() as connection:
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version"))
            return found.scalars().all() == [newest()]
    except sa.exc.DBAPIError:
        return False
    finally:
        store.close()


def newest() -> str:
    """The newest migration: their files begin with their number."""
    return max(path.name.split("_")[0] for path in MIGRATIONS.glob("versions/0*.py"))
