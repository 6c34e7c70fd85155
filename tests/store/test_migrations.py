"""The migrations make what the code describes, on both databases."""

import sqlalchemy as sa
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


# A migration that somebody may have run is never changed: a new table gets a new migration.
FIRST_WORDS = """
    asks blocks cards consents contacts credentials hosts keys leases metoos participants proposals
    reports rooms said seats sessions steps stories
"""
FIRST_TABLES = set(FIRST_WORDS.split())


def test_a_database_of_the_first_version_gets_what_it_lacks(url: str) -> None:
    upgrade(url, to="0001")
    store = Store(url)
    try:
        with store.connect() as connection:
            there = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        assert there == FIRST_TABLES
        upgrade(url)
        with store.transaction() as tx:
            add_all(tx)
        with store.read() as tx:
            assert tx.profile_analyses.get("p1") is not None
    finally:
        store.close()
