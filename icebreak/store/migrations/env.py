"""What Alembic runs: one connection, one transaction."""

from alembic import context

from icebreak.store import schema, schema_swaps
from icebreak.store.columns import metadata
from icebreak.store.engine import Store

TABLES = (schema, schema_swaps)


def run() -> None:
    store = Store(context.config.attributes["url"])
    with store.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=store.embedded,
            transaction_per_migration=False,
        )
        with connection.begin(), context.begin_transaction():
            context.run_migrations()
    store.close()


run()
