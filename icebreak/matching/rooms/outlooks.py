"""What rounds of several sizes will bring, as far as arithmetic alone can tell."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icebreak.matching.rooms.limits import unavoidable_repeats, unavoidable_repeats_of_sizes
from icebreak.matching.rooms.sizes import room_sizes


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many different others each meets, repeats, sizes of rooms, and the most people who are
    without a seat in one round."""

    meets_least: int
    meets_most: int
    repeats: int
    smallest: int
    largest: int
    without_seat: int = 0


# In so many rounds in which each meets more than one in CROWDED of all, somebody may get out of
# turn although arithmetic finds a way.
MANY_ROUNDS, CROWDED = 4, 4


def outlook(
    people: int, sizes: Sequence[int], known: Iterable[tuple[str, str]] = ()
) -> Outlook | None:
    """For rounds in rooms of ``sizes``, one after the other; None where arithmetic can't tell.

    Nobody needs to meet twice while each has to avoid fewer than half of the others, and there
    are as many rooms as a room has seats. ``known`` are pairs who have met or must not meet.
    """
    rounds = [room_sizes(people, size) for size in sizes]
    avoids = Counter(each for pair in {frozenset(pair) for pair in known} for each in pair)
    meets = sum(rooms[0] - 1 for rooms in rounds)
    if 2 * (max(avoids.values(), default=0) + meets) > people - 1:
        return None
    if any(len(rooms) < rooms[0] for rooms in rounds):
        return None
    if len(rounds) > 1 and not all(map(_can_take_turns, rounds)):
        return None
    uneven = any(rooms[0] != rooms[-1] for rooms in rounds)
    if uneven and len(rounds) >= MANY_ROUNDS and CROWDED * meets > people - 1:
        return None
    # Pairs take turns in their one three, and all others in their smaller or larger rooms.
    pairs = _turns([rooms for rooms, size in zip(rounds, sizes, strict=True) if size == 2])
    others = _turns([rooms for rooms, size in zip(rounds, sizes, strict=True) if size != 2])
    return Outlook(
        meets_least=pairs[0] + others[0],
        meets_most=pairs[1] + others[1],
        repeats=0,
        smallest=min(rooms[-1] for rooms in rounds),
        largest=max(rooms[0] for rooms in rounds),
    )


def why_repeats(rounds: Sequence[Sequence[int]], *, ruled: bool) -> str:
    """The reason for repeats in rounds of rooms of these sizes. ``ruled``: there is a history,
    or there are rules."""
    if len(set(map(tuple, rounds))) == 1:
        _, why = unavoidable_repeats(rounds[0], len(rounds))
    else:
        _, why = unavoidable_repeats_of_sizes(rounds)
    if why:
        return why
    if ruled:
        return "With those who have met before and the rules, no plan without repeats was found."
    return "No plan without repeats was found for these numbers."


def _can_take_turns(rooms: Sequence[int]) -> bool:
    """Whether a room of the rarer kind can be filled with people who sat in the others before: of
    each of those it takes one, or two would meet again."""
    large = sum(size == rooms[0] for size in rooms)
    small = len(rooms) - large
    few = sum(size for size in rooms if size < rooms[0])
    if 2 * few <= sum(rooms):
        return large >= rooms[-1]
    return small >= rooms[0] or (rooms[0], large) == (3, 1)


def _turns(rounds: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The fewest and the most others in all these rounds, where everybody takes turns."""
    if not rounds:
        return 0, 0
    people = sum(rounds[0])
    small = [sum(size for size in rooms if size < rooms[0]) for rooms in rounds]
    rare_small = [2 * few <= people for few in small]
    most = sum(rooms[0] - 1 for rooms in rounds)
    if all(rare_small) or not any(rare_small):
        return most - -(-sum(small) // people), most - sum(small) // people
    return most - sum(few > 0 for few in small), most
