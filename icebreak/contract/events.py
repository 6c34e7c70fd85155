"""What the server tells. Every event is a hint; the state is the truth.

An event belongs to one stream (``of``) and brings it to ``version``. It covers
every change after ``after``: who has at least that version has missed nothing,
anybody else asks for the state.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from icebreak.contract.states import Member, StoryView

Stream = Literal["session", "room", "me"]


class Event(msgspec.Struct, kw_only=True, omit_defaults=True):
    of: Stream
    version: int
    after: int


EVENTS: dict[str, type[Event]] = {}


def event(name: str) -> "EventDeclaration":
    return EventDeclaration(name)


@dataclass(frozen=True, slots=True)
class EventDeclaration:
    name: str

    def __call__(self, kind: type[Event]) -> type[Event]:
        EVENTS[self.name] = kind
        return kind


def name_of(told: Event) -> str:
    """The name under which an event goes over the wire."""
    return _NAMES[type(told)]


@event("room.opened")
class RoomOpened(Event, kw_only=True):
    """The reader has a seat."""

    room: str
    name: str
    number: int
    members: list[Member]
    prompt: str


@event("room.changed")
class RoomChanged(Event, kw_only=True):
    """Members, presence, prompt, or what the room asked for."""

    room: str


@event("story.told")
class StoryTold(Event, kw_only=True):
    """Somebody told a story; ``story.metoo`` is false for every reader of a new one."""

    room: str
    story: StoryView


@event("story.changed")
class StoryChanged(Event, kw_only=True):
    """A story was edited or withdrawn, or its "me too" changed."""

    room: str
    story: str
    metoos: int
    gone: bool = False


@event("turn.passed")
class TurnPassed(Event, kw_only=True):
    room: str
    turn: str | None


@event("step.changed")
class StepChanged(Event, kw_only=True):
    step: str | None


@event("round.started")
class RoundStarted(Event, kw_only=True):
    step: str
    round: int


@event("round.changed")
class RoundChanged(Event, kw_only=True):
    """The clock was paused, resumed or extended, or a warning is due (``left`` seconds)."""

    step: str
    left: int | None = None


@event("round.ended")
class RoundEnded(Event, kw_only=True):
    step: str
    round: int


@event("ground.found")
class GroundFound(Event, kw_only=True):
    """There is something new that people in this room share."""

    room: str


@event("swap.agreed")
class SwapAgreed(Event, kw_only=True):
    """Both said yes."""

    person: str
    name: str


@event("swap.withdrawn")
class SwapWithdrawn(Event, kw_only=True):
    """An agreement was taken back; the card is hidden."""

    person: str


@event("introduction.suggested")
class IntroductionSuggested(Event, kw_only=True):
    """Somebody thinks that the reader and another should know each other."""

    introduction: str


@event("introduction.agreed")
class IntroductionAgreed(Event, kw_only=True):
    """To whoever introduced two people: both said yes."""

    introduction: str


@event("me.changed")
class MeChanged(Event, kw_only=True):
    """Something of my own changed, perhaps on another device of mine."""


@event("host.said")
class HostSaid(Event, kw_only=True):
    text: str


@event("help.called")
class HelpCalled(Event, kw_only=True):
    """To the hosts: a room calls."""

    room: str
    name: str


@event("time.asked")
class TimeAsked(Event, kw_only=True):
    """To the hosts: a room asks for more time."""

    room: str
    name: str


@event("participants.changed")
class ParticipantsChanged(Event, kw_only=True):
    """Counts, told at most four times a second; ``after`` reaches back to the last telling."""

    people: int


@event("participant.removed")
class ParticipantRemoved(Event, kw_only=True):
    """To the one who was removed; their sockets are closed after it."""


@event("session.changed")
class SessionChanged(Event, kw_only=True):
    """Title, settings, lock or plan."""


@event("session.ended")
class SessionEnded(Event, kw_only=True):
    pass


class Watermark(msgspec.Struct, kw_only=True):
    """Every 15 s, as ``version.is``, and when a socket connects: where one's streams stand.

    A program that connected with ``since`` is told ``unchanged``, or the ``state``, as by
    ``state.get``.
    """

    versions: dict[str, int]
    now: str


WATERMARK = "version.is"
_NAMES = {kind: name for name, kind in EVENTS.items()}
