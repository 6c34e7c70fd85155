"""What rounds of each kind look for: n × n float32 weights between people, 0 on the diagonal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.affinity import add_offers
from icebreak.matching.facet import Facet
from icebreak.matching.rooms import same_organisation

Weights = NDArray[np.float32]

COLLEAGUES = 0.2  # of what strangers are worth to each other where people are mixed on purpose
FAVOUR = 2.0


def offers_meet_seeks(facets: Sequence[Sequence[Facet]]) -> Weights:
    """Only what one offers and another looks for; in both directions it counts twice.

    ``facets`` are those of each person.
    """
    weights = np.zeros((len(facets), len(facets)), np.float32)
    add_offers(weights, facets)
    np.fill_diagonal(weights, 0)
    return weights


def mixed_on_purpose(affinity: Weights, organisations: Sequence[str]) -> Weights:
    """The less two share the more they are worth to each other, and colleagues little.

    What counts as much is what a person shares with their best company, on average.
    """
    best = affinity.max(axis=1, initial=0)
    much = float(best[best > 0].mean()) if best.any() else 1.0
    weights: Weights = (1 / (1 + 4 * affinity / np.float32(much))).astype(np.float32)
    names = [same_organisation(name) for name in organisations]
    number = {name: place for place, name in enumerate(dict.fromkeys(filter(None, names)))}
    of = np.array([number.get(name, -1 - place) for place, name in enumerate(names)], np.intp)
    weights[of[:, None] == of] *= np.float32(COLLEAGUES)
    np.fill_diagonal(weights, 0)
    return weights


def favouring(weights: Weights | None, affinity: Weights, who: Sequence[bool]) -> Weights:
    """The weights with more for what these people share with anybody."""
    base = np.zeros_like(affinity) if weights is None else _up_to_one(weights)
    chosen = np.asarray(who, bool)
    rows = chosen[:, None] | chosen
    favoured: Weights = base + np.where(rows, FAVOUR * _up_to_one(affinity), np.float32(0))
    return favoured


def _up_to_one(weights: Weights) -> Weights:
    most = weights.max(initial=0)
    scaled: Weights = weights / np.float32(most if most > 0 else 1)
    return scaled
