"""What every folder of tests can use."""

import os
from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from hypothesis import settings

from tests import throwaway

# No deadline: a test fails for what it found, not for what else the machine did.
settings.register_profile("icebreak", deadline=None, print_blob=True)
settings.load_profile("icebreak")


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """The tests see the defaults, whatever the environment of whoever runs them says."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name == "PORT" or (name.startswith("ICEBREAK_") and name != "ICEBREAK_CHROMIUM"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with throwaway.redis() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with throwaway.postgres() as url:
        yield url


_databases = count(1)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database that is this test's alone."""
    name = f"test_{next(_databases)}"
    admin = postgres_server.replace("+psycopg", "") + "postgres"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_server + name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
