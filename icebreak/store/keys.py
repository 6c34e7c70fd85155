"""What was answered to which key, and who holds the lease."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Find, Remove, value
from icebreak.store.statement import Statement


@dataclass(frozen=True, slots=True)
class Answered:
    """``digest`` is the SHA-256 of the command; ``answer`` holds ids and versions only."""

    owner: str
    key: str
    session_id: str | None
    digest: str
    answer: dict[str, Any]
    at: datetime


# Of whoever has given more commands, the database is asked.
KEYS_KNOWN = 500


class Keys(Noun[Answered]):
    table = schema.keys
    kind = Answered
    waits = True

    _found = Find(table.c.owner == value("owner"), table.c.key == value("key"))
    _owned = Statement(
        sa.select(table.c.key).where(table.c.owner == value("owner")).limit(KEYS_KNOWN + 1)
    )
    _of_session = table.c.session_id == value("session")
    _of_owner = Remove(table.c.owner == value("owner"))
    # Whoever joined had no name to own the key by yet; the answer says who they became.
    _of_joining = Remove(
        _of_session,
        table.c.owner == "anyone:session.join",
        table.c.answer["result"]["participant_id"].as_string() == value("person"),
    )
    _ownerless = Remove(table.c.session_id.is_(None), table.c.at <= value("before"))
    _all_of = Remove(_of_session)

    def find(self, owner: str, key: str) -> Answered | None:
        used = self._used_by(owner)
        if used is not None:
            return self.row(self._found, owner=owner, key=key) if key in used else None
        if (owner, key) in self.link.seen["keys:new"]:
            return self.row(self._found, owner=owner, key=key)
        # What waits to be written needn't be: this key is not among it.
        found = self._found.statement.written_row(self.link, {"owner": owner, "key": key})
        return None if found is None else Answered(*found)

    def add(self, row: Answered) -> None:
        super().add(row)
        used = self.link.seen["keys:used"].get(row.owner)
        if used is None:
            self.link.seen["keys:new"][row.owner, row.key] = True
        else:
            used.add(row.key)

    def _used_by(self, owner: str) -> set[str] | None:
        """The keys of a person's commands, most of which are new; None where they are many."""
        known = self.link.seen["keys:used"]
        if owner not in known:
            rows = self._owned.rows(self.link, {"owner": owner})
            known[owner] = {row[0] for row in rows} if len(rows) <= KEYS_KNOWN else None
        used: set[str] | None = known[owner]
        if used is not None and len(used) > KEYS_KNOWN:
            # Some of them may still wait to be written.
            self.link.seen["keys:new"].update(((owner, key), True) for key in used)
            used = known[owner] = None
        return used

    def forget(self, person_id: str, session_id: str) -> None:
        """Every key of a participant, the one that they joined with too."""
        self.drop_rows(self._of_owner, owner=person_id)
        self.drop_rows(self._of_joining, session=session_id, person=person_id)

    def drop_of(self, session_id: str) -> None:
        self.drop_rows(self._all_of, session=session_id)

    def drop_ownerless(self, before: datetime) -> None:
        """Old keys of commands that belong to no session."""
        self.drop_rows(self._ownerless, before=before)


@dataclass(frozen=True, slots=True)
class Lease:
    name: str
    holder: str
    until: datetime


class Leases(Noun[Lease]):
    table = schema.leases
    kind = Lease

    _named = Find(table.c.name == value("name"))
    _of_others = Remove(table.c.name == value("name"), table.c.holder != value("holder"))
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

    def take_over(self, name: str, holder: str) -> None:
        """End whatever lease somebody else holds."""
        self.drop_rows(self._of_others, name=name, holder=holder)

    def drop(self, name: str, holder: str) -> None:
        self.drop_rows(self._held, name=name, holder=holder)
