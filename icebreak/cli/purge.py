"""``icebreak purge``: erase now what has outlived its day."""

import click


@click.command("purge")
def command() -> None:
    """Erase what has outlived its day, and say how much that was. Safe to repeat.

    A running server does this by itself, when it starts and every ten minutes. This command is
    for when none runs: after an evening on a laptop, or from cron. Beside a running server it
    does no harm either: it is one more transaction, and phones notice what is gone.
    """
    import secrets

    from icebreak.app import database_url, new_id, now
    from icebreak.cli.database import is_made, row_counts, standing
    from icebreak.domain.errors import Refusal
    from icebreak.services.expiry import expire
    from icebreak.services.finding import Alone, know_contacts
    from icebreak.services.known import Known
    from icebreak.services.occasion import CLOCK, Occasion
    from icebreak.services.tokens import Tokens
    from icebreak.settings import BadSetting, from_environment
    from icebreak.store.engine import Store

    try:
        settings = from_environment()
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    if not is_made(settings):
        click.echo(f"There is no database in {settings.data}, so there is nothing to erase.")
        return
    store = Store(database_url(settings))
    # Expiring makes no token, so the instance's own secret is not needed.
    tokens = Tokens(secrets.token_bytes(32))
    try:
        if not standing(store).is_current:
            raise click.ClickException(
                "The database is not of this version: run `icebreak db upgrade` first."
            )
        before = row_counts(store)
        known = Known()

        def occasion() -> Occasion:
            return Occasion(CLOCK, now(), new_id, secrets.SystemRandom(), tokens, known=known)

        know_contacts(Alone(store, known), occasion)
        with store.transaction() as tx:
            sessions = expire(tx, occasion())
        store.settle()
        after = row_counts(store)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from None
    finally:
        store.close()
    _tell(sessions, {name: before[name] - after[name] for name in before})


def _tell(sessions: int, erased: dict[str, int]) -> None:
    gone = {name: number for name, number in erased.items() if number > 0}
    if not sessions and not gone:
        click.echo("Nothing has outlived its day.")
        return
    click.echo(f"{sessions} session{'' if sessions == 1 else 's'} looked after. Rows erased:")
    for name, number in gone.items():
        click.echo(f"  {name:<14}{number:>6}")
    click.echo(f"  {'in all':<14}{sum(gone.values()):>6}")
