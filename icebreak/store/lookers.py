"""Connections to SQLite for those who only look, kept ready and begun on the driver itself.

What a pool and a transaction of SQLAlchemy's add costs several times as much as most looks take.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from icebreak.store.link import told

KEPT = 16


class Lookers:
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._idle: list[sa.Connection] = []

    @contextmanager
    def begun(self) -> Iterator[sa.Connection]:
        """A connection with one consistent view, for the block; nothing written on it is kept."""
        connection = self._idle.pop() if self._idle else self._engine.connect()
        driver: Any = connection.connection.driver_connection
        try:
            try:
                driver.execute("BEGIN")
                yield connection
            finally:
                # Also after a refusal, which says nothing against the connection.
                if connection.in_transaction():
                    connection.rollback()
                driver.rollback()
        except connection.dialect.loaded_dbapi.Error as error:
            raised = told(connection, "BEGIN", error)
            connection.close()
            raise raised from error
        except sa.exc.DBAPIError:
            connection.close()
            raise
        except BaseException:
            self._keep(connection)
            raise
        self._keep(connection)

    def _keep(self, connection: sa.Connection) -> None:
        if len(self._idle) < KEPT:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
