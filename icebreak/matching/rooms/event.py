"""The people and the rules of a plan, checked and turned into numbers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.colleagues import colleagues
from icebreak.matching.rooms.errors import (
    BadAffinity,
    DuplicatePerson,
    ImpossibleRules,
    TooFewPeople,
    UnknownPerson,
)
from icebreak.matching.rooms.sizes import room_sizes

Affinity: TypeAlias = NDArray[np.floating]
Indices: TypeAlias = NDArray[np.intp]
Pairs: TypeAlias = Collection[tuple[str, str]]
Floats: TypeAlias = NDArray[np.float32]

# What a broken rule costs, where the strongest affinity of two people is 1. A room of eight has
# 28 pairs, so a repeat outweighs whatever affinity a swap could bring, and keeping apart outweighs
# every repeat; all stay small enough for float32 to tell affinities apart beside them.
HARD = 4096.0
REPEAT = 64.0
SPREAD = 8.0
ROWS = 256  # of a large matrix, treated in one go


@dataclass(frozen=True, slots=True)
class Event:
    """Who is seated under which rules, whatever the order in which they were named.

    People are numbered in the order of their ids; numbers from ``len(people)`` on are empty
    chairs, which fill the smaller rooms up to ``chairs``. ``worth`` is N × N float32 over both:
    the first round's affinity scaled to at most 1, less what the rules charge, 0 on the diagonal.
    ``shifts[r]`` is what round r's affinity differs by from that, n × n, None for nothing;
    ``likes[r]`` the mean over all people of their strongest scaled affinity. Where there are
    fewer of them than rounds, the last one goes on. ``block`` is N long: equal numbers are kept
    together, -1 is alone. ``met`` holds the earlier meetings, m × 2. ``given`` are the affinities
    as they came, where person i is at ``place[i]``. ``rarer`` is n long: how often
    somebody sat in the rarer kind of room before (see ``few_small``).
    """

    people: tuple[str, ...]
    rooms: int
    chairs: int
    worth: Floats
    shifts: tuple[Floats | None, ...]
    likes: tuple[float, ...]
    block: Indices
    apart: Indices
    met: Indices
    given: tuple[Affinity, ...]
    place: Indices
    rarer: Indices

    @property
    def empty(self) -> int:
        """How many chairs stay empty in each round."""
        return len(self.block) - len(self.people)

    @property
    def sizes(self) -> tuple[int, ...]:
        full = self.rooms - self.empty
        return (self.chairs,) * full + (self.chairs - 1,) * self.empty

    @property
    def in_pairs(self) -> bool:
        """All in pairs, or all but one three."""
        return self.rooms == len(self.people) // 2

    @property
    def is_free(self) -> bool:
        """Whether anybody may sit with anybody, and nobody has met."""
        charged = len(self.apart) or len(self.met) or self.has_blocks
        return not charged and float(self.worth[: len(self.people), : len(self.people)].min()) >= 0

    @property
    def differ(self) -> bool:
        """Whether rounds weigh affinity differently."""
        return any(shift is not None for shift in self.shifts)

    @property
    def few_small(self) -> bool:
        """Whether fewer people sit in the smaller rooms than in the larger ones."""
        return self.empty * (self.chairs - 1) * 2 <= len(self.people)

    @property
    def has_blocks(self) -> bool:
        return bool((self.block >= 0).any())

    @property
    def kept(self) -> int:
        """How many pairs are kept together."""
        sizes = np.unique(self.block[self.block >= 0], return_counts=True)[1]
        return int((sizes * (sizes - 1) // 2).sum())

    def affinity_within(self, a: Indices, b: Indices, number: int) -> float:
        """The sum of the affinities of pairs of people in a round, as they were given."""
        if not self.given:
            return 0.0
        given = self.given[min(number, len(self.given) - 1)]
        i, j = self.place[a], self.place[b]
        both = given[i, j].astype(np.float64) + given[j, i]
        return float(both.sum() / 2)


def set_up(
    people: Sequence[str],
    size: int,
    affinity: Affinity | Sequence[Affinity] | None,
    met: Pairs,
    apart: Pairs,
    together: Pairs,
    spread: Mapping[str, str] | None,
    rarer: Mapping[str, int] | None = None,
) -> Event:
    """Raises a PlanError for whatever contradicts itself or names someone unknown."""
    sizes = room_sizes(max(len(people), 2), size)
    order = _order(people)
    number = {person: i for i, person in enumerate(order)}
    n, chairs = len(order), sizes[0]
    total = chairs * len(sizes)
    place = np.empty(n, np.intp)
    place[[number[person] for person in people]] = np.arange(n)
    given = _given(affinity)
    worth = np.zeros((total, total), np.float32)
    scaled = [
        _scaled(people, place, each, np.empty((n, n), np.float32) if late else worth[:n, :n])
        for late, each in enumerate(given)
    ]
    likes = tuple(float(each.max(axis=1).mean()) for each in scaled) or (0.0,)
    shifts = tuple(
        None if each is given[0] else one - scaled[0]
        for one, each in zip(scaled, given, strict=True)
    )
    kept = _numbers(number, together, "The people kept together")
    block = _blocks(order, total, kept, chairs)
    parted = _numbers(number, apart, "The people kept apart")
    for a, b in parted:
        if block[a] >= 0 and block[a] == block[b]:
            raise ImpossibleRules(f"“{order[a]}” and “{order[b]}” are kept apart and together.")
    _charge(worth, parted, HARD)
    for team in colleagues(number, spread or {}):
        worth[np.ix_(team, team)] -= SPREAD
    worth[n:, n:] = -HARD
    np.fill_diagonal(worth, 0)
    history = _numbers(number, met, "The history")
    sat = np.array([(rarer or {}).get(person, 0) for person in order], np.intp)
    return Event(
        order, len(sizes), chairs, worth, shifts, likes, block, parted, history, given, place, sat
    )


def _given(affinity: Affinity | Sequence[Affinity] | None) -> tuple[Affinity, ...]:
    if affinity is None:
        return ()
    return (affinity,) if isinstance(affinity, np.ndarray) else tuple(affinity)


def _order(people: Sequence[str]) -> tuple[str, ...]:
    order = tuple(sorted(people))
    for one, next_one in pairwise(order):
        if one == next_one:
            raise DuplicatePerson(f"“{one}” stands twice in the list of people.")
    if len(order) < 2:
        raise TooFewPeople(f"Rooms need at least two people, not {len(order)}.")
    return order


def _scaled(people: Sequence[str], place: Indices, given: Affinity, scaled: Floats) -> Floats:
    """Fills ``scaled``, which is n × n, and gives it back."""
    n = len(people)
    if given.shape != (n, n):
        raise BadAffinity(f"The affinity of {n} people is {n} × {n}, not {given.shape}.")
    strongest = float(given.max())
    if not (given.min() >= 0 and np.isfinite(strongest)):
        a, b = np.argwhere(~((given >= 0) & np.isfinite(given)))[0]
        raise BadAffinity(
            f"The affinity of “{people[a]}” and “{people[b]}” is {given[a, b]}, "
            "where only numbers from 0 up count."
        )
    in_order = np.array_equal(place, np.arange(n))
    for some in _strips(n):
        strip = given[some] if in_order else given[place[some]][:, place]
        np.divide(strip, strongest or 1, out=scaled[some], casting="same_kind")
    np.fill_diagonal(scaled, 0)
    _make_symmetric(scaled)
    scaled /= scaled.max() or 1
    return scaled


def _make_symmetric(matrix: Floats) -> None:
    """Add to each number the one of the other direction, in place: a large matrix has no room
    beside it for another."""
    strips = list(_strips(len(matrix)))
    for number, some in enumerate(strips):
        for others in strips[number:]:
            both = matrix[some, others] + matrix[others, some].T
            matrix[some, others], matrix[others, some] = both, both.T


def _strips(n: int) -> Iterator[slice]:
    return (slice(start, min(start + ROWS, n)) for start in range(0, n, ROWS))


def _numbers(number: Mapping[str, int], pairs: Pairs, what: str) -> Indices:
    """The pairs as sorted numbers, smaller first, each once; m × 2."""
    for person in chain.from_iterable(pairs):
        if person not in number:
            raise UnknownPerson(f"{what} include “{person}”, who is not in the list of people.")
    for a, b in pairs:
        if a == b:
            raise ImpossibleRules(f"{what} include a pair of “{a}” with itself.")
    found = sorted({(min(p), max(p)) for p in ((number[a], number[b]) for a, b in pairs)})
    return np.array(found, np.intp).reshape(-1, 2)


def _blocks(order: tuple[str, ...], total: int, kept: Indices, chairs: int) -> Indices:
    block = np.full(total, -1, np.intp)
    for a, b in kept:
        joined = [x for x in (block[a], block[b]) if x >= 0]
        members = np.isin(block, joined) if joined else np.zeros(total, bool)
        members[[a, b]] = True
        block[members] = a
        if members.sum() > chairs:
            names = ", ".join(f"“{order[i]}”" for i in np.flatnonzero(members))
            raise ImpossibleRules(f"{names} are kept together, but a room holds {chairs}.")
    return block


def _charge(worth: NDArray[np.float32], pairs: Indices, cost: float) -> None:
    worth[pairs[:, 0], pairs[:, 1]] -= cost
    worth[pairs[:, 1], pairs[:, 0]] -= cost
