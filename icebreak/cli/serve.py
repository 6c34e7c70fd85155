"""``icebreak serve``: pages and sockets, from a laptop or a host."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from icebreak.app import Icebreak
    from icebreak.settings import Settings


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (else PORT, 8000).")
@click.option("--host", help="Address to bind (else ICEBREAK_HOST, all interfaces).")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the database (else ICEBREAK_DATA, ./data).",
)
def command(port: int | None, host: str | None, data: Path | None) -> None:
    """Serve icebreak. Settings come from the environment: see docs/settings.md."""
    patch()
    from icebreak.cli.running import DataInUse, hold, prepared, run
    from icebreak.settings import BadSetting

    try:
        settings = prepared(port=port, host=host, data=data)
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    try:
        with hold(settings):
            run(settings, welcome)
    except DataInUse as error:
        raise click.ClickException(str(error)) from None


def patch() -> None:
    """Make the standard library wait cooperatively; before anything else is imported.

    And nothing is looked for that could be thrown away, until the server listens: all that is
    loaded now is there to stay, and the search takes a quarter of the time.
    """
    gc.disable()
    from gevent import monkey

    monkey.patch_all()


def welcome(app: "Icebreak", settings: "Settings", port: int) -> None:
    """Tell who started the server where it is, and how to host."""
    from icebreak.exchange.qr import LinkTooLong, qr_terminal
    from icebreak.web.site import scanned, the_site

    site = the_site(app.pages)
    local = f"http://localhost:{port}"
    away = site.public_url or (f"http://{site.lan_address}:{port}" if site.lan_address else "")
    click.echo("\n  icebreak is ready.\n")
    if not site.public_url:
        # With a public address the server answers to no other name.
        click.echo(f"    on this computer   {local}")
    if away:
        click.echo(f"    for the others     {away}")
    click.echo(
        "\n  To host: open the first address, press “Host an evening”, and share the code or QR."
        "\n  To look around first: icebreak demo (or make demo) plays an evening with 12 people.\n"
    )
    if away:
        try:
            click.echo(qr_terminal(scanned(away)))
        except LinkTooLong:
            click.echo("  (The address is too long for a QR code here.)")
    if settings.redis_url:
        click.echo("  ICEBREAK_REDIS_URL is not used: this version serves from one process.\n")
    click.echo("  Stop with Ctrl+C.\n")
