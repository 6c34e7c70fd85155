"""``icebreak doctor``: what is wrong with this installation, and what to do about it."""

import click

from icebreak.cli.findings import wrong


@click.command("doctor")
def command() -> None:
    """Look at Python, packages, settings, data and addresses; one line each.

    Changes nothing, and may run beside a server. Exit status 1 if something is wrong.
    """
    from icebreak.cli.checks_address import about_address
    from icebreak.cli.checks_data import about_data
    from icebreak.cli.checks_machine import about_machine, extras
    from icebreak.settings import BadSetting, from_environment

    found = about_machine()
    try:
        settings = from_environment()
    except BadSetting as error:
        found.append(wrong(str(error)))
    else:
        found += [*extras(settings), *about_data(settings), *about_address(settings)]
    for finding in found:
        click.echo(f"{finding.mark:<7}{finding.sentence}")
    faults = sum(finding.is_wrong for finding in found)
    if faults:
        click.echo(f"\n{faults} thing{'' if faults == 1 else 's'} to mend.")
        raise SystemExit(1)
    click.echo("\nAll is well.")
