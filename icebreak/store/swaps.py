"""Cards, proposals, contacts and the consent log."""

from dataclasses import dataclass

import sqlalchemy as sa

from icebreak.domain.cards import Card
from icebreak.domain.swaps import Consent, Contact, Proposal
from icebreak.store import schema_swaps
from icebreak.store.noun import Noun


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A participant's card and which of its fields they share unless they say otherwise."""

    participant_id: str
    card: Card
    shared: tuple[str, ...]


class Cards(Noun[KeptCard]):
    table = schema_swaps.cards
    kind = KeptCard

    def of(self, participant_id: str) -> KeptCard | None:
        return self.one(self.table.c.participant_id == participant_id)


class Proposals(Noun[Proposal]):
    table = schema_swaps.proposals
    kind = Proposal

    def get(self, from_id: str, to_id: str) -> Proposal | None:
        return self.one(self.table.c.from_id == from_id, self.table.c.to_id == to_id)

    def by(self, from_id: str) -> list[Proposal]:
        return self.some(self.table.c.from_id == from_id, order=self.table.c.at)

    def to(self, to_id: str) -> list[Proposal]:
        return self.some(self.table.c.to_id == to_id, order=self.table.c.at)

    def drop(self, from_id: str, to_id: str) -> None:
        self.remove(self.table.c.from_id == from_id, self.table.c.to_id == to_id)


class Contacts(Noun[Contact]):
    table = schema_swaps.contacts
    kind = Contact

    def get(self, contact_id: str) -> Contact | None:
        return self.one(self.table.c.id == contact_id)

    def of(self, owner_id: str) -> list[Contact]:
        return self.some(self.table.c.owner_id == owner_id, order=self.table.c.agreed_at)

    def between(self, owner_id: str, other_id: str) -> Contact | None:
        return self.one(self.table.c.owner_id == owner_id, self.table.c.other_id == other_id)

    def swapped(self, session_id: str) -> set[str]:
        """Everyone of a session who has a contact."""
        query = sa.select(self.table.c.owner_id).distinct()
        where = self.table.c.session_id == session_id
        return set(self.connection.execute(query.where(where)).scalars())


class Consents(Noun[Consent]):
    table = schema_swaps.consents
    kind = Consent

    def of_person(self, person_id: str) -> list[Consent]:
        return self.some(self.table.c.from_id == person_id, order=self.table.c.at)
