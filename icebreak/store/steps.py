"""The steps of a plan, and which of them are due."""

from datetime import datetime

import sqlalchemy as sa

from icebreak.domain.plan import Step
from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Find, Remove, value


class Steps(Noun[Step]):
    table = schema.steps
    kind = Step

    _of_session = table.c.session_id == value("session")
    _of = Find(_of_session, order=table.c.position)
    _unbegun = Remove(_of_session, table.c.started_at.is_(None))

    _current = table.join(schema.sessions, schema.sessions.c.step_id == table.c.id)
    _running = (table.c.ended_at.is_(None), schema.sessions.c.ended_at.is_(None))
    _due = Find(
        *_running, table.c.ends_at <= value("now"), schema.sessions.c.autopilot, within=_current
    )
    _warnings_due = Find(*_running, table.c.warn_at <= value("now"), within=_current)
    _unseated = Find(*_running, table.c.kind == "round", sa.not_(table.c.seated), within=_current)

    def get(self, step_id: str | None) -> Step | None:
        return self.with_id(step_id)

    def of(self, session_id: str) -> list[Step]:
        return self.rows(self._of, session=session_id)

    def drop_unbegun(self, session_id: str) -> None:
        self.drop_rows(self._unbegun, session=session_id)

    def due(self, now: datetime) -> list[Step]:
        """Running steps whose time is over, in sessions that run by themselves."""
        return self.rows(self._due, now=now)

    def warnings_due(self, now: datetime) -> list[Step]:
        return self.rows(self._warnings_due, now=now)

    def unseated(self) -> list[Step]:
        """Running rounds whose rooms have not been made, perhaps since a process died."""
        return self.rows(self._unseated)
