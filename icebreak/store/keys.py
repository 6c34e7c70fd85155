"""What was answered to which key, and who holds the lease."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from icebreak.store import schema
from icebreak.store.noun import Find, Noun, Remove, value


@dataclass(frozen=True, slots=True)
class Answered:
    """``digest`` is the SHA-256 of the command; ``answer`` holds ids and versions only."""

    owner: str
    key: str
    session_id: str | None
    digest: str
    answer: dict[str, Any]
    at: datetime


class Keys(Noun[Answered]):
    table = schema.keys
    kind = Answered

    _found = Find(table.c.owner == value("owner"), table.c.key == value("key"))

    def find(self, owner: str, key: str) -> Answered | None:
        return self.row(self._found, owner=owner, key=key)


@dataclass(frozen=True, slots=True)
class Lease:
    name: str
    holder: str
    until: datetime


class Leases(Noun[Lease]):
    table = schema.leases
    kind = Lease

    _named = Find(table.c.name == value("name"))
    _held = Remove(table.c.name == value("name"), table.c.holder == value("holder"))

    def take(self, name: str, holder: str, now: datetime, length: timedelta) -> bool:
        """Hold, or go on holding, a lease; False while somebody else has it."""
        held = self.row(self._named, name=name)
        mine = Lease(name, holder, now + length)
        if held is None:
            self.add(mine)
            return True
        if held.holder != holder and held.until > now:
            return False
        self.save(mine)
        return True

    def drop(self, name: str, holder: str) -> None:
        self.drop_rows(self._held, name=name, holder=holder)
