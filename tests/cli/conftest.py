"""Databases for commands."""

from pathlib import Path

import pytest

from icebreak.store.engine import sqlite_url
from icebreak.store.migrating import upgrade


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no row, made once."""
    path = tmp_path_factory.mktemp("prepared") / "icebreak.db"
    upgrade(sqlite_url(path))
    return path
