"""A session's rules on who shares a room, one row for each session that has any."""

from icebreak.domain.rules import Rules
from icebreak.store import schema
from icebreak.store.noun import Noun
from icebreak.store.questions import Find, value


class RulesOfSessions(Noun[Rules]):
    table = schema.rules
    kind = Rules

    _of = Find(table.c.session_id == value("session"))

    def of(self, session_id: str) -> Rules | None:
        return self.once(self._of, session=session_id)

    def put(self, rules: Rules) -> None:
        if self.of(rules.session_id) is None:
            self.add(rules)
        else:
            self.save(rules)
