"""The command ``icebreak``. Each sub-command lives in a module of its own name."""

import os
from importlib import import_module
from importlib.util import find_spec

import click

# numpy reads this when it is imported. Threads of its own bring the matcher nothing, hold up a
# busy machine, and may add up numbers in another order.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = ("serve", "demo", "db", "purge", "doctor", "contract", "match", "rooms", "export")


class LazyGroup(click.Group):
    """Imports a sub-command's module when it is called, so that ``icebreak rooms`` starts
    without the server's libraries. The module offers the command as ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if find_spec(f"{__name__}.{name}")]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{name}").command
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="icebreak", message="%(prog)s %(version)s")
def main() -> None:
    """A second screen for webinars: small rooms, short stories, and people to write to."""
