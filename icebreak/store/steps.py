"""The steps of a plan, and which of them are due."""

from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.plan import Step
from icebreak.store import schema
from icebreak.store.noun import Noun


class Steps(Noun[Step]):
    table = schema.steps
    kind = Step

    def get(self, step_id: str | None) -> Step | None:
        return None if step_id is None else self.one(self.table.c.id == step_id)

    def of(self, session_id: str) -> list[Step]:
        return self.some(self.table.c.session_id == session_id, order=self.table.c.position)

    def drop_unbegun(self, session_id: str) -> None:
        self.remove(self.table.c.session_id == session_id, self.table.c.started_at.is_(None))

    def due(self, now: datetime) -> list[Step]:
        """Running steps whose time is over, in sessions that run by themselves."""
        return self._running(self.table.c.ends_at <= now, schema.sessions.c.autopilot)

    def warnings_due(self, now: datetime) -> list[Step]:
        return self._running(self.table.c.warn_at <= now)

    def unseated(self) -> list[Step]:
        """Running rounds whose rooms have not been made, perhaps since a process died."""
        return self._running(self.table.c.kind == "round", sa.not_(self.table.c.seated))

    def _running(self, *where: sa.ColumnElement[bool]) -> list[Step]:
        current = self.table.join(schema.sessions, schema.sessions.c.step_id == self.table.c.id)
        query = (
            self._select()
            .select_from(current)
            .where(self.table.c.ended_at.is_(None), schema.sessions.c.ended_at.is_(None), *where)
        )
        return [self._load(row) for row in self.connection.execute(query)]
