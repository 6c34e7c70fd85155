"""What was answered to which key, and who holds the lease."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from icebreak.store import schema
from icebreak.store.noun import Noun


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

    def find(self, owner: str, key: str) -> Answered | None:
        return self.one(self.table.c.owner == owner, self.table.c.key == key)


@dataclass(frozen=True, slots=True)
class Lease:
    name: str
    holder: str
    until: datetime


class Leases(Noun[Lease]):
    table = schema.leases
    kind = Lease

    def take(self, name: str, holder: str, now: datetime, length: timedelta) -> bool:
        """Hold, or go on holding, a lease; False while somebody else has it."""
        held = self.one(self.table.c.name == name)
        mine = Lease(name, holder, now + length)
        if held is None:
            self.add(mine)
            return True
        if held.holder != holder and held.until > now:
            return False
        self.save(mine)
        return True

    def drop(self, name: str, holder: str) -> None:
        self.remove(self.table.c.name == name, self.table.c.holder == holder)
