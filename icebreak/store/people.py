"""Participants, whom they block, and what they report."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.people import Block, Participant, Report
from icebreak.store import schema, schema_swaps
from icebreak.store.noun import Noun


class Participants(Noun[Participant]):
    table = schema.participants
    kind = Participant

    def get(self, participant_id: str) -> Participant | None:
        return self.one(self.table.c.id == participant_id)

    def belonging(self, session_id: str) -> list[Participant]:
        """Everyone of the session who has neither left nor been removed, by arrival."""
        return self.some(
            self.table.c.session_id == session_id,
            *self._belongs(),
            order=self.table.c.joined_at,
        )

    def everyone(self, session_id: str) -> list[Participant]:
        return self.some(self.table.c.session_id == session_id, order=self.table.c.joined_at)

    def named(self, ids: Collection[str]) -> dict[str, Participant]:
        if not ids:
            return {}
        return {person.id: person for person in self.some(self.table.c.id.in_(ids))}

    def count_belonging(self, session_id: str) -> int:
        return self.count(self.table.c.session_id == session_id, *self._belongs())

    def newly_away(self, now: datetime) -> list[Participant]:
        """Those whose silence has lasted long enough, and is not yet written down."""
        return self.some(self.table.c.away_at <= now, sa.not_(self.table.c.away), *self._belongs())

    def start_grace(self, until: datetime) -> None:
        """Give everybody with an open socket the grace of one that has closed."""
        open_now = (self.table.c.away_at.is_(None), sa.not_(self.table.c.away), *self._belongs())
        self.connection.execute(sa.update(self.table).where(*open_now).values(away_at=until))

    def mark(self, session_id: str) -> tuple[int, int]:
        """Changes whenever somebody comes, goes for good or changes anything of their own."""
        query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(self.table.c.version), 0))
        where = (self.table.c.session_id == session_id, *self._belongs())
        count, versions = self.connection.execute(query.where(*where)).one()
        return int(count), int(versions)

    def presence_sum(self, session_id: str) -> int:
        query = sa.select(sa.func.coalesce(sa.func.sum(self.table.c.presence), 0))
        where = self.table.c.session_id == session_id
        return int(self.connection.execute(query.where(where)).scalar_one())

    def versions(self, session_id: str) -> dict[str, int]:
        query = sa.select(self.table.c.id, self.table.c.version)
        rows = self.connection.execute(query.where(self.table.c.session_id == session_id))
        return dict(rows.tuples().all())

    def _belongs(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (self.table.c.left_at.is_(None), self.table.c.removed_at.is_(None))


class Blocks(Noun[Block]):
    table = schema_swaps.blocks
    kind = Block

    def by(self, person_id: str) -> list[Block]:
        return self.some(self.table.c.person_id == person_id, order=self.table.c.at)

    def of(self, session_id: str) -> list[Block]:
        return self.some(self.table.c.session_id == session_id)

    def between(self, one_id: str, other_id: str) -> bool:
        """Whether either of the two blocks the other."""
        person, blocked = self.table.c.person_id, self.table.c.blocked_id
        either = ((person == one_id) & (blocked == other_id)) | (
            (person == other_id) & (blocked == one_id)
        )
        return self.count(either) > 0

    def drop(self, person_id: str, blocked_id: str) -> None:
        self.remove(self.table.c.person_id == person_id, self.table.c.blocked_id == blocked_id)


class Reports(Noun[Report]):
    table = schema_swaps.reports
    kind = Report

    def of(self, session_id: str) -> list[Report]:
        return self.some(self.table.c.session_id == session_id, order=self.table.c.at)

    def count_of(self, session_id: str) -> int:
        return self.count(self.table.c.session_id == session_id)
