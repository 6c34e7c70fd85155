"""Who of a session may share most, so that not every pair of a large one has to be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from itertools import combinations

from icebreak.matching.affinity import OFFER_SEEK, tells_apart
from icebreak.matching.ground import Profile
from icebreak.matching.offers import Inventory
from icebreak.matching.registry import Registry

EVERY_PAIR = 500  # people up to whom all pairs are candidates
EACH = 40  # candidates of a person in a larger session


def candidate_pairs(
    profiles: Sequence[Profile], registry: Registry
) -> Iterator[tuple[Profile, Profile]]:
    """All pairs of a session of at most EVERY_PAIR people; of a larger one, the pairs of whom one
    is among the EACH with whom the other shares most. Each pair once, in the order given."""
    if len(profiles) <= EVERY_PAIR:
        yield from combinations(profiles, 2)
        return
    session = Candidates(profiles, registry)
    others: defaultdict[int, set[int]] = defaultdict(set)
    for row in range(len(profiles)):
        for other in session.of(row, EACH):
            others[min(row, other)].add(max(row, other))
    for row, profile in enumerate(profiles):
        for other in sorted(others.pop(row, ())):
            yield profile, profiles[other]


class Candidates:
    """Of one session. People are told by their rows in `profiles`."""

    def __init__(self, profiles: Sequence[Profile], registry: Registry) -> None:
        self._profiles = profiles
        self._row_of = {profile.id: row for row, profile in enumerate(profiles)}
        self._registry = registry
        self._inventory = Inventory([(*each.offers, *each.seeks) for each in profiles])

    def of(self, row: int, some: int, without: Collection[int] = ()) -> list[int]:
        """At most `some` rows, those who share most first, as affinity has it; nobody of whom
        neither a key nor an offer is shared."""
        worth: defaultdict[int, float] = defaultdict(float)
        self._add_shared(worth, self._profiles[row])
        for other, score in self._inventory.givers_for(row):
            worth[other] += OFFER_SEEK * score
        for other, score in self._inventory.seekers_of(row):
            worth[other] += OFFER_SEEK * score
        found = [(-value, other) for other, value in worth.items() if other not in without]
        return [other for _, other in nsmallest(some, (pair for pair in found if pair[1] != row))]

    def _add_shared(self, worth: defaultdict[int, float], profile: Profile) -> None:
        for key, facet in profile.held.items():
            holders = self._registry.holders(key)
            if not tells_apart(len(holders), self._registry.people):
                continue
            each = self._registry.rarity(key) * facet.confidence
            for holder in holders:
                other = self._row_of.get(holder)
                theirs = None if other is None else self._profiles[other].held.get(key)
                if other is not None and theirs is not None:
                    worth[other] += each * theirs.confidence
