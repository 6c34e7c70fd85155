"""What one person offers and another looks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from icebreak.matching.embedding import vector
from icebreak.matching.facet import Facet
from icebreak.matching.fits import SHOWN_FROM, core, fit, handles, parts
from icebreak.matching.usual import Usual

# Of so many offers and seeks (their product) each is compared with each by meaning as well; of
# more, only those that have a word or a subject in common.
EVERY_PAIR = 2_250_000
NEAR = 0.3  # a cosine: less near, meaning alone is never enough


@dataclass(frozen=True, slots=True)
class Match:
    """One offers what the other seeks, in the words of both; `score` 0 to 1."""

    offer: str
    seek: str
    score: float


def matches(giver: Sequence[Facet], seeker: Sequence[Facet], usual: Usual) -> list[Match]:
    """Best first, at most one for each item that is sought."""
    offers = [facet.span for facet in giver if facet.kind == "offer"]
    found: list[Match] = []
    for sought in (facet.span for facet in seeker if facet.kind == "seek"):
        fits = [Match(offer, sought, fit(offer, sought, usual)) for offer in offers]
        best = max(fits, key=lambda match: (match.score, match.offer), default=None)
        if best and best.score > 0:
            found.append(best)
    return sorted(found, key=lambda match: (-match.score, match.offer, match.seek))


def usual_among(facets: Sequence[Facet]) -> Usual:
    """For all offers and seeks among these facets of a session."""
    spans: dict[str, list[str]] = {"offer": [], "seek": []}
    for facet in facets:
        if facet.kind in spans:
            spans[facet.kind] += [core(part) for part in parts(facet.span)]
    return Usual(spans["offer"], spans["seek"])


class Inventory:
    """All offers and seeks of a session, so that not every pair is read.

    People are told by their rows in `facets_by_person`.
    """

    def __init__(self, facets_by_person: Sequence[Sequence[Facet]]) -> None:
        self._offers = [_of_kind("offer", facets) for facets in facets_by_person]
        self._seeks = [_of_kind("seek", facets) for facets in facets_by_person]
        self._usual = usual_among([f for each in (*self._offers, *self._seeks) for f in each])
        self._givers = _rows_by_handle(self._offers)
        self._seekers = _rows_by_handle(self._seeks)
        self._near_givers, self._near_seekers = _near(self._offers, self._seeks)

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(row of who offers, row of who seeks, score) where icebreak would say so."""
        for seeker in range(len(self._seeks)):
            for giver, score in self.givers_for(seeker):
                yield giver, seeker, score

    def givers_for(self, seeker: int) -> Iterator[tuple[int, float]]:
        """(row, score) of those who offer what this person seeks, in the order of rows."""
        rows = _rows(self._givers, self._seeks[seeker]) | self._near_givers[seeker]
        for giver in sorted(rows - {seeker}):
            score = self._score(giver, seeker)
            if score >= SHOWN_FROM:
                yield giver, score

    def seekers_of(self, giver: int) -> Iterator[tuple[int, float]]:
        """(row, score) of those who seek what this person offers, in the order of rows."""
        rows = _rows(self._seekers, self._offers[giver]) | self._near_seekers[giver]
        for seeker in sorted(rows - {giver}):
            score = self._score(giver, seeker)
            if score >= SHOWN_FROM:
                yield seeker, score

    def _score(self, giver: int, seeker: int) -> float:
        found = matches(self._offers[giver], self._seeks[seeker], self._usual)
        return found[0].score if found else 0.0


Rows = defaultdict[int, set[int]]


def _near(offers: Sequence[Sequence[Facet]], seeks: Sequence[Sequence[Facet]]) -> tuple[Rows, Rows]:
    """Who offers and who seeks things that are near in meaning: givers by seeker, and back."""
    givers, seekers = Rows(set), Rows(set)
    offered, sought = _vectors(offers), _vectors(seeks)
    if not offered or not sought or len(offered) * len(sought) > EVERY_PAIR:
        return givers, seekers
    alike = np.stack([row for _, row in offered]) @ np.stack([row for _, row in sought]).T
    for one, other in zip(*map(np.ndarray.tolist, np.nonzero(alike >= NEAR)), strict=True):
        giver, seeker = offered[one][0], sought[other][0]
        givers[seeker].add(giver)
        seekers[giver].add(seeker)
    return givers, seekers


def _vectors(items: Sequence[Sequence[Facet]]) -> list[tuple[int, np.ndarray]]:
    texts = (
        (row, core(part))
        for row, facets in enumerate(items)
        for facet in facets
        for part in parts(facet.span)
    )
    found = ((row, vector(text)) for row, text in texts)
    return [(row, own) for row, own in found if own is not None]


def _of_kind(kind: str, facets: Sequence[Facet]) -> tuple[Facet, ...]:
    return tuple(facet for facet in facets if facet.kind == kind)


def _rows_by_handle(items: Sequence[Sequence[Facet]]) -> dict[str, set[int]]:
    rows: dict[str, set[int]] = {}
    for row, facets in enumerate(items):
        for facet in facets:
            for handle in handles(facet.span):
                rows.setdefault(handle, set()).add(row)
    return rows


def _rows(by_handle: Mapping[str, set[int]], items: Sequence[Facet]) -> set[int]:
    found = {handle for facet in items for handle in handles(facet.span)}
    return {row for handle in found for row in by_handle.get(handle, ())}
