"""How alike a text is to any other of a session: what an offer must rise above to meet a seek.

Some sentences are near to all others for the encoder ("help with getting started"). Two texts are
weighed against what each has with the rest, as in the cross-domain similarity of Conneau et al.
2018 (arXiv:1710.04087), over a share of the session so that twenty who look for one thing do not
hide each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from icebreak.matching.embedding import Vectors, vector

Side = Literal["offer", "seek"]

COMPARED = 240  # texts of the other side; of more, an even choice
ONE_IN = 6  # the nearest of them count
AT_LEAST = 5
# A session of two has nothing to compare with: as if there were AT_LEAST more texts, so near.
BEFORE = 0.24


class Usual:
    """For the offers and the seeks of one session."""

    def __init__(self, offers: Iterable[str], seeks: Iterable[str]) -> None:
        self._others: dict[Side, Vectors | None] = {"offer": _some(seeks), "seek": _some(offers)}
        self._known: dict[tuple[Side, str], float] = {}

    def __call__(self, text: str, side: Side) -> float:
        """How alike it is to the nearest of the other side, on average: a cosine."""
        if (side, text) not in self._known:
            self._known[side, text] = self._nearness(text, side)
        return self._known[side, text]

    def _nearness(self, text: str, side: Side) -> float:
        others, own = self._others[side], vector(text)
        near = np.full(AT_LEAST, BEFORE, dtype=np.float32)
        if others is not None and own is not None:
            near = np.concatenate((near, others @ own))
        count = max(AT_LEAST, len(near) // ONE_IN)
        return float(np.sort(near)[-count:].mean())


def _some(texts: Iterable[str]) -> Vectors | None:
    every = sorted(set(texts))
    step = -(-len(every) // COMPARED) or 1
    rows = [row for text in every[::step] if (row := vector(text)) is not None]
    return np.stack(rows) if rows else None
