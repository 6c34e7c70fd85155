"""Starting a server and holding its data folder. Import only after gevent has patched."""

import errno
import fcntl
import json
import logging
import os
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import click
import structlog

from icebreak.app import Icebreak, create_app, database_url
from icebreak.cli.opening import naming_the_database
from icebreak.live.transport import serve
from icebreak.services.lobby import nobody_connected
from icebreak.settings import Settings, from_environment
from icebreak.store.migrating import upgrade
from icebreak.web.site import Site, lan_address

Ready = Callable[[Icebreak, Settings, int], None]


class DataInUse(RuntimeError):
    """The data folder isn't there for us: another server has it, or the system refuses."""


def prepared(*, port: int | None, host: str | None, data: Path | None) -> Settings:
    """The environment's settings, with what the command line says on top.

    Raises:
        BadSetting: with a sentence that names the variable.
    """
    settings = from_environment()
    return replace(
        settings,
        port=settings.port if port is None else port,
        host=settings.host if host is None else host,
        data=settings.data if data is None else data,
    )


@contextmanager
def hold(settings: Settings) -> Iterator[None]:
    """Keep every other server away from the data folder; the kernel lets go if we die.

    Raises:
        DataInUse: if another server has it, or it can't be written to.
    """
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        lock = (settings.data / "lock").open("w")
    except OSError as error:
        raise DataInUse(
            f"The data folder {settings.data} can't be used: {error.strerror}. "
            "Choose another folder with --data or ICEBREAK_DATA."
        ) from None
    with lock as file:
        if not _locked(file):
            raise DataInUse(
                f"Another icebreak server uses the data folder {settings.data}. "
                "Stop it first, or choose another folder with --data."
            )
        yield


def run(settings: Settings, ready: Ready) -> None:
    """Serve until told to stop."""
    _log_plainly()
    site = Site(settings.public_url, settings.port, lan_address())
    with naming_the_database(settings):
        app = _opened(settings, site)
    bound = False

    def listening(port: int) -> None:
        nonlocal bound
        bound = True
        app.pages.extensions["icebreak_site"] = replace(site, port=port)
        app.start()
        ready(app, settings, port)
        sys.stdout.flush()

    try:
        serve(app.pages, app.sockets, settings.host or "0.0.0.0", settings.port, ready=listening)  # noqa: S104
    except OSError as error:
        if bound:
            raise
        raise click.ClickException(_unbound(settings, error)) from None
    finally:
        app.stop()


def _opened(settings: Settings, site: Site) -> Icebreak:
    if not settings.database_url:
        upgrade(database_url(settings))
    app = create_app(settings, site)
    # One process serves an evening, so whatever sockets there were are closed.
    app.gate.do(nobody_connected)
    if not settings.database_url:
        app.deadlines.take_over()
    # What outlived its day while nothing ran is gone before anybody can ask for it.
    app.deadlines.purge()
    return app


def _unbound(settings: Settings, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"ICEBREAK_HOST names {settings.host!r}, which is no address of this machine."
    return (
        f"Port {settings.port} can't be used: {os.strerror(error.errno or 0)}. "
        f"Choose another one, for example PORT={settings.port + 1}."
    )


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _log_plainly() -> None:
    """Lines without names, stories, addresses, tokens or query strings."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_values,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


class _Discreet(logging.Formatter):
    """Writes of an exception what ``_told`` tells, and no more."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name that logging calls
        return json.dumps(_told(ei[1]))


def _without_values(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    return {**event, **_told(error)} if isinstance(error, BaseException) else event


def _told(error: BaseException) -> dict[str, Any]:
    """An exception as its kind and its places: its message may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    at = [f"{Path(each.filename).name}:{each.lineno}" for each in frames]
    return {"error": type(error).__name__, "at": at}
