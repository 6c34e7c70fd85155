"""What the matcher found in texts, kept so that none is analysed twice."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Among, Find, Remove, Several, value
from icebreak.store.statement import Statement


@dataclass(frozen=True, slots=True)
class ProfileAnalysis:
    """Of a participant's starters and interests; see ``services.analyses`` for ``found``, and for
    the ``revision`` of the matcher that found it."""

    participant_id: str
    session_id: str
    revision: str
    found: bytes


@dataclass(frozen=True, slots=True)
class StoryAnalysis:
    """Of one story; ``participant_id`` told it."""

    story_id: str
    participant_id: str
    session_id: str
    revision: str
    found: bytes


class ProfileAnalyses(Noun[ProfileAnalysis]):
    table = schema.profile_analyses
    kind = ProfileAnalysis

    _one = Find(table.c.participant_id == value("person"))
    _several = Among(table.c.participant_id)
    _of_belonging = Find(
        table.c.session_id == value("session"),
        schema.participants.c.left_at.is_(None),
        schema.participants.c.removed_at.is_(None),
        within=table.join(schema.participants, schema.participants.c.id == table.c.participant_id),
    )
    _drop = Remove(table.c.participant_id == value("person"))
    _drop_of = Remove(table.c.session_id == value("session"))

    def get(self, participant_id: str) -> ProfileAnalysis | None:
        return self.row(self._one, person=participant_id)

    def named(self, ids: Collection[str]) -> dict[str, ProfileAnalysis]:
        return {each.participant_id: each for each in self.among(self._several, ids)}

    def of_belonging(self, session_id: str) -> list[ProfileAnalysis]:
        """Of everyone who has neither left nor been removed."""
        return self.rows(self._of_belonging, session=session_id)

    def put(self, row: ProfileAnalysis) -> None:
        self.drop(row.participant_id)
        self.add(row)

    def drop(self, participant_id: str) -> None:
        self.drop_rows(self._drop, person=participant_id)

    def drop_of(self, session_id: str) -> None:
        self.drop_rows(self._drop_of, session=session_id)


_FOUND = schema.story_analyses


class StoryAnalyses(Noun[StoryAnalysis]):
    table = schema.story_analyses
    kind = StoryAnalysis
    waits = True

    _one = Find(table.c.story_id == value("story"))
    _drop = Remove(table.c.story_id == value("story"))
    _drop_by = Remove(table.c.participant_id == value("person"))
    _drop_of = Remove(table.c.session_id == value("session"))
    _drop_several = Several(table.c.story_id, lambda within: sa.delete(_FOUND).where(within))
    _there = Several(table.c.story_id, lambda within: sa.select(_FOUND.c.story_id).where(within))
    _found_in = Several(
        schema.stories.c.room_id,
        lambda within: (
            sa.select(_FOUND.c.participant_id, schema.stories.c.room_id, _FOUND.c.found)
            .select_from(_FOUND.join(schema.stories, schema.stories.c.id == _FOUND.c.story_id))
            .where(
                within,
                schema.stories.c.withdrawn_at.is_(None),
                _FOUND.c.revision == value("revision"),
            )
            .order_by(schema.stories.c.told_at)
        ),
        [_FOUND.c.participant_id, schema.stories.c.room_id, _FOUND.c.found],
    )
    _unread = Statement(
        sa.select(schema.stories.c.id, schema.stories.c.participant_id)
        .select_from(
            schema.stories.outerjoin(
                table,
                (table.c.story_id == schema.stories.c.id) & (table.c.revision == value("revision")),
            )
        )
        .where(
            schema.stories.c.session_id == value("session"),
            schema.stories.c.withdrawn_at.is_(None),
            table.c.story_id.is_(None),
        )
    )

    def get(self, story_id: str) -> StoryAnalysis | None:
        return self.row(self._one, story=story_id)

    def unread(self, session_id: str, revision: str) -> list[tuple[str, str]]:
        """(story, teller) of what was told in a session and not analysed by this matcher."""
        values = {"session": session_id, "revision": revision}
        rows = self._unread.rows(self.link, values)
        return [(row[0], row[1]) for row in rows]

    def found_in(self, room_ids: Collection[str], revision: str) -> list[tuple[str, str, bytes]]:
        """(teller, room, found) of what is told there, in order, as far as it is analysed."""
        rows = self._found_in.rows(self.link, room_ids, revision=revision)
        return [(row[0], row[1], row[2]) for row in rows]

    def put_all(self, rows: Collection[StoryAnalysis]) -> None:
        """Mostly of stories that have none: an analysis goes with the text that it is of."""
        there = self._there.rows(self.link, [row.story_id for row in rows])
        self._drop_several.run(self.link, [row[0] for row in there])
        for row in rows:
            self.add(row)

    def drop(self, story_id: str) -> None:
        self.drop_rows(self._drop, story=story_id)

    def drop_by(self, participant_id: str) -> None:
        self.drop_rows(self._drop_by, person=participant_id)

    def drop_of(self, session_id: str) -> None:
        self.drop_rows(self._drop_of, session=session_id)
