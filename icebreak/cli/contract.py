"""``icebreak contract``: writes what is generated from the contract."""

from pathlib import Path

import click

from icebreak.contract.handbook import handbook
from icebreak.contract.script import script
from icebreak.settings import SETTINGS

_SETTINGS = """# Settings

Made by `icebreak contract`. By environment, checked at start.

| variable | default | what it does |
| --- | --- | --- |
"""


def generated() -> dict[str, str]:
    """Path in the repository → text."""
    rows = "".join(f"| `{each.name}` | {each.default} | {each.says} |\n" for each in SETTINGS)
    return {
        "static/js/contract.js": script(),
        "docs/events.md": handbook(),
        "docs/settings.md": _SETTINGS + rows,
    }


@click.command("contract")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file differs.")
def command(check: bool) -> None:
    """Write contract.js, events.md and settings.md from the code (in a checkout)."""
    stale = []
    for name, text in generated().items():
        path = Path(name)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(f"wrote {name}")
    if check and stale:
        raise click.ClickException(f"Not up to date: {', '.join(stale)}. Run `icebreak contract`.")
