"""``icebreak db``: the database's tables."""

import click


@click.group("db")
def command() -> None:
    """Look after the database."""


@command.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them to this version. Safe to repeat."""
    from icebreak.app import database_url
    from icebreak.cli.opening import naming_the_database
    from icebreak.settings import BadSetting, from_environment
    from icebreak.store.migrating import upgrade as bring_up

    try:
        settings = from_environment()
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    with naming_the_database(settings):
        bring_up(database_url(settings))
    click.echo("The database is up to date.")
