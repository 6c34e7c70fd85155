"""Whose turn it was: who sat in the rarer kind of room, and who was without a seat."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rooms import Seat


def past_rooms(
    steps: Sequence[Step], seats: Collection[Seat]
) -> tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]:
    """The size and the rooms of each round so far, as they were first made: without who came
    later."""
    return tuple(
        (step.size, _first_rooms([seat for seat in seats if seat.step_id == step.id]))
        for step in steps
        if step.is_round and step.seated
    )


def rarer_rooms(
    past: Iterable[tuple[int, Sequence[Sequence[str]]]], size: int, people: Collection[str]
) -> dict[str, int]:
    """How often each person sat in the kind of room, smaller or larger, in which fewer sat:
    in the one three among pairs, in the two threes among fours. Rounds of pairs count for pairs
    alone, and the others for the others."""
    times: Counter[str] = Counter()
    for then, rooms in past:
        if (then == 2) == (size == 2):
            times.update(_in_rarer(rooms))
    return {person: count for person, count in times.items() if person in people}


def rounds_without_seat(
    steps: Sequence[Step], seats: Iterable[Seat], people: Sequence[Participant]
) -> dict[str, int]:
    """In how many rounds each person was here from the start and sat nowhere."""
    seated = {(seat.step_id, seat.participant_id) for seat in seats}
    rounds = [step for step in steps if step.is_round and step.seated and step.started_at]
    return {
        each.id: sum(
            (step.id, each.id) not in seated
            for step in rounds
            if step.started_at is not None and each.joined_at <= step.started_at
        )
        for each in people
    }


def _first_rooms(seats: Sequence[Seat]) -> tuple[tuple[str, ...], ...]:
    made = min((seat.seated_at for seat in seats), default=None)
    rooms: dict[str, list[str]] = {}
    for seat in seats:
        if seat.seated_at == made:
            rooms.setdefault(seat.room_id, []).append(seat.participant_id)
    return tuple(map(tuple, rooms.values()))


def _in_rarer(rooms: Sequence[Sequence[str]]) -> list[str]:
    largest = max(map(len, rooms), default=0)
    small = [person for room in rooms if len(room) < largest for person in room]
    large = [person for room in rooms if len(room) == largest for person in room]
    return small if len(small) <= len(large) else large
