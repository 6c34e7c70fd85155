"""The migrations make what the code describes, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from icebreak.store import schema, schema_swaps
from icebreak.store.columns import metadata
from icebreak.store.engine import Store
from icebreak.store.migrating import upgrade
from tests.store.rows import ANA, add_all

TABLES = (schema, schema_swaps)


def test_the_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    with store.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_an_upgrade_can_be_repeated_and_loses_nothing(store: Store, url: str) -> None:
    with store.transaction() as tx:
        add_all(tx)
    upgrade(url)
    with store.read() as tx:
        assert tx.participants.get("p1") == ANA
