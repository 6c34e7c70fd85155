"""Introductions, and whom they are for."""

from icebreak.domain.introductions import Introduction
from icebreak.store import schema_swaps
from icebreak.store.noun import Noun
from icebreak.store.questions import Find, Remove, value


class Introductions(Noun[Introduction]):
    table = schema_swaps.introductions
    kind = Introduction

    _by = Find(table.c.by_id == value("person"), order=table.c.at)
    _for = Find(
        table.c.delivered,
        (table.c.one_id == value("person")) | (table.c.other_id == value("person")),
        order=table.c.at,
    )
    _all_of = Remove(table.c.session_id == value("session"))

    def get(self, introduction_id: str) -> Introduction | None:
        return self.with_id(introduction_id)

    def by(self, person_id: str) -> list[Introduction]:
        """Those that somebody made."""
        return self.rows(self._by, person=person_id)

    def to(self, person_id: str) -> list[Introduction]:
        """Those that are for somebody, as far as they were delivered."""
        return self.rows(self._for, person=person_id)

    def erase_of(self, session_id: str) -> None:
        self.drop_rows(self._all_of, session=session_id)
