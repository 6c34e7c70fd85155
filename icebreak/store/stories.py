"""Stories and who said "me too"."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.stories import Metoo, Story
from icebreak.store import schema
from icebreak.store.noun import Noun


class Stories(Noun[Story]):
    table = schema.stories
    kind = Story

    def get(self, story_id: str) -> Story | None:
        return self.one(self.table.c.id == story_id)

    def in_room(self, room_id: str) -> list[Story]:
        return self.in_rooms([room_id])

    def in_rooms(self, room_ids: Collection[str]) -> list[Story]:
        """What is told there, in order, without what was withdrawn."""
        if not room_ids:
            return []
        return self.some(
            self.table.c.room_id.in_(room_ids),
            self.table.c.withdrawn_at.is_(None),
            order=self.table.c.told_at,
        )

    def of_person(self, participant_id: str) -> list[Story]:
        return self.some(self.table.c.participant_id == participant_id, order=self.table.c.told_at)

    def of(self, session_id: str) -> list[Story]:
        return self.some(
            self.table.c.session_id == session_id,
            self.table.c.withdrawn_at.is_(None),
            order=self.table.c.told_at,
        )

    def tellers(self, room_id: str) -> set[str]:
        query = sa.select(self.table.c.participant_id).where(
            self.table.c.room_id == room_id, self.table.c.withdrawn_at.is_(None)
        )
        return set(self.connection.execute(query).scalars())

    def counts(self, step_id: str) -> dict[str, tuple[int, datetime]]:
        """For each room of a round: how many stories, and when the last one was told."""
        of_step = sa.select(schema.rooms.c.id).where(schema.rooms.c.step_id == step_id)
        query = (
            sa.select(self.table.c.room_id, sa.func.count(), sa.func.max(self.table.c.told_at))
            .where(self.table.c.room_id.in_(of_step), self.table.c.withdrawn_at.is_(None))
            .group_by(self.table.c.room_id)
        )
        return {room: (count, last) for room, count, last in self.connection.execute(query)}


class Metoos(Noun[Metoo]):
    table = schema.metoos
    kind = Metoo

    def in_room(self, room_id: str) -> list[Metoo]:
        return self.some(self.table.c.room_id == room_id)

    def has(self, story_id: str, participant_id: str) -> bool:
        return self.count(*self._mine(story_id, participant_id)) > 0

    def drop(self, story_id: str, participant_id: str) -> None:
        self.remove(*self._mine(story_id, participant_id))

    def count_for(self, story_id: str) -> int:
        return self.count(self.table.c.story_id == story_id)

    def _mine(self, story_id: str, person_id: str) -> tuple[sa.ColumnElement[bool], ...]:
        return (self.table.c.story_id == story_id, self.table.c.participant_id == person_id)
