"""A swap: two who both said yes. A proposal alone is known to its author only."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from icebreak.domain.cards import Card

# Which sentence somebody agreed to; a new wording gets a new number.
WORDING = 1
# After a first letter the next one, and the one after that.
NEXT_IN = (timedelta(days=30), timedelta(days=90))


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
    ``written`` counts how often they were written to, ``moved`` how often the next date moved.
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
    wrote_at: datetime | None = None
    written: int = 0
    moved: int = 0


def dated(contact: Contact, day: date | None) -> Contact:
    """With another day to write on, or none."""
    if day == contact.follow_up_on:
        return contact
    return replace(contact, follow_up_on=day, moved=contact.moved + 1)


def wrote(contact: Contact, at: datetime) -> Contact:
    """They were written to: the next day is further away each time, and after the last there is
    none."""
    pause = NEXT_IN[contact.written] if contact.written < len(NEXT_IN) else None
    day = None if pause is None else at.date() + pause
    return dated(replace(contact, wrote_at=at, written=contact.written + 1), day)


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
