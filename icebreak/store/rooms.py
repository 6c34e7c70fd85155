"""Rooms, who sits in them, and what they ask for."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.rooms import Ask, Room, Seat
from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Among, Find, Remove, Several, value
from icebreak.store.statement import Statement

_ROOMS, _PEOPLE, _SEATS = schema.rooms, schema.participants, schema.seats
_BESIDE = _SEATS.alias("beside")


class Rooms(Noun[Room]):
    table = schema.rooms
    kind = Room

    _of_session = table.c.session_id == value("session")
    _in_step = table.c.step_id == value("step")
    _of_step = Find(_in_step, order=table.c.number)
    _of = Find(_of_session)
    _of_person = Find(
        schema.seats.c.participant_id == value("person"),
        order=schema.seats.c.seated_at,
        within=table.join(schema.seats, schema.seats.c.room_id == table.c.id),
    )
    _open_in = Find(_in_step, table.c.closed_at.is_(None), order=table.c.number)
    _close = Statement(
        sa.update(table)
        .where(_in_step, table.c.closed_at.is_(None))
        .values(closed_at=value("now"), lone_at=None, version=table.c.version + 1)
        .returning(table.c.id, table.c.version)
    )
    _lone_since = Find(table.c.lone_at <= value("moment"), table.c.closed_at.is_(None))
    _version_sum = Statement(
        sa.select(sa.func.coalesce(sa.func.sum(table.c.version), 0)).where(_of_session)
    )

    def get(self, room_id: str) -> Room | None:
        return self.with_id(room_id)

    def of_step(self, step_id: str) -> list[Room]:
        return self.rows(self._of_step, step=step_id)

    def of(self, session_id: str) -> list[Room]:
        return self.rows(self._of, session=session_id)

    def of_person(self, participant_id: str) -> list[Room]:
        """Where somebody has, or had, a seat, in the order in which they sat down."""
        return self.rows(self._of_person, person=participant_id)

    def open_in(self, step_id: str) -> list[Room]:
        return self.rows(self._open_in, step=step_id)

    def close(self, step_id: str, now: datetime) -> dict[str, int]:
        """Close all rooms of a round; their ids, and the versions to which that brings them."""
        self.link.forget([self.table.name])
        closed = self._close.rows(self.link, {"step": step_id, "now": now})
        return {row[0]: row[1] for row in closed}

    def lone_since(self, moment: datetime) -> list[Room]:
        return self.rows(self._lone_since, moment=moment)

    def version_sum(self, session_id: str) -> int:
        row = self._version_sum.row(self.link, {"session": session_id})
        return int(row[0]) if row else 0


class Seats(Noun[Seat]):
    table = schema.seats
    kind = Seat

    _mine = table.c.participant_id == value("person")
    _in_it = table.c.room_id == value("room")
    _now = table.c.left_at.is_(None)
    _in_room = Find(_in_it, _now, order=table.c.seated_at)
    _in_step = Find(table.c.step_id == value("step"), _now, order=table.c.seated_at)
    # Hidden from the index of steps: SQLite may take it, and read everybody's seats of the round.
    _current = Find(_mine, table.c.step_id.concat("") == value("step"), _now)
    _held = Find(_in_it, _mine)
    _of_person = Find(_mine, order=table.c.seated_at)
    _here = Statement(
        sa.select(_ROOMS.c.id, _PEOPLE.c.id)
        .select_from(
            _ROOMS.outerjoin(table, (table.c.room_id == _ROOMS.c.id) & table.c.left_at.is_(None))
            # Away, gone or not: an empty room counts, but who is not here does not.
            .outerjoin(
                _PEOPLE,
                (_PEOPLE.c.id == table.c.participant_id)
                & _PEOPLE.c.left_at.is_(None)
                & _PEOPLE.c.removed_at.is_(None)
                & sa.not_(_PEOPLE.c.away),
            )
        )
        .where(_ROOMS.c.step_id == value("step"), _ROOMS.c.closed_at.is_(None))
        .order_by(_ROOMS.c.number, table.c.seated_at)
    )
    _versions = Statement(
        sa.select(table.c.participant_id, _ROOMS.c.version)
        .select_from(table.join(_ROOMS, _ROOMS.c.id == table.c.room_id))
        .where(_ROOMS.c.step_id == value("step"), _ROOMS.c.closed_at.is_(None), _now)
    )
    _ever_beside = Statement(
        sa.select(_BESIDE.c.participant_id)
        .distinct()
        .select_from(table.join(_BESIDE, _BESIDE.c.room_id == table.c.room_id))
        .where(_mine, _BESIDE.c.participant_id != table.c.participant_id)
    )
    _rooms_of = Several(
        table.c.participant_id,
        lambda within: sa.select(_SEATS.c.participant_id, _SEATS.c.room_id).where(within),
    )
    _sitting = Several(
        table.c.room_id,
        lambda within: (
            sa.select(_SEATS.c.room_id, _SEATS.c.participant_id)
            .select_from(_SEATS.join(_ROOMS, _ROOMS.c.id == _SEATS.c.room_id))
            .where(within, _ROOMS.c.closed_at.is_(None), _SEATS.c.left_at.is_(None))
        ),
    )
    _in_rooms = Among(table.c.room_id, order=table.c.seated_at)
    _of = Find(table.c.session_id == value("session"))

    def in_room(self, room_id: str) -> list[Seat]:
        """Who sits there now, by arrival."""
        return self.rows(self._in_room, room=room_id)

    def in_step(self, step_id: str) -> list[Seat]:
        """Everyone's present seat in a round."""
        return self.rows(self._in_step, step=step_id)

    def here_in(self, step_id: str) -> dict[str, list[str]]:
        """Who is here in each open room of a round, by the rooms' numbers; it may be nobody."""
        here: dict[str, list[str]] = {}
        for room_id, person_id in self._here.rows(self.link, {"step": step_id}):
            members = here.setdefault(room_id, [])
            if person_id is not None:
                members.append(person_id)
        return here

    def room_versions(self, step_id: str) -> dict[str, int]:
        """For each person with a seat in an open room of a round, that room's version."""
        rows = self._versions.rows(self.link, {"step": step_id})
        return {row[0]: row[1] for row in rows}

    def ever_beside(self, participant_id: str) -> set[str]:
        """Everybody who has had a seat in a room where this person had one."""
        rows = self._ever_beside.rows(self.link, {"person": participant_id})
        return {row[0] for row in rows}

    def current(self, participant_id: str, step_id: str | None) -> Seat | None:
        if step_id is None:
            return None
        return self.once(self._current, person=participant_id, step=step_id)

    def held(self, room_id: str, participant_id: str) -> Seat | None:
        """A seat that somebody has, or had, in a room."""
        return self.once(self._held, room=room_id, person=participant_id)

    def of_person(self, participant_id: str) -> list[Seat]:
        return self.rows(self._of_person, person=participant_id)

    def rooms_of(self, participant_ids: Collection[str]) -> dict[str, set[str]]:
        """Where each of them has, or had, a seat."""
        rooms: dict[str, set[str]] = {each: set() for each in participant_ids}
        for person_id, room_id in self._rooms_of.rows(self.link, participant_ids):
            rooms[person_id].add(room_id)
        return rooms

    def sitting(self, room_ids: Collection[str]) -> dict[str, list[str]]:
        """Who has a seat now in each of some rooms that are open."""
        sitting: dict[str, list[str]] = {}
        for room_id, person_id in self._sitting.rows(self.link, room_ids):
            sitting.setdefault(room_id, []).append(person_id)
        return sitting

    def in_rooms(self, room_ids: Collection[str]) -> list[Seat]:
        return self.among(self._in_rooms, room_ids)

    def of(self, session_id: str) -> list[Seat]:
        return self.rows(self._of, session=session_id)


class Asks(Noun[Ask]):
    table = schema.asks
    kind = Ask

    _in_it = table.c.room_id == value("room")
    _in_room = Find(_in_it)
    _of_kind = Remove(_in_it, table.c.kind == value("kind"))
    _all_in = Remove(_in_it)

    def in_room(self, room_id: str) -> list[Ask]:
        return self.rows(self._in_room, room=room_id)

    def erase_in(self, room_id: str) -> None:
        self.drop_rows(self._all_in, room=room_id)

    def clear(self, room_id: str, kind: str) -> None:
        self.drop_rows(self._of_kind, room=room_id, kind=kind)
