"""What one person offers and another looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from icebreak.matching import gazetteer
from icebreak.matching.cues import cues_of
from icebreak.matching.embedding import likeness
from icebreak.matching.facet import Facet
from icebreak.matching.facets import facets_in
from icebreak.matching.languages import language_of
from icebreak.matching.nearest import LANGUAGES
from icebreak.matching.specific import generic_words
from icebreak.matching.words import commonness, plain, stem, words_in

SHOWN_FROM = 0.5
FUNCTION = 5.9
GENERIC_WEIGHT = 0.35
SAME_TONGUE = 0.9
SAME_CONCEPT = 0.75
ALIKE = 0.55
EARLY = 10  # characters within which an item that denies itself begins to
_REST = re.compile(
    r"\b(?:advice|advise|help|helping|tips?|lessons?|mentors?|coaches|tutors?|tutoring|practi[cs]e"
    r"|practi[sc]ing|conversation|someone|somebody|people|person|who|knows?|about|how|feedback"
    r"|coach(?:ing)?|mentor(?:ing)?|teach(?:ing|es)?|learn(?:ing)?|beginners?|ideas?|support"
    r"|reviews?|guidance|find(?:ing)?|get(?:ting)?|using|use|need|partners?|buddy|buddies|sharing"
    r"|share|experience[sd]?)\b",
    re.IGNORECASE,
)
# A companion is no teacher: who looks for others to cycle with does not look for bike repairs.
_COMPANY = re.compile(
    r"\b(?:partners?|buddy|buddies|others?|fellow|club|group|team|crew|together)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Match:
    """One offers what the other seeks, in the words of both; `score` 0 to 1."""

    offer: str
    seek: str
    score: float


def matches(giver: Sequence[Facet], seeker: Sequence[Facet]) -> list[Match]:
    """Best first, at most one for each item that is sought."""
    offers = [facet.span for facet in giver if facet.kind == "offer"]
    found: list[Match] = []
    for sought in (facet.span for facet in seeker if facet.kind == "seek"):
        fits = [Match(offer, sought, fit(offer, sought)) for offer in offers]
        best = max(fits, key=lambda match: (match.score, match.offer), default=None)
        if best and best.score > 0:
            found.append(best)
    return sorted(found, key=lambda match: (-match.score, match.offer, match.seek))


class Inventory:
    """All offers and seeks of a session, by the words in them, so that not every pair is read.

    People are told by their rows in `facets_by_person`.
    """

    def __init__(self, facets_by_person: Sequence[Sequence[Facet]]) -> None:
        self._offers = [_of_kind("offer", facets) for facets in facets_by_person]
        self._seeks = [_of_kind("seek", facets) for facets in facets_by_person]
        self._givers = _rows_by_handle(self._offers)
        self._seekers = _rows_by_handle(self._seeks)

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(row of who offers, row of who seeks, score) where icebreak would say so."""
        for seeker in range(len(self._seeks)):
            for giver, score in self.givers_for(seeker):
                yield giver, seeker, score

    def givers_for(self, seeker: int) -> Iterator[tuple[int, float]]:
        """(row, score) of those who offer what this person seeks, in the order of rows."""
        for giver in _rows(self._givers, self._seeks[seeker], seeker):
            score = self._score(giver, seeker)
            if score >= SHOWN_FROM:
                yield giver, score

    def seekers_of(self, giver: int) -> Iterator[tuple[int, float]]:
        """(row, score) of those who seek what this person offers, in the order of rows."""
        for seeker in _rows(self._seekers, self._offers[giver], giver):
            score = self._score(giver, seeker)
            if score >= SHOWN_FROM:
                yield seeker, score

    def _score(self, giver: int, seeker: int) -> float:
        found = matches(self._offers[giver], self._seeks[seeker])
        return found[0].score if found else 0.0


def _of_kind(kind: str, facets: Sequence[Facet]) -> tuple[Facet, ...]:
    return tuple(facet for facet in facets if facet.kind == kind)


def _rows_by_handle(items: Sequence[Sequence[Facet]]) -> dict[str, set[int]]:
    rows: dict[str, set[int]] = {}
    for row, facets in enumerate(items):
        for facet in facets:
            for handle in _handles(facet.span):
                rows.setdefault(handle, set()).add(row)
    return rows


