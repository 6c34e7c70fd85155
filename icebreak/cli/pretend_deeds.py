"""What pretend people do about what they see: a state in, commands out."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from icebreak.cli.pretend_people import PretendPerson
from icebreak.contract.states import ParticipantState, RoomView

# Seconds, the shortest and the longest, at the pace of people.
FIRST_STORY = (3.0, 8.0)
NEXT_STORY = (18.0, 45.0)
SILENCE = (50.0, 80.0)
ME_TOO = (4.0, 14.0)
YES_TO_A_NEWCOMER = (5.0, 10.0)
YES_TO_EACH_OTHER = (15.0, 75.0)

SAYS_YES = 0.8
LIKES_A_STORY = 0.35
LETS_KEEP = 0.5

Deed = tuple[str, dict[str, object]]


@dataclass(slots=True)
class Temper:
    """How soon somebody acts on what they see, and whether they do; it stays as first drawn."""

    chance: random.Random
    pace: float = 1.0
    _due: dict[str, datetime] = field(default_factory=dict)
    _inclined: dict[str, bool] = field(default_factory=dict)

    def ready(self, about: str, now: datetime, seconds: tuple[float, float]) -> bool:
        """Whether the time that it takes has passed since it was first asked for."""
        if about not in self._due:
            delay = self.chance.uniform(*seconds) / self.pace
            self._due[about] = now + timedelta(seconds=delay)
        return now >= self._due[about]

    def inclined(self, about: str, likelihood: float) -> bool:
        if about not in self._inclined:
            self._inclined[about] = self.chance.random() < likelihood
        return self._inclined[about]


def deeds(
    person: PretendPerson, state: ParticipantState, cast: Collection[str], temper: Temper
) -> list[Deed]:
    """What somebody does next about what they see; mostly nothing yet."""
    room = state.room
    talk = _in_room(person, state, room, temper) if room is not None and not room.closed else ()
    return [*talk, *_swaps(state, cast, temper)]


def _in_room(
    person: PretendPerson, state: ParticipantState, room: RoomView, temper: Temper
) -> Iterator[Deed]:
    me, now = state.me.id, state.now
    if all(story.by != me for story in room.stories):
        yield from _telling(person, state, room, temper)
    shares_with = {other for each in room.ground for other in each.people if me in each.people}
    for story in room.stories:
        likes = story.by in shares_with or temper.inclined(story.id, LIKES_A_STORY)
        if story.by == me or story.metoo or not likes:
            continue
        if temper.ready(f"me too {story.id}", now, ME_TOO):
            yield "story.metoo", {"story": story.id, "on": True}


def _telling(
    person: PretendPerson, state: ParticipantState, room: RoomView, temper: Temper
) -> Iterator[Deed]:
    """In turn, or into a long silence: whoever has the turn may be looking around."""
    now, step = state.now, state.session.step
    number = (step.round if step is not None else None) or 1
    story = person.stories[(number - 1) % len(person.stories)]
    tell = {
        "room": room.id,
        "text": story,
        "keep": temper.inclined(f"keep {room.id}", LETS_KEEP),
    }
    if temper.ready(f"silence {room.id} {len(room.stories)}", now, SILENCE):
        yield "story.tell", tell
    elif room.turn == state.me.id:
        after = FIRST_STORY if not room.stories else NEXT_STORY
        if not temper.ready(f"turn {room.id}", now, after):
            return
        if person.passes:
            yield "turn.pass", {"room": room.id}
        else:
            yield "story.tell", tell


def _swaps(state: ParticipantState, cast: Collection[str], temper: Temper) -> Iterator[Deed]:
    """Yes to whoever shares something, and to every newcomer: her own yes then makes the swap.

    They can't know who said yes to them; nobody can.
    """
    for met in state.met:
        other = met.person.id
        newcomer = other not in cast
        if met.swap != "none" or not (newcomer or met.shared):
            continue
        if not newcomer and not temper.inclined(f"yes {other}", SAYS_YES):
            continue
        after = YES_TO_A_NEWCOMER if newcomer else YES_TO_EACH_OTHER
        if temper.ready(f"yes {other}", state.now, after):
            yield "swap.propose", {"to": other, "fields": list(state.me.shared)}
