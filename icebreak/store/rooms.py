"""Rooms, who sits in them, and what they ask for."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.rooms import Ask, Room, Seat
from icebreak.store import schema
from icebreak.store.noun import Noun


class Rooms(Noun[Room]):
    table = schema.rooms
    kind = Room

    def get(self, room_id: str) -> Room | None:
        return self.one(self.table.c.id == room_id)

    def of_step(self, step_id: str) -> list[Room]:
        return self.some(self.table.c.step_id == step_id, order=self.table.c.number)

    def of(self, session_id: str) -> list[Room]:
        return self.some(self.table.c.session_id == session_id)

    def open_in(self, step_id: str) -> list[Room]:
        return self.some(
            self.table.c.step_id == step_id,
            self.table.c.closed_at.is_(None),
            order=self.table.c.number,
        )

    def lone_since(self, moment: datetime) -> list[Room]:
        return self.some(self.table.c.lone_at <= moment, self.table.c.closed_at.is_(None))

    def version_sum(self, session_id: str) -> int:
        query = sa.select(sa.func.coalesce(sa.func.sum(self.table.c.version), 0))
        where = self.table.c.session_id == session_id
        return int(self.connection.execute(query.where(where)).scalar_one())


class Seats(Noun[Seat]):
    table = schema.seats
    kind = Seat

    def in_room(self, room_id: str) -> list[Seat]:
        """Who sits there now, by arrival."""
        return self.some(
            self.table.c.room_id == room_id,
            self.table.c.left_at.is_(None),
            order=self.table.c.seated_at,
        )

    def in_step(self, step_id: str) -> list[Seat]:
        """Everyone's present seat in a round."""
        return self.some(
            self.table.c.step_id == step_id,
            self.table.c.left_at.is_(None),
            order=self.table.c.seated_at,
        )

    def current(self, participant_id: str, step_id: str | None) -> Seat | None:
        if step_id is None:
            return None
        return self.one(
            self.table.c.participant_id == participant_id,
            self.table.c.step_id == step_id,
            self.table.c.left_at.is_(None),
        )

    def held(self, room_id: str, participant_id: str) -> Seat | None:
        """A seat that somebody has, or had, in a room."""
        return self.one(
            self.table.c.room_id == room_id, self.table.c.participant_id == participant_id
        )

    def of_person(self, participant_id: str) -> list[Seat]:
        return self.some(
            self.table.c.participant_id == participant_id, order=self.table.c.seated_at
        )

    def in_rooms(self, room_ids: Collection[str]) -> list[Seat]:
        if not room_ids:
            return []
        return self.some(self.table.c.room_id.in_(room_ids), order=self.table.c.seated_at)

    def of(self, session_id: str) -> list[Seat]:
        return self.some(self.table.c.session_id == session_id)


class Asks(Noun[Ask]):
    table = schema.asks
    kind = Ask

    def in_room(self, room_id: str) -> list[Ask]:
        return self.some(self.table.c.room_id == room_id)

    def clear(self, room_id: str, kind: str) -> None:
        self.remove(self.table.c.room_id == room_id, self.table.c.kind == kind)
