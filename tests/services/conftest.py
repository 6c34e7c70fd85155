"""A stage of its own for every test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from icebreak.store.engine import sqlite_url
from icebreak.store.migrating import upgrade
from tests.services.stage import Stage

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of the test's own is made in it


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no row, made once."""
    path = tmp_path_factory.mktemp("prepared") / "icebreak.db"
    upgrade(sqlite_url(path))
    return path


@pytest.fixture
def stage(empty_database: Path) -> Iterator[Stage]:
    """Kept in memory where there is such a folder: nothing here tests the disk."""
    where = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="icebreak-", dir=where) as folder:
        made = Stage(Path(folder), empty_database)
        yield made
        made.close()
