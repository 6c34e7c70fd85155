"""Affinities of pretend sessions: who shares facets of which a few are common and most are rare."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Affinity = NDArray[np.float32]

EACH = 6  # facets that a person holds, on average
COMMON = 0.1  # what more than this share hold tells nobody apart


def facets_shared(people: int, seed: int) -> Affinity:
    """n × n, symmetric, 0 on the diagonal: for each facet that two share, ln(n ÷ holders) ÷ ln n.

    The popularity of the facets falls like 1 ÷ rank^1.1 (Zipf).
    """
    chance = np.random.default_rng(seed)
    facets = max(40, int(12 * people**0.6))
    popularity = 1 / np.arange(1, facets + 1) ** 1.1
    popularity /= popularity.sum()
    holds = np.zeros((people, facets), np.float32)
    for person in range(people):
        some = max(1, int(chance.poisson(EACH)))
        holds[person, chance.choice(facets, some, p=popularity)] = 1
    holders = holds.sum(axis=0)
    telling = (holders >= 2) & (holders <= max(3, COMMON * people))
    rarity = np.log(people / np.maximum(holders, 1)) / np.log(people)
    holds *= np.sqrt(np.where(telling, rarity, 0)).astype(np.float32)
    affinity: Affinity = holds @ holds.T
    np.fill_diagonal(affinity, 0)
    return affinity


def names(people: int) -> list[str]:
    return [f"p{number:05}" for number in range(people)]
