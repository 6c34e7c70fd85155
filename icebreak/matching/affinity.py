"""How much any two people of a session share, as numbers for seating them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.facet import Facet
from icebreak.matching.ground import Profile
from icebreak.matching.lexicon import is_intimate
from icebreak.matching.offers import Inventory
from icebreak.matching.registry import Registry

COMMON = 0.1
AT_LEAST = 8
OFFER_SEEK = 1.0


def affinity(
    profiles: Sequence[Profile], registry: Registry, *, intimate: bool = True
) -> NDArray[np.float32]:
    """n × n, symmetric, 0 on the diagonal and where two share nothing:

    F · diag(rarity) · Fᵀ of the person × facet matrix F of confidences, and what one offers
    and another seeks on top; what more than COMMON of the session hold (and more than AT_LEAST)
    tells nobody apart and is left out, and without `intimate` what strangers are not told of each
    other. The rows are in the order of `profiles`."""
    n = len(profiles)
    result = np.zeros((n, n), dtype=np.float32)
    for key, column in _columns(profiles).items():
        if tells_apart(len(column), n) and (intimate or not is_intimate(key)):
            rows = np.fromiter((row for row, _ in column), dtype=np.intp)
            sure = np.fromiter((value for _, value in column), dtype=np.float32)
            result[np.ix_(rows, rows)] += np.float32(registry.rarity(key)) * np.outer(sure, sure)
    add_offers(result, [p.facets for p in profiles])
    np.fill_diagonal(result, 0.0)
    return result


def add_offers(weights: NDArray[np.float32], facets: Sequence[Sequence[Facet]]) -> None:
    """To n × n weights, in place: what one offers and another looks for; in both directions it
    counts twice. `facets` are those of each person."""
    for giver, seeker, score in Inventory(facets).pairs():
        weights[giver, seeker] += np.float32(OFFER_SEEK * score)
        weights[seeker, giver] += np.float32(OFFER_SEEK * score)


def tells_apart(holders: int, people: int) -> bool:
    """Whether something that so many of a session hold brings two of them together."""
    return 2 <= holders <= max(AT_LEAST, COMMON * people)


def _columns(profiles: Sequence[Profile]) -> dict[str, list[tuple[int, float]]]:
    columns: dict[str, list[tuple[int, float]]] = {}
    for row, profile in enumerate(profiles):
        for key, facet in profile.held.items():
            columns.setdefault(key, []).append((row, facet.confidence))
    return columns
