"""Stories and who said "me too"."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.stories import Metoo, Story
from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Among, Count, Find, Remove, Several, value
from icebreak.store.statement import Statement

_STORIES, _ROOMS, _PEOPLE = schema.stories, schema.rooms, schema.participants
_KEPT = _STORIES.c.withdrawn_at.is_(None)


class Stories(Noun[Story]):
    table = _STORIES
    kind = Story
    waits = True

    _to_read = Several(
        table.c.id,
        lambda within: (
            sa.select(_STORIES.c.id, _STORIES.c.text, _PEOPLE.c.language)
            .select_from(_STORIES.join(_PEOPLE, _PEOPLE.c.id == _STORIES.c.participant_id))
            .where(within, _KEPT)
        ),
    )
    _in_rooms = Among(table.c.room_id, _KEPT, order=table.c.told_at)
    _of_person = Find(table.c.participant_id == value("person"), order=table.c.told_at)
    _of = Find(table.c.session_id == value("session"), _KEPT, order=table.c.told_at)
    _all_of = Find(table.c.session_id == value("session"))
    _tellers = Statement(
        sa.select(table.c.participant_id, sa.func.count())
        .where(table.c.room_id == value("room"), _KEPT)
        .group_by(table.c.participant_id)
    )
    _last = sa.func.max(table.c.told_at)
    _counts = Statement(
        sa.select(table.c.room_id, sa.func.count(), _last)
        .where(
            table.c.room_id.in_(sa.select(_ROOMS.c.id).where(_ROOMS.c.step_id == value("step"))),
            _KEPT,
        )
        .group_by(table.c.room_id),
        [table.c.room_id, sa.func.count(), _last],
    )

    _one = Remove(table.c.id == value("story"))

    def get(self, story_id: str) -> Story | None:
        return self.with_id(story_id)

    def to_read(self, ids: Collection[str]) -> dict[str, tuple[str, str]]:
        """The text of each of some stories, and its teller's language; not of withdrawn ones."""
        return {row[0]: (row[1], row[2]) for row in self._to_read.rows(self.link, ids)}

    def in_room(self, room_id: str) -> list[Story]:
        return self.in_rooms([room_id])

    def in_rooms(self, room_ids: Collection[str]) -> list[Story]:
        """What is told there, in order, without what was withdrawn."""
        return self.among(self._in_rooms, room_ids)

    def all_of(self, session_id: str) -> list[Story]:
        """What was told, and the empty rows of what was withdrawn."""
        return self.rows(self._all_of, session=session_id)

    def erase(self, story_id: str) -> None:
        self.drop_rows(self._one, story=story_id)

    def of_person(self, participant_id: str) -> list[Story]:
        return self.rows(self._of_person, person=participant_id)

    def of(self, session_id: str) -> list[Story]:
        return self.rows(self._of, session=session_id)

    def add(self, row: Story) -> None:
        super().add(row)
        told = self.link.seen["stories:told"].get(row.room_id)
        if told is not None:
            told[row.participant_id] = told.get(row.participant_id, 0) + 1

    def save(self, row: Story) -> None:
        super().save(row)
        self.link.seen["stories:told"].pop(row.room_id, None)

    def tellers(self, room_id: str) -> dict[str, int]:
        """Who has told how many stories there, without what was withdrawn."""
        counted = self.link.seen["stories:told"]
        told = counted.get(room_id)
        if told is None:
            rows = self._tellers.rows(self.link, {"room": room_id})
            told = counted[room_id] = {row[0]: row[1] for row in rows}
        return dict(told)

    def counts(self, step_id: str) -> dict[str, tuple[int, datetime]]:
        """For each room of a round: how many stories, and when the last one was told."""
        rows = self._counts.rows(self.link, {"step": step_id})
        return {row[0]: (row[1], row[2]) for row in rows}


class Metoos(Noun[Metoo]):
    table = schema.metoos
    kind = Metoo

    _of_story = table.c.story_id == value("story")
    _mine = (_of_story, table.c.participant_id == value("person"))
    _in_room = Find(table.c.room_id == value("room"))
    _my_count = Count(*_mine)
    _how_many = Count(_of_story)
    _one = Remove(*_mine)
    _by = Find(table.c.participant_id == value("person"), order=table.c.at)
    _all_in = Remove(table.c.room_id == value("room"))

    def in_room(self, room_id: str) -> list[Metoo]:
        return self.rows(self._in_room, room=room_id)

    def by(self, participant_id: str) -> list[Metoo]:
        return self.rows(self._by, person=participant_id)

    def erase_in(self, room_id: str) -> None:
        self.drop_rows(self._all_in, room=room_id)

    def has(self, story_id: str, participant_id: str) -> bool:
        return self.number(self._my_count, story=story_id, person=participant_id) > 0

    def drop(self, story_id: str, participant_id: str) -> None:
        self.drop_rows(self._one, story=story_id, person=participant_id)

    def count_for(self, story_id: str) -> int:
        return self.number(self._how_many, story=story_id)
