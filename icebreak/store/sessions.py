"""Sessions, their hosts, the links to both, and what hosts said."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.sessions import LONGEST, LONGEST_BEFORE_START, Host, Session
from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Find, Remove, value
from icebreak.store.statement import Statement


class Sessions(Noun[Session]):
    table = schema.sessions
    kind = Session

    _by_code = Find(table.c.code == value("code"))
    _running = Find(table.c.started_at.is_not(None), table.c.ended_at.is_(None))
    _forgotten = Find(
        table.c.ended_at.is_(None),
        (table.c.started_at <= value("started"))
        | (table.c.started_at.is_(None) & (table.c.opened_at <= value("opened"))),
    )
    _ended = Find(table.c.ended_at.is_not(None))
    _unerased = Find(table.c.erased_at.is_(None))
    _one = Remove(table.c.id == value("id"))

    def get(self, session_id: str) -> Session | None:
        return self.with_id(session_id)

    def by_code(self, code: str) -> Session | None:
        return self.row(self._by_code, code=code)

    def running(self) -> list[Session]:
        return self.rows(self._running)

    def forgotten(self, now: datetime) -> list[Session]:
        """Sessions that nobody ended although they began, or were opened, long ago."""
        started, opened = now - LONGEST, now - LONGEST_BEFORE_START
        return self.rows(self._forgotten, started=started, opened=opened)

    def ended(self) -> list[Session]:
        return self.rows(self._ended)

    def unerased(self) -> list[Session]:
        """Sessions in which people's texts are still there."""
        return self.rows(self._unerased)

    def delete(self, session_id: str) -> None:
        """Everything that belongs to the session goes with it."""
        self.drop_rows(self._one, id=session_id)


class Hosts(Noun[Host]):
    table = schema.hosts
    kind = Host

    _of_session = table.c.session_id == value("session")
    _everyone = Find(_of_session, order=table.c.created_at)
    _present = Find(_of_session, table.c.revoked_at.is_(None), order=table.c.created_at)

    def get(self, host_id: str) -> Host | None:
        return self.with_id(host_id)

    def first(self, session_id: str) -> Host | None:
        """Whoever opened the session."""
        return self.row(self._everyone, session=session_id)

    def of(self, session_id: str) -> list[Host]:
        return self.rows(self._present, session=session_id)


@dataclass(frozen=True, slots=True)
class Credential:
    """What a token opens, under the SHA-256 of the token."""

    digest: str
    kind: str
    session_id: str
    person_id: str | None
    expires_at: datetime | None = None


class Credentials(Noun[Credential]):
    table = schema.credentials
    kind = Credential
    waits = True

    _of_kind = (table.c.session_id == value("session"), table.c.kind == value("kind"))
    _of_person = table.c.person_id == value("person")
    _under = Find(table.c.digest == value("digest"))
    _of = Find(*_of_kind)
    _all_of_person = Remove(_of_person)
    _some_of_person = Remove(_of_person, table.c.kind == value("kind"))
    _all_of_kind = Remove(*_of_kind)
    _expire = Statement(sa.update(table).where(*_of_kind), keys=["expires_at"])

    def find(self, digest: str) -> Credential | None:
        return self.once(self._under, digest=digest)

    def _note_added(self, row: Credential) -> None:
        # What is known of other digests stays true.
        self._seen.pop((self._under, row.digest), None)

    def of(self, session_id: str, kind: str) -> list[Credential]:
        return self.rows(self._of, session=session_id, kind=kind)

    def revoke_person(self, person_id: str, kind: str | None = None) -> None:
        if kind is None:
            self.drop_rows(self._all_of_person, person=person_id)
        else:
            self.drop_rows(self._some_of_person, person=person_id, kind=kind)

    def revoke_kind(self, session_id: str, kind: str) -> None:
        self.drop_rows(self._all_of_kind, session=session_id, kind=kind)

    def expire_kind(self, session_id: str, kind: str, moment: datetime) -> None:
        values = {"session": session_id, "kind": kind, "expires_at": moment}
        self.link.forget()
        self._expire.run(self.link, values)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a host said, to all rooms or to one."""

    id: str
    session_id: str
    room_id: str | None
    text: str
    at: datetime


class Sayings(Noun[Saying]):
    table = schema.said
    kind = Saying

    _all_of = Remove(table.c.session_id == value("session"))
    _since = (table.c.session_id == value("session"), table.c.at >= value("since"))
    _to_all = Find(*_since, table.c.room_id.is_(None), order=table.c.at)
    _to_room = Find(
        *_since,
        table.c.room_id.is_(None) | (table.c.room_id == value("room")),
        order=table.c.at,
    )

    def erase_of(self, session_id: str) -> None:
        self.drop_rows(self._all_of, session=session_id)

    def heard_in(self, session_id: str, room_id: str | None, since: datetime) -> list[Saying]:
        if room_id is None:
            return self.rows(self._to_all, session=session_id, since=since)
        return self.rows(self._to_room, session=session_id, since=since, room=room_id)
