"""Both databases, each with the tables that the migrations make."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from icebreak.store.engine import Store, sqlite_url
from icebreak.store.migrating import upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database that is this test's alone."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "icebreak.db")
    made: str = request.getfixturevalue("postgres_url")
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    upgrade(url)
    store = Store(url)
    yield store
    store.close()
