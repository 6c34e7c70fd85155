"""A swap: two who both said yes. A proposal alone is known to its author only."""

from dataclasses import dataclass
from datetime import date, datetime

from icebreak.domain.cards import Card

# Which sentence somebody agreed to; a new wording gets a new number.
WORDING = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A yes, with the fields as they were when it was given."""

    from_id: str
    to_id: str
    session_id: str
    fields: tuple[str, ...]
    card: Card
    at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """What an agreed swap leaves with ``owner_id``.

    ``uid`` stays the same in every export, so that a second import updates.
    ``phrases`` is their common ground in short, for when the texts behind it are erased.
    """

    id: str
    uid: str
    owner_id: str
    other_id: str
    session_id: str
    room_name: str
    round: int | None
    met_on: date
    agreed_at: datetime
    note: str = ""
    follow_up_on: date | None = None
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """One line of the consent log: append-only, but for erasure."""

    id: str
    session_id: str
    from_id: str
    to_id: str
    fields: tuple[str, ...]
    wording: int
    given: bool
    at: datetime
