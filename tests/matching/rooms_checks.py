"""What any plan of rooms must fulfil, counted anew from its rooms alone."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from icebreak.matching.rooms import Plan, room_sizes

Pair = frozenset[str]


def people(n: int) -> list[str]:
    return [f"p{i:03}" for i in range(n)]


def pairs_of(rooms: Iterable[Iterable[str]]) -> list[Pair]:
    return [frozenset(pair) for room in rooms for pair in combinations(room, 2)]


def repeats_of(plan: Plan, met: Iterable[tuple[str, str]] = (), kept: Iterable[Pair] = ()) -> int:
    seen = {frozenset(pair) for pair in met}
    kept = set(kept)
    repeats = 0
    for one in plan.rounds:
        now = [pair for pair in pairs_of(one.rooms) if pair not in kept]
        repeats += sum(pair in seen for pair in now)
        seen.update(now)
    return repeats


def assert_sound(plan: Plan, everybody: list[str], size: int) -> None:
    """Everybody has one seat a round, in rooms of the promised sizes."""
    sizes = Counter(room_sizes(len(everybody), size))
    for one in plan.rounds:
        seated = [person for room in one.rooms for person in room]
        assert sorted(seated) == sorted(everybody)
        assert Counter(len(room) for room in one.rooms) == sizes
    assert (plan.smallest, plan.largest) == (min(sizes), max(sizes))
