"""Connections to SQLite for those who only look, kept ready and begun on the driver itself.

What a pool and a transaction of SQLAlchemy's add costs several times as much as most looks take.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

KEPT = 16


class Lookers:
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._idle: list[sa.Connection] = []

    @contextmanager
    def begun(self) -> Iterator[sa.Connection]:
        """A connection with one consistent view, for the block; nothing written on it is kept."""
        connection = self._idle.pop() if self._idle else self._engine.connect()
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - it has just been opened, or was kept
        try:
            driver.execute("BEGIN")
            yield connection
            if connection.in_transaction():
                connection.rollback()
            driver.rollback()
        except self._engine.dialect.loaded_dbapi.Error as error:
            connection.close()
            raise sa.exc.DBAPIError.instance(
                "BEGIN", None, error, self._engine.dialect.loaded_dbapi.Error, hide_parameters=True
            ) from error
        except BaseException:
            connection.close()
            raise
        if len(self._idle) < KEPT:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
