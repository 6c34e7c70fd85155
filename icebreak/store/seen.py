"""What was read and stays true: rows by table and id, and counts made of them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

# A row takes about a kilobyte.
ROWS_KEPT = 30_000


class Seen(defaultdict[str, dict[Any, Any]]):
    """Rows by table and id, which may outlive the transaction that read them: on SQLite a
    connection is told whether anybody else has written since.

    What is counted from a table's rows stands beside them, under "table:what".
    """

    def __init__(self) -> None:
        super().__init__(dict)
        self._as_of: int | None = None

    def forget(self, tables: Collection[str] | None = None) -> None:
        """What was read of some tables, or of all."""
        # each noun holds its part by reference
        for name, known in self.items():
            if tables is None or name.partition(":")[0] in tables:
                known.clear()

    def is_of(self, as_of: int | None) -> None:
        """At the start of a transaction, once it holds what it locks: forget what may be old.

        ``as_of`` changes whenever anybody else writes; None where nobody can tell.
        """
        if as_of is None or as_of != self._as_of or sum(map(len, self.values())) > ROWS_KEPT:
            self.forget()
        self._as_of = as_of
