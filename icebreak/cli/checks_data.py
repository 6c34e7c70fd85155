"""``icebreak doctor`` on the data folder, the secret and the database."""

import fcntl
import os
from pathlib import Path
from shutil import disk_usage

from icebreak.app import database_url
from icebreak.cli.database import is_made, standing
from icebreak.cli.findings import Finding, note, ok, wrong
from icebreak.domain.errors import Refusal
from icebreak.settings import Settings
from icebreak.store.engine import Store

FREE_LEAST = 200 * 1024 * 1024  # bytes
OTHERS = 0o077


def about_data(settings: Settings) -> list[Finding]:
    return [folder(settings), secret(settings), database(settings)]


def folder(settings: Settings) -> Finding:
    path = settings.data.absolute()
    there = next(each for each in (path, *path.parents) if each.exists())
    if not there.is_dir():
        return wrong(f"ICEBREAK_DATA: {there} is a file, not a folder. Choose another one.")
    if not os.access(there, os.W_OK | os.X_OK):
        return wrong(f"ICEBREAK_DATA: {there} can't be written to. Choose another folder.")
    free = disk_usage(there).free
    if free < FREE_LEAST:
        return wrong(f"The disk of {path} is nearly full: {free // 1024**2} MB are left.")
    if there != path:
        return ok(f"The data folder {path} will be made at the first start")
    if _is_held(path):
        return ok(f"The data folder {path} is in use by a running server")
    return ok(f"The data folder {path} can be written to")


def secret(settings: Settings) -> Finding:
    if settings.secret:
        return ok("The secret is set by ICEBREAK_SECRET")
    if settings.database_url:
        return note(
            "The secret is kept in the data folder: set ICEBREAK_SECRET if several processes "
            "share the database, or if that folder is not kept"
        )
    path = settings.data / "secret"
    if not path.exists():
        return ok("A secret will be made at the first start")
    if path.stat().st_mode & OTHERS:
        return wrong(f"Others on this machine can read the secret: run chmod 600 {path}")
    return ok("The secret is kept in the data folder, for its owner alone")


def database(settings: Settings) -> Finding:
    if not is_made(settings):
        return ok("The database will be made at the first start")
    try:
        store = Store(database_url(settings))
    except ModuleNotFoundError as error:
        return wrong(f"The database can't be reached: the package {error.name} is missing")
    try:
        stands = standing(store)
    except Refusal:
        where = "ICEBREAK_DATABASE_URL" if settings.database_url else "the data folder"
        return wrong(f"The database doesn't answer: look at {where}, and whether it is running")
    finally:
        store.close()
    if stands.is_current:
        return ok(f"The database is up to date (revision {stands.found})")
    if stands.found is None:
        return wrong("The database has no tables yet: run icebreak db upgrade")
    return wrong(
        f"The database is at revision {stands.found}, this version wants {stands.newest}: "
        "run icebreak db upgrade"
    )


def _is_held(path: Path) -> bool:
    lock = path / "lock"
    if not lock.exists():
        return False
    with lock.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        return False
