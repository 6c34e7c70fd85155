"""``icebreak demo``: an evening that is under way, to look around in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from icebreak.app import Icebreak
    from icebreak.cli.pretend_people import PretendEvening
    from icebreak.contract.commands.sessions import SessionOpened
    from icebreak.settings import Settings

# Beside a server that has the usual one.
PORT = 8001

_TOUR = """
  In one minute:
    1. Open the first link, or scan the code, and give a name: you have a seat in a room at once.
    2. Finish a sentence and name an interest (try cycling): see what you share, and with whom.
    3. Tell the room a story, and tap “me too” at somebody else's.
    4. Swap cards with somebody in your room. They all say yes to newcomers, unseen until you do.
    5. Open the host's link in another window: pause, extend, end the round, move somebody.
"""


@click.command("demo")
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port to listen on (else PORT, {PORT})."
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to keep the evening in; else it is forgotten when you stop.",
)
@click.option(
    "--pace",
    type=click.FloatRange(0.1, 100),
    default=1.0,
    show_default=True,
    help="How many times faster than people the pretend ones are.",
)
def command(port: int | None, data: Path | None, pace: float) -> None:
    """Play an evening with 12 pretend people, and join it as the 13th.

    It has a database of its own: neither ICEBREAK_DATA nor ICEBREAK_DATABASE_URL is touched.
    """
    from icebreak.cli.serve import patch

    patch()
    from icebreak.cli.running import DataInUse, hold, prepared, run
    from icebreak.settings import BadSetting

    try:
        settings = prepared(port=port, host=None, data=None)
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    if port is None and not settings.port_given:
        port = PORT
    with _folder(data) as folder:
        settings = _of_its_own(settings, port, folder)
        try:
            with hold(settings):
                run(settings, lambda app, settings, port: _begin(app, port, pace))
        except DataInUse as error:
            raise click.ClickException(str(error)) from None


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with TemporaryDirectory(prefix="icebreak-demo-") as folder:
        yield Path(folder)


def _of_its_own(settings: "Settings", port: int | None, folder: Path) -> "Settings":
    """The settings of the environment, but for all that belongs to a real instance's data."""
    from dataclasses import replace

    return replace(
        settings,
        port=settings.port if port is None else port,
        data=folder,
        secret="",
        database_url="",
        redis_url="",
    )


def _begin(app: "Icebreak", port: int, pace: float) -> None:
    import random
    import signal

    import gevent

    from icebreak.cli.pretend_people import pretend_evening
    from icebreak.cli.pretending import play

    evening = pretend_evening()
    company = play(app.gate, evening, random.SystemRandom(), pace)
    company.live()
    for number in (signal.SIGTERM, signal.SIGINT):
        # They go first, so that nothing is written while the database closes.
        gevent.signal_handler(number, company.leave)
    _invite(app, evening, company.opened)


def _invite(app: "Icebreak", evening: "PretendEvening", opened: "SessionOpened") -> None:
    from icebreak.domain.sessions import show_code
    from icebreak.exchange.qr import LinkTooLong, qr_terminal
    from icebreak.web.site import scanned, the_site

    site = the_site(app.pages)
    join, desk = site.link(opened.join_url), site.link(opened.host_url)
    rounds = sum(step.seconds for step in evening.steps if step.kind != "wrap_up")
    until = datetime.now().astimezone() + timedelta(seconds=rounds)
    click.echo(
        f"\n  {len(evening.people)} pretend people are in the middle of\n"
        f"  “{evening.title}”.\n\n"
        f"    join them      {join}\n"
        f"    or by code     {site.base()}  {show_code(opened.code)}\n"
        f"    host them      {desk}"
    )
    click.echo(_TOUR)
    try:
        click.echo(qr_terminal(scanned(join)))
    except LinkTooLong:
        click.echo("  (The address is too long for a QR code here.)")
    click.echo(
        f"\n  Rounds follow each other until {until:%H:%M}, then people swap at leisure.\n"
        "  Stop with Ctrl+C.\n"
    )
