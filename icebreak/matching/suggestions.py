"""Whom each person of a session should meet: worked out once for all, so that nobody is
suggested to everyone, and nobody who shares anything is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from heapq import nlargest
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.affinity import affinity, tells_apart
from icebreak.matching.facet import Facet
from icebreak.matching.ground import Profile
from icebreak.matching.lexicon import is_intimate
from icebreak.matching.registry import Registry

COMPARED = 40  # who may be suggested to a person
IN_CIRCLE = 5  # people suggested to each other at first
AT_MOST = 8  # so that nobody is left with fewer than IN_CIRCLE while there is somebody
# What one shares with somebody earlier in the list counts so much less, each time.
SAID_BEFORE = 0.5


class Suggestions:
    """For the people of one session as they were when this was made."""

    def __init__(self, profiles: Sequence[Profile], registry: Registry) -> None:
        self._ids = [profile.id for profile in profiles]
        self._row_of = {who: row for row, who in enumerate(self._ids)}
        self._worth = [_worth(profile.held, registry) for profile in profiles]
        self._weights = _strongest(affinity(profiles, registry, intimate=False))
        self._size = [_size(others) for others in self._weights]
        self._circles = _circles(self._weights, self._size)

    def of(self, person: str, without: Collection[str] = (), limit: int = 5) -> tuple[str, ...]:
        """Ids, best first: people who share much with this person, and each something else.

        Empty for a stranger, and for who shares nothing with anybody.
        """
        row = self._row_of.get(person)
        if row is None:
            return ()
        weights = self._weights[row]
        away = {self._row_of[who] for who in without if who in self._row_of}
        circle = [other for other in self._circles[row] if other in weights and other not in away]
        spare = [other for other in weights if other not in away]
        chosen = self._diverse(row, circle, limit)
        rest = [other for other in spare if other not in chosen]
        chosen += self._diverse(row, rest, limit - len(chosen))
        return tuple(self._ids[other] for other in chosen)

    def put(self, profile: Profile, registry: Registry) -> None:
        """Somebody has come, or has changed their words: what these were is forgotten here."""
        worth = _worth(profile.held, registry)
        row = self._row_of.setdefault(profile.id, len(self._ids))
        if row == len(self._ids):
            self._ids.append(profile.id)
            self._worth.append(worth)
            self._weights.append({})
            self._size.append(1.0)
            self._circles.append([])
        self._part(row)
        self._worth[row] = worth
        self._weights[row] = self._with_all(row, registry)
        for other, weight in self._weights[row].items():
            self._weights[other][row] = weight
        self._size[row] = _size(self._weights[row])
        kept = [other for other in self._circles[row] if other in self._weights[row]]
        fresh = [other for other in self._weights[row] if other not in kept]
        self._circles[row] = [*kept, *fresh][:IN_CIRCLE]

    def _part(self, row: int) -> None:
        """Take somebody out of what others share with them."""
        for other in self._weights[row]:
            self._weights[other].pop(row, None)
        self._weights[row] = {}

    def _with_all(self, row: int, registry: Registry) -> dict[int, float]:
        """What somebody new shares with those who share most of it, without offers."""
        weights: dict[int, float] = {}
        for key, mine in self._worth[row].items():
            holders = registry.holders(key)
            if not tells_apart(len(holders), registry.people):
                continue
            for other in (self._row_of.get(who, row) for who in holders):
                if other != row and key in self._worth[other]:
                    weights[other] = weights.get(other, 0.0) + mine * self._worth[other][key]
        return dict(nlargest(COMPARED, weights.items(), key=lambda pair: (pair[1], -pair[0])))

    def remove(self, person: str) -> None:
        """Suggest somebody no longer, and forget what they hold; nothing for a stranger."""
        row = self._row_of.pop(person, None)
        if row is not None:
            self._part(row)
            self._worth[row] = {}

    def _diverse(self, row: int, others: Sequence[int], limit: int) -> list[int]:
        left, said = list(others), Counter[str]()
        chosen: list[int] = []
        while left and len(chosen) < limit:
            best = max(left, key=lambda other: (self._fresh(row, other, said), -other))
            left.remove(best)
            chosen.append(best)
            said.update(self._worth[row].keys() & self._worth[best].keys())
        return chosen

    def _fresh(self, row: int, other: int, said: Counter[str]) -> float:
        """What they share, less for what has been said of somebody before, and less for who shares
        much with all."""
        mine, theirs = self._worth[row], self._worth[other]
        again = sum(
            mine[key] * theirs[key] * (1 - SAID_BEFORE ** said[key])
            for key in mine.keys() & theirs.keys() & said.keys()
        )
        return (self._weights[row][other] - again) / sqrt(self._size[other])


Weights = list[dict[int, float]]


def _worth(held: Mapping[str, Facet], registry: Registry) -> dict[str, float]:
    """Of each key, such that the product of two people's is what it adds to their affinity."""
    return {
        key: facet.confidence * sqrt(registry.rarity(key))
        for key, facet in held.items()
        if not is_intimate(key)
    }


def _strongest(weights: NDArray[np.float32]) -> Weights:
    """Of each row its COMPARED heaviest columns, and those whose heaviest it is among."""
    n = len(weights)
    kept: Weights = [{} for _ in range(n)]
    some = min(COMPARED, n)
    for row in range(n):
        for column in map(int, np.argpartition(-weights[row], some - 1)[:some]):
            if weights[row, column] > 0:
                kept[row][column] = kept[column][row] = float(weights[row, column])
    return kept


def _size(weights: Mapping[int, float]) -> float:
    """How much somebody shares with those who share most with them, on average."""
    return sum(weights.values()) / len(weights) if weights else 1.0


def _circles(weights: Weights, size: Sequence[float]) -> list[list[int]]:
    """Who is suggested to whom, in both directions: the heaviest pairs first, measured by how
    much either has with others, so that who shares much with all is not everybody's first."""
    pairs = [(row, other) for row, others in enumerate(weights) for other in others if row < other]
    pairs.sort(key=lambda pair: (-_fair(weights, size, *pair), pair))
    circles: list[list[int]] = [[] for _ in weights]
    for most, least in ((IN_CIRCLE, IN_CIRCLE), (AT_MOST, IN_CIRCLE)):
        for row, other in pairs:
            few, many = sorted((len(circles[row]), len(circles[other])))
            if few < least and many < most and other not in circles[row]:
                circles[row].append(other)
                circles[other].append(row)
    return circles


def _fair(weights: Weights, size: Sequence[float], row: int, other: int) -> float:
    return weights[row][other] / sqrt(size[row] * size[other])
