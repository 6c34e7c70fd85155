"""A room: who sits in it, whose turn it is, and what it asks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

# How long somebody may sit alone before they are brought to another room.
LONE_GRACE = timedelta(seconds=15)
# A room without a story for this long is shown to the host.
QUIET_AFTER = timedelta(minutes=3)
# A story that was on its way when the round ended still goes to its room.
JUST_ENDED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Room:
    """``order`` lists participants by turn; ``passed`` those who let theirs go by.

    ``lone_at`` is since when only one person is here; ``merged_into`` names the
    room to which they were brought.
    """

    id: str
    session_id: str
    step_id: str
    number: int
    name: str
    prompt: str
    order: tuple[str, ...]
    opened_at: datetime
    passed: tuple[str, ...] = ()
    prompts_seen: tuple[str, ...] = ()
    closed_at: datetime | None = None
    merged_into: str | None = None
    help_at: datetime | None = None
    time_asked_at: datetime | None = None
    lone_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant's place in a room of one step; ``left_at`` once they sit elsewhere."""

    room_id: str
    participant_id: str
    session_id: str
    step_id: str
    seated_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A vote of one member: ``kind`` is prompt or time."""

    room_id: str
    participant_id: str
    kind: str
    at: datetime


def turn(room: Room, told: Collection[str], here: Collection[str]) -> str | None:
    """Whose turn it is: the first in order who is here and has neither told nor passed."""
    return next(
        (
            person
            for person in room.order
            if person in here and person not in told and person not in room.passed
        ),
        None,
    )


def after_pass(room: Room, person: str) -> Room:
    return room if person in room.passed else replace(room, passed=(*room.passed, person))


def after_swap(room: Room, person: str, waiting: Sequence[str]) -> Room:
    """The order with ``person`` behind the next one of ``waiting``, who has not spoken yet."""
    later = [other for other in room.order if other in waiting and other != person]
    position = room.order.index(person)
    other = next((name for name in later if room.order.index(name) > position), None)
    if other is None:
        return room
    order = list(room.order)
    there = order.index(other)
    order[position], order[there] = other, person
    return replace(room, order=tuple(order))


def seated(room: Room, person: str) -> Room:
    return room if person in room.order else replace(room, order=(*room.order, person))


def votes_needed(members_here: int) -> int:
    """Half of the room, at least two."""
    return max(2, ceil(members_here / 2))
