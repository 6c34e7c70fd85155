"""A stage of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from icebreak.store.engine import sqlite_url
from icebreak.store.migrating import upgrade
from tests.services.stage import Stage, in_memory


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no row, made once."""
    path = tmp_path_factory.mktemp("prepared") / "icebreak.db"
    upgrade(sqlite_url(path))
    return path


@pytest.fixture
def stage(empty_database: Path) -> Iterator[Stage]:
    with in_memory() as folder:
        made = Stage(folder, empty_database)
        yield made
        made.close()
