"""What hosts and participants both see."""

from datetime import date, datetime

import msgspec

from icebreak.contract.commands.cards import CardLink


class StepView(msgspec.Struct, kw_only=True):
    """A step of the plan. ``round`` counts from 1, None outside a round."""

    id: str
    position: int
    kind: str
    title: str
    seconds: int
    round: int | None
    rounds: int
    started_at: datetime | None
    ends_at: datetime | None
    paused: bool
    left_seconds: int | None
    size: int
    prompt: str
    deck: str
    seating: str
    turn_seconds: int
    ended: bool


class Said(msgspec.Struct, kw_only=True):
    """What a host said to all rooms, or to mine."""

    id: str
    text: str
    at: datetime


class SessionView(msgspec.Struct, kw_only=True):
    """``status`` is lobby (before start), running or ended."""

    id: str
    title: str
    status: str
    language: str
    people: int
    locked: bool
    step: StepView | None
    next_step: StepView | None
    said: list[Said]
    ended_at: datetime | None
    swaps_until: datetime | None
    contacts_until: date | None
    retention_days: int


class Phrase(msgspec.Struct, kw_only=True):
    """A facet with how many hold it; ``mine`` when the reader does too."""

    label: str
    people: int
    mine: bool


class CardView(msgspec.Struct, kw_only=True):
    """A card. On somebody else's, only what they chose to share with the reader."""

    name: str
    given: str = ""
    family: str = ""
    pronouns: str = ""
    company: str = ""
    department: str = ""
    title: str = ""
    emails: list[str] = []
    phones: list[str] = []
    links: list[CardLink] = []
    note: str = ""
    language: str = ""


class PersonRef(msgspec.Struct, kw_only=True):
    id: str
    name: str


class Member(msgspec.Struct, kw_only=True):
    """Somebody in the room; ``here`` is false for who is away."""

    id: str
    name: str
    organisation: str
    here: bool
