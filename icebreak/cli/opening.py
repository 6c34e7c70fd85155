"""A database that can't be used, said in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
import sqlalchemy as sa

from icebreak.domain.errors import Refusal
from icebreak.settings import Settings


@contextmanager
def naming_the_database(settings: Settings) -> Iterator[None]:
    """Around whatever opens the database for the first time.

    Raises:
        ClickException: with what the database or the system said, and no value of ours.
    """
    try:
        yield
    except (sa.exc.DBAPIError, Refusal, OSError, ModuleNotFoundError) as error:
        where = "of ICEBREAK_DATABASE_URL" if settings.database_url else f"in {settings.data}"
        raise click.ClickException(
            f"The database {where} can't be used: {_reason(error)}."
        ) from None


def _reason(error: BaseException) -> str:
    if isinstance(error, Refusal):
        return _reason(error.__cause__) if error.__cause__ else error.message.rstrip(".")
    if isinstance(error, ModuleNotFoundError):
        return "its driver is not installed (pip install 'icebreak[postgres]')"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    told = str(error.orig) if isinstance(error, sa.exc.DBAPIError) else type(error).__name__
    return told.splitlines()[0].rstrip(".")
