"""Participants, whom they block, and what they report."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from icebreak.domain.people import Block, Participant, Report
from icebreak.store import schema, schema_swaps
from icebreak.store.noun import Noun
from icebreak.store.questions import Among, Count, Find, Remove, value
from icebreak.store.statement import Statement

_PEOPLE, _SEATS = schema.participants, schema.seats
_ROOMS, _SESSIONS = schema.rooms, schema.sessions
_OF_SESSION = _PEOPLE.c.session_id == value("session")
_BELONGS = (_PEOPLE.c.left_at.is_(None), _PEOPLE.c.removed_at.is_(None))


class Standing(NamedTuple):
    """The versions of a participant's streams; no room where they have no seat now."""

    session: int
    me: int
    room_id: str | None
    room: int | None


class Participants(Noun[Participant]):
    table = _PEOPLE
    kind = Participant
    waits = True

    _belonging = Find(_OF_SESSION, *_BELONGS, order=table.c.joined_at)
    _everyone = Find(_OF_SESSION, order=table.c.joined_at)
    _named = Among(table.c.id)
    _sitting = Find(
        _SEATS.c.room_id == value("room"),
        _SEATS.c.left_at.is_(None),
        order=_SEATS.c.seated_at,
        within=table.join(_SEATS, _SEATS.c.participant_id == table.c.id),
    )
    _here = Statement(
        sa.select(table.c.id)
        .select_from(table.join(_SEATS, _SEATS.c.participant_id == table.c.id))
        .where(_SEATS.c.room_id == value("room"), _SEATS.c.left_at.is_(None))
        .where(*_BELONGS, sa.not_(table.c.away))
        .order_by(_SEATS.c.seated_at)
    )
    _newly_away = Find(table.c.away_at <= value("now"), sa.not_(table.c.away), *_BELONGS)
    _how_many = Count(_OF_SESSION, *_BELONGS)
    _start_grace = Statement(
        sa.update(table).where(table.c.away_at.is_(None), sa.not_(table.c.away), *_BELONGS),
        keys=["away_at"],
    )
    _mark = Statement(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(table.c.version), 0)).where(
            _OF_SESSION, *_BELONGS
        )
    )
    _presence_sum = Statement(
        sa.select(sa.func.coalesce(sa.func.sum(table.c.presence), 0)).where(_OF_SESSION)
    )
    _standing = Statement(
        sa.select(
            _SESSIONS.c.version,
            table.c.version,
            _ROOMS.c.id,
            _ROOMS.c.version,
        )
        .select_from(
            table.join(_SESSIONS, _SESSIONS.c.id == table.c.session_id)
            .outerjoin(
                _SEATS,
                (_SEATS.c.participant_id == table.c.id)
                # Hidden from the index of steps, as in ``Seats``.
                & (_SEATS.c.step_id.concat("") == _SESSIONS.c.step_id)
                & _SEATS.c.left_at.is_(None),
            )
            .outerjoin(_ROOMS, _ROOMS.c.id == _SEATS.c.room_id)
        )
        .where(table.c.id == value("person"), _OF_SESSION)
    )
    _versions = Statement(sa.select(table.c.id, table.c.version).where(_OF_SESSION))

    def get(self, participant_id: str) -> Participant | None:
        return self.with_id(participant_id)

    def belonging(self, session_id: str) -> list[Participant]:
        """Everyone of the session who has neither left nor been removed, by arrival."""
        return self.rows(self._belonging, session=session_id)

    def everyone(self, session_id: str) -> list[Participant]:
        return self.rows(self._everyone, session=session_id)

    def named(self, ids: Collection[str]) -> dict[str, Participant]:
        return {person.id: person for person in self.among(self._named, ids)}

    def sitting_in(self, room_id: str) -> list[Participant]:
        """Who has a seat in the room now, by arrival in it."""
        return self.rows(self._sitting, room=room_id)

    def here_in(self, room_id: str) -> list[str]:
        """The ids of those who have a seat in the room and are here, by arrival in it."""
        return [row[0] for row in self._here.rows(self.link, {"room": room_id})]

    def add(self, row: Participant) -> None:
        super().add(row)
        counts = self.link.seen["participants:belonging"]
        if row.session_id in counts:
            counts[row.session_id] += row.belongs

    def save(self, row: Participant) -> None:
        before = self._seen.get(row.id)
        super().save(row)
        if before is None or before.belongs != row.belongs:
            self.link.seen["participants:belonging"].pop(row.session_id, None)

    def count_belonging(self, session_id: str) -> int:
        """Counted once for all who join after one another."""
        counts = self.link.seen["participants:belonging"]
        if session_id not in counts:
            counts[session_id] = self.number(self._how_many, session=session_id)
        return int(counts[session_id])

    def newly_away(self, now: datetime) -> list[Participant]:
        """Those whose silence has lasted long enough, and is not yet written down."""
        return self.rows(self._newly_away, now=now)

    def start_grace(self, until: datetime) -> None:
        """Give everybody with an open socket the grace of one that has closed."""
        self.link.forget()
        self._start_grace.run(self.link, {"away_at": until})

    def mark(self, session_id: str) -> tuple[int, int]:
        """Changes whenever somebody comes, goes for good or changes anything of their own."""
        row = self._mark.row(self.link, {"session": session_id})
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def presence_sum(self, session_id: str) -> int:
        row = self._presence_sum.row(self.link, {"session": session_id})
        return int(row[0]) if row else 0

    def standing(self, participant_id: str, session_id: str) -> Standing | None:
        """Where their streams stand, without a look at anything else of theirs."""
        row = self._standing.row(self.link, {"person": participant_id, "session": session_id})
        return None if row is None else Standing(*row)

    def versions(self, session_id: str) -> dict[str, int]:
        rows = self._versions.rows(self.link, {"session": session_id})
        return {row[0]: row[1] for row in rows}


class Blocks(Noun[Block]):
    table = schema_swaps.blocks
    kind = Block

    _person, _blocked = table.c.person_id, table.c.blocked_id
    _by = Find(_person == value("person"), order=table.c.at)
    _of = Find(table.c.session_id == value("session"))
    _between = Count(
        ((_person == value("one")) & (_blocked == value("other")))
        | ((_person == value("other")) & (_blocked == value("one")))
    )
    _one = Remove(_person == value("person"), _blocked == value("blocked"))

    def by(self, person_id: str) -> list[Block]:
        return self.rows(self._by, person=person_id)

    def of(self, session_id: str) -> list[Block]:
        return self.rows(self._of, session=session_id)

    def between(self, one_id: str, other_id: str) -> bool:
        """Whether either of the two blocks the other."""
        return self.number(self._between, one=one_id, other=other_id) > 0

    def drop(self, person_id: str, blocked_id: str) -> None:
        self.drop_rows(self._one, person=person_id, blocked=blocked_id)


class Reports(Noun[Report]):
    table = schema_swaps.reports
    kind = Report

    _of_session = table.c.session_id == value("session")
    _of = Find(_of_session, order=table.c.at)
    _by = Find(table.c.by_id == value("person"), order=table.c.at)
    _all_of = Remove(_of_session)

    def of(self, session_id: str) -> list[Report]:
        return self.rows(self._of, session=session_id)

    def by(self, person_id: str) -> list[Report]:
        return self.rows(self._by, person=person_id)

    def erase_of(self, session_id: str) -> None:
        self.drop_rows(self._all_of, session=session_id)
