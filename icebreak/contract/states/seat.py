"""What one participant sees."""

from datetime import date, datetime

import msgspec

from icebreak.contract.states.evening import (
    CardView,
    Member,
    PersonRef,
    Phrase,
    SessionView,
)
from icebreak.contract.streams import Versions


class Proposal(msgspec.Struct, kw_only=True):
    """A yes of the reader's own. Nobody else ever sees it here."""

    to: str
    fields: list[str]


class Draft(msgspec.Struct, kw_only=True):
    room: str
    text: str


class MeView(msgspec.Struct, kw_only=True):
    """``waiting`` says in a sentence why one sits in no room during a round, or is empty."""

    id: str
    name: str
    organisation: str
    why: str
    offer: str
    seek: str
    interests: list[str]
    language: str
    on_picture: bool
    sits_out: bool
    left: bool
    facets: list[str]
    card: CardView
    shared: list[str]
    card_url: str
    resume_url: str
    draft: Draft | None
    proposals: list[Proposal]
    blocked: list[PersonRef]
    waiting: str


class StoryView(msgspec.Struct, kw_only=True):
    """``metoos`` counts everybody's, ``metoo`` is the reader's own."""

    id: str
    by: str
    name: str
    text: str
    at: datetime
    edited: bool
    keep: bool
    metoos: int
    metoo: bool


class Ground(msgspec.Struct, kw_only=True):
    """One thing that two people share, with the words of each.

    ``phrase`` is in the reader's language. ``evidence`` maps a person's id to a
    verbatim quote, ``words`` to what they call it; ``key`` is the same in every
    language. For ``offer-seek``, ``from_`` (``from`` on the wire) offers what
    ``to`` seeks.
    """

    people: list[str]
    kind: str
    phrase: str
    evidence: dict[str, str]
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    key: str = ""
    words: dict[str, str] = {}


class RoomView(msgspec.Struct, kw_only=True):
    """The reader's room. ``turn`` is whose turn it is, None when all have spoken."""

    id: str
    name: str
    number: int
    step: str
    closed: bool
    members: list[Member]
    order: list[str]
    first: str
    turn: str | None
    prompt: str
    stories: list[StoryView]
    ground: list[Ground]
    needed: int
    asked_prompt: list[str]
    asked_time: list[str]
    help: bool


class Met(msgspec.Struct, kw_only=True):
    """Somebody the reader has sat with, or should: then ``room`` is empty and ``round`` 0.

    ``swap`` is none, proposed (by me) or agreed.
    """

    person: PersonRef
    organisation: str
    room: str
    room_id: str
    round: int
    shared: list[Ground]
    swap: str


class ContactView(msgspec.Struct, kw_only=True):
    """What a swap left: the other's card as they shared it, and where it was.

    ``due``: the day to write on has come. ``moved`` counts how often that day was another one.
    """

    id: str
    person: PersonRef
    card: CardView
    room: str
    round: int | None
    met_on: date
    shared: list[str]
    story: str
    note: str
    follow_up_on: date | None
    due: bool
    wrote_at: datetime | None
    moved: int
    agreed_at: datetime


class IntroductionView(msgspec.Struct, kw_only=True):
    """``by`` thinks that the reader should know ``person``; ``accepted``: the reader's own yes."""

    id: str
    by: PersonRef
    person: PersonRef
    organisation: str
    because: str
    accepted: bool
    at: datetime


class IntroducedView(msgspec.Struct, kw_only=True):
    """Two whom the reader introduced. ``agreed``: they are in touch; else it was sent."""

    id: str
    people: list[PersonRef]
    because: str
    agreed: bool
    at: datetime


class ParticipantState(msgspec.Struct, kw_only=True):
    """Everything that one participant may see.

    ``to_meet`` are people with whom the reader has not sat, from the first round on: those to whom
    the reader has said yes, and a few with whom they share something they both wrote for all.
    """

    versions: Versions
    now: datetime
    session: SessionView
    me: MeView
    room: RoomView | None
    phrases: list[Phrase]
    met: list[Met]
    to_meet: list[Met]
    introductions: list[IntroductionView]
    introduced: list[IntroducedView]
    contacts: list[ContactView]
