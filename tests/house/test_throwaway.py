"""The servers that other tests lean on answer, and each test's database is its own."""

import psycopg
import redis


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def test_redis_answers(redis_url: str) -> None:
    assert redis.Redis.from_url(redis_url).ping()


def test_a_test_s_database_is_writable(postgres_url: str) -> None:
    with connect(postgres_url) as connection:
        connection.execute("CREATE TABLE floes (name text)")
        connection.execute("INSERT INTO floes VALUES ('Heron')")
        assert connection.execute("SELECT name FROM floes").fetchall() == [("Heron",)]


def test_another_test_s_database_is_empty(postgres_url: str) -> None:
    with connect(postgres_url) as connection:
        tables = connection.execute("SELECT * FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == []
