"""Cards, proposals, contacts and the consent log."""

from dataclasses import dataclass

import sqlalchemy as sa

from icebreak.domain.cards import Card
from icebreak.domain.swaps import Consent, Contact, Proposal
from icebreak.store import schema_swaps
from icebreak.store.noun import Noun
from icebreak.store.questions import Find, Remove, value
from icebreak.store.statement import Statement


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A participant's card and which of its fields they share unless they say otherwise."""

    participant_id: str
    card: Card
    shared: tuple[str, ...]


class Cards(Noun[KeptCard]):
    table = schema_swaps.cards
    kind = KeptCard

    _mine = table.c.participant_id == value("person")
    _of = Find(_mine)
    _dropped = Remove(_mine)

    def of(self, participant_id: str) -> KeptCard | None:
        return self.row(self._of, person=participant_id)

    def erase(self, participant_id: str) -> None:
        self.drop_rows(self._dropped, person=participant_id)


class Proposals(Noun[Proposal]):
    table = schema_swaps.proposals
    kind = Proposal

    _from = table.c.from_id == value("from_id")
    _to = table.c.to_id == value("to_id")
    _one = Find(_from, _to)
    _by = Find(_from, order=table.c.at)
    _for = Find(_to, order=table.c.at)
    _dropped = Remove(_from, _to)
    _in_session = Find(table.c.session_id == value("session"))

    def of(self, session_id: str) -> list[Proposal]:
        return self.rows(self._in_session, session=session_id)

    def get(self, from_id: str, to_id: str) -> Proposal | None:
        return self.row(self._one, from_id=from_id, to_id=to_id)

    def by(self, from_id: str) -> list[Proposal]:
        return self.rows(self._by, from_id=from_id)

    def to(self, to_id: str) -> list[Proposal]:
        return self.rows(self._for, to_id=to_id)

    def drop(self, from_id: str, to_id: str) -> None:
        self.drop_rows(self._dropped, from_id=from_id, to_id=to_id)


class Contacts(Noun[Contact]):
    table = schema_swaps.contacts
    kind = Contact

    _owned = table.c.owner_id == value("owner")
    _of = Find(_owned, order=table.c.agreed_at)
    _between = Find(_owned, table.c.other_id == value("other"))
    _in_session = Find(table.c.session_id == value("session"))
    _one = Remove(table.c.id == value("contact"))
    _swapped = Statement(
        sa.select(table.c.owner_id).distinct().where(table.c.session_id == value("session"))
    )

    def get(self, contact_id: str) -> Contact | None:
        return self.with_id(contact_id)

    def of(self, owner_id: str) -> list[Contact]:
        return self.rows(self._of, owner=owner_id)

    def between(self, owner_id: str, other_id: str) -> Contact | None:
        return self.row(self._between, owner=owner_id, other=other_id)

    def in_session(self, session_id: str) -> list[Contact]:
        return self.rows(self._in_session, session=session_id)

    def erase(self, contact_id: str) -> None:
        self.drop_rows(self._one, contact=contact_id)

    def swapped(self, session_id: str) -> set[str]:
        """Everyone of a session who has a contact."""
        return {row[0] for row in self._swapped.rows(self.link, {"session": session_id})}


class Consents(Noun[Consent]):
    table = schema_swaps.consents
    kind = Consent

    _of_person = Find(table.c.from_id == value("person"), order=table.c.at)
    _in_session = Find(table.c.session_id == value("session"))
    _one = Remove(table.c.id == value("consent"))

    def of(self, session_id: str) -> list[Consent]:
        return self.rows(self._in_session, session=session_id)

    def erase(self, consent_id: str) -> None:
        self.drop_rows(self._one, consent=consent_id)

    def of_person(self, person_id: str) -> list[Consent]:
        return self.rows(self._of_person, person=person_id)
