"""Sessions, their hosts, the links to both, and what hosts said."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.sessions import LONGEST, LONGEST_BEFORE_START, Host, Session
from icebreak.store import schema
from icebreak.store.noun import Noun


class Sessions(Noun[Session]):
    table = schema.sessions
    kind = Session

    def get(self, session_id: str) -> Session | None:
        return self.one(self.table.c.id == session_id)

    def by_code(self, code: str) -> Session | None:
        return self.one(self.table.c.code == code)

    def running(self) -> list[Session]:
        return self.some(self.table.c.started_at.is_not(None), self.table.c.ended_at.is_(None))

    def forgotten(self, now: datetime) -> list[Session]:
        """Sessions that nobody ended although they began, or were opened, long ago."""
        started, opened = self.table.c.started_at, self.table.c.opened_at
        waiting = started.is_(None) & (opened <= now - LONGEST_BEFORE_START)
        return self.some(self.table.c.ended_at.is_(None), (started <= now - LONGEST) | waiting)

    def ended(self) -> list[Session]:
        return self.some(self.table.c.ended_at.is_not(None))

    def delete(self, session_id: str) -> None:
        """Everything that belongs to the session goes with it."""
        self.remove(self.table.c.id == session_id)


class Hosts(Noun[Host]):
    table = schema.hosts
    kind = Host

    def get(self, host_id: str) -> Host | None:
        return self.one(self.table.c.id == host_id)

    def first(self, session_id: str) -> Host | None:
        """Whoever opened the session."""
        of_session = self.table.c.session_id == session_id
        return next(iter(self.some(of_session, order=self.table.c.created_at)), None)

    def of(self, session_id: str) -> list[Host]:
        return self.some(
            self.table.c.session_id == session_id,
            self.table.c.revoked_at.is_(None),
            order=self.table.c.created_at,
        )


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

    def find(self, digest: str) -> Credential | None:
        return self.one(self.table.c.digest == digest)

    def of(self, session_id: str, kind: str) -> list[Credential]:
        return self.some(self.table.c.session_id == session_id, self.table.c.kind == kind)

    def revoke_person(self, person_id: str, kind: str | None = None) -> None:
        where = [self.table.c.person_id == person_id]
        if kind is not None:
            where.append(self.table.c.kind == kind)
        self.remove(*where)

    def revoke_kind(self, session_id: str, kind: str) -> None:
        self.remove(self.table.c.session_id == session_id, self.table.c.kind == kind)

    def expire_kind(self, session_id: str, kind: str, moment: datetime) -> None:
        where = (self.table.c.session_id == session_id, self.table.c.kind == kind)
        self.connection.execute(sa.update(self.table).where(*where).values(expires_at=moment))


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

    def heard_in(self, session_id: str, room_id: str | None, since: datetime) -> list[Saying]:
        column = self.table.c.room_id
        to_me = column.is_(None) if room_id is None else column.is_(None) | (column == room_id)
        return self.some(
            self.table.c.session_id == session_id,
            to_me,
            self.table.c.at >= since,
            order=self.table.c.at,
        )