def _rows(by_handle: Mapping[str, set[int]], items: Sequence[Facet], own: int) -> list[int]:
    handles = {handle for facet in items for handle in _handles(facet.span)}
    return sorted({row for handle in handles for row in by_handle.get(handle, ())} - {own})


@lru_cache(maxsize=65_536)
def fit(offer: str, seek: str) -> float:
    """How well an offer serves what is sought, 0 to 1: by words, or by what they are about."""
    if _denied(offer) or _denied(seek):
        return 0.0
    score = max(_by_words(offer, seek), _by_subject(offer, seek))
    return score if score >= SHOWN_FROM else max(score, _by_meaning(offer, seek))


def _by_words(offer: str, seek: str) -> float:
    """The weight of the words they share, against all of the thinner side's."""
    offered, sought = _weights(offer), _weights(seek)
    if not offered or not sought:
        return 0.0
    both = offered.keys() & sought.keys()
    # the heaviest word of one side must be among the shared: "bike repairs" is not "bike tours"
    heaviest = {max(side, key=lambda key: (side[key], key)) for side in (offered, sought)}
    if not heaviest & both:
        return 0.0
    common = sum(min(offered[key], sought[key]) for key in both)
    thinner, fuller = sorted((sum(offered.values()), sum(sought.values())))
    return round(0.75 * common / thinner + 0.25 * common / fuller, 3)


def _by_subject(offer: str, seek: str) -> float:
    """Whether both are about one language, or about the same concepts in whatever language."""
    offered, sought = _subjects(offer), _subjects(seek)
    both = offered & sought
    if any(key.startswith("lang:") for key in both):
        return SAME_TONGUE
    if not both or bool(_COMPANY.search(offer)) != bool(_COMPANY.search(seek)):
        return 0.0
    return round(SAME_CONCEPT * len(both) / len(offered | sought), 3)


def _by_meaning(offer: str, seek: str) -> float:
    """By the sentence encoder, in languages that it knows. To it all tongues are alike, and so are
    single names (Java, JavaScript); of help alone it makes too much."""
    if not {language_of(offer), language_of(seek)} <= LANGUAGES | {"en"}:
        return 0.0
    told = len(_weights(offer)), len(_weights(seek))
    if min(told) == 0 or max(told) == 1:
        return 0.0
    tongues = _tongues(offer), _tongues(seek)
    if any(tongues) and not tongues[0] & tongues[1]:
        return 0.0
    like = likeness(offer, seek)
    return round(like, 3) if like >= ALIKE else 0.0


@lru_cache(maxsize=16_384)
def _tongues(text: str) -> frozenset[str]:
    named = (gazetteer.tongues().get(plain(word.norm)) for word in words_in(text))
    return frozenset(filter(None, named))


def _handles(text: str) -> set[str]:
    return {*_weights(text), *_subjects(text)}


@lru_cache(maxsize=16_384)
def _subjects(text: str) -> frozenset[str]:
    sure = (facet for facet in facets_in(text, source="offer") if facet.confidence >= 0.6)
    return frozenset(facet.key for facet in sure if facet.key.startswith(("c:", "lang:")))


@lru_cache(maxsize=16_384)
def _denied(text: str) -> bool:
    """ "no sales calls, please" is neither offer nor wish; "speaking without fear" is one."""
    cues = cues_of(language_of(text))
    denial = cues.no.search(cues.yes.sub(" ", text.casefold()))
    return denial is not None and denial.start() < EARLY


@lru_cache(maxsize=16_384)
def _weights(text: str) -> dict[str, float]:
    """Stem → weight, the rarer the heavier; helping and learning weigh nothing."""
    language = language_of(text)
    rest = set(_REST.findall(text.casefold()))
    generic = generic_words(language)
    weights: dict[str, float] = {}
    for word in words_in(text):
        zipf = commonness(word.norm, language)
        if word.norm in rest or zipf >= FUNCTION or len(word.norm) < 2:
            continue
        weight = max(0.2, (7.0 - zipf) / 4.0)
        weights[stem(word.norm, language)] = weight * (
            GENERIC_WEIGHT if word.norm in generic else 1.0
        )
    return weights
