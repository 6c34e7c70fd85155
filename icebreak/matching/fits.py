"""How well an offer serves what somebody looks for: by words, by subjects, by meaning."""

from __future__ import annotations

import re
from functools import lru_cache

from icebreak.matching import gazetteer
from icebreak.matching.embedding import likeness
from icebreak.matching.facets import facets_in
from icebreak.matching.languages import language_of
from icebreak.matching.nearest import LANGUAGES
from icebreak.matching.specific import generic_words
from icebreak.matching.stance import denial_in
from icebreak.matching.usual import Usual
from icebreak.matching.words import commonness, plain, stem, words_in

SHOWN_FROM = 0.5
FUNCTION = 5.9
GENERIC_WEIGHT = 0.35
SAME_TONGUE = 0.9
SAME_CONCEPT = 0.75
EARLY = 10  # characters within which an item that denies itself begins to
# How far above the usual (as Usual has it) a pair must be; words in common make up for some.
CLEAR = 0.15
WORDS_COUNT = 0.2
NEAR_ENOUGH = 0.2  # a cosine; below, words in common are another sense of them
_OR = re.compile(
    r"\s*[,:–—]\s*(?:(?:or|oder|ou|oppure|albo|lub|или|veya)\b\s*)?"
    r"|\s+(?:or|oder|ou|oppure|albo|lub|или|veya)\s+",
    re.IGNORECASE,
)
SHORTEST_PART = 4
_REST = re.compile(
    r"\b(?:advice|advise|help|helping|tips?|lessons?|mentors?|coaches|tutors?|tutoring|practi[cs]e"
    r"|practi[sc]ing|conversation|someone|somebody|people|person|who|knows?|about|how|feedback"
    r"|coach(?:ing)?|mentor(?:ing)?|teach(?:ing|es)?|learn(?:ing)?|beginners?|ideas?|support"
    r"|reviews?|guidance|find(?:ing)?|get(?:ting)?|using|use|need|partners?|buddy|buddies|sharing"
    r"|share|experience[sd]?"
    r"|cours|leçons?|aider?|conseils?|apprendre|apprenne|quelqu'un|qui|jemand(?:en)?|der|die|das"
    r"|unterricht|hilfe|helfen|hilft|tipps?|lernen|beibringt|clases?|ayudar?|ayude|consejos?"
    r"|alguien|que|aprender|enseñe|aulas?|ajudar?|ajude|alguém|ensine|corso|corsi|lezioni?|aiuto"
    r"|consigli|qualcuno|che|imparare|insegni|lessen|les|hulp|helpen|iemand|leren|pomoc|lekcje"
    r"|ktoś|kto|nauczy|помощь|уроки|кто|научит|ders|dersi|yardım|biri)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:can|could|would|will|has|have|had|does|is|to|me|my|with|the|an?|in|on|for|of)\b",
    re.IGNORECASE,
)
# A companion is no teacher: who looks for others to cycle with does not look for bike repairs.
_COMPANY = re.compile(
    r"\b(?:partners?|buddy|buddies|others?|fellow|club|group|team|crew|together)\b", re.IGNORECASE
)


def fit(offer: str, seek: str, usual: Usual) -> float:
    """0 to 1; from SHOWN_FROM on it is worth saying. Where the encoder does not know a language,
    or is missing, words alone decide."""
    if is_denied(offer) or is_denied(seek):
        return 0.0
    words = max(by_words(one, other) for one in parts(offer) for other in parts(seek))
    if not _same_tongue(offer, seek):
        return max(_by_shared_words(one, other) for one in parts(offer) for other in parts(seek))
    if not {language_of(offer), language_of(seek)} <= LANGUAGES | {"en"}:
        return words
    near, one, other = _nearest_parts(offer, seek)
    if near == 0.0:
        return words
    if near < NEAR_ENOUGH or (words == 0.0 and not _may_mean(offer, seek, one, other)):
        return 0.0
    above = 2 * near - usual(one, "offer") - usual(other, "seek") + WORDS_COUNT * words
    return round(min(1.0, max(0.0, SHOWN_FROM + above - CLEAR)), 3)


@lru_cache(maxsize=16_384)
def parts(text: str) -> tuple[str, ...]:
    """ "your first pull request, or training a model": the whole, and each of the two."""
    pieces = [piece.strip() for piece in _OR.split(text)]
    return tuple(dict.fromkeys((text, *(p for p in pieces if len(p) >= SHORTEST_PART))))


@lru_cache(maxsize=16_384)
def core(text: str) -> str:
    """What is left to compare without the words of helping and looking for."""
    left = " ".join(_SMALL.sub(" ", _REST.sub(" ", text)).split())
    return left if len(left) >= SHORTEST_PART else text


@lru_cache(maxsize=65_536)
def _nearest_parts(offer: str, seek: str) -> tuple[float, str, str]:
    pairs = ((core(one), core(other)) for one in parts(offer) for other in parts(seek))
    return max((likeness(one, other), one, other) for one, other in pairs)


@lru_cache(maxsize=65_536)
def by_words(offer: str, seek: str) -> float:
    """By the words both use, or by what both are about."""
    return max(_by_shared_words(offer, seek), _by_subject(offer, seek))


def _by_shared_words(offer: str, seek: str) -> float:
    """The weight of the words they share, against all of the thinner side's."""
    offered, sought = weights(offer), weights(seek)
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
    offered, sought = subjects(offer), subjects(seek)
    both = offered & sought
    if any(key.startswith("lang:") for key in both):
        return SAME_TONGUE
    if not both or _is_company(offer) != _is_company(seek):
        return 0.0
    return round(SAME_CONCEPT * len(both) / len(offered | sought), 3)


def _is_company(text: str) -> bool:
    return bool(_COMPANY.search(text))


def _same_tongue(offer: str, seek: str) -> bool:
    """False where a language is offered or sought and not by both: to the encoder all are alike,
    and who wants Greek does not want Dutch."""
    tongues = _tongues(offer), _tongues(seek)
    return not any(tongues) or bool(tongues[0] & tongues[1])


def _may_mean(offer: str, seek: str, one: str, other: str) -> bool:
    """To the encoder single names are alike (Java, JavaScript), of help alone it makes too much,
    and it takes a companion for a teacher."""
    told = len(weights(one)), len(weights(other))
    return min(told) > 0 and max(told) > 1 and _is_company(offer) == _is_company(seek)


@lru_cache(maxsize=16_384)
def _tongues(text: str) -> frozenset[str]:
    named = (gazetteer.tongues().get(plain(word.norm)) for word in words_in(text))
    return frozenset(filter(None, named))


@lru_cache(maxsize=16_384)
def handles(text: str) -> frozenset[str]:
    """What it can be found by."""
    return frozenset((*weights(text), *subjects(text)))


@lru_cache(maxsize=16_384)
def subjects(text: str) -> frozenset[str]:
    sure = (facet for facet in facets_in(text, source="offer") if facet.confidence >= 0.6)
    return frozenset(facet.key for facet in sure if facet.key.startswith(("c:", "lang:")))


@lru_cache(maxsize=16_384)
def is_denied(text: str) -> bool:
    """ "no sales calls, please" is neither offer nor wish; "speaking without fear" is one."""
    denial = denial_in(text, language_of(text))
    return denial is not None and denial.start() < EARLY


@lru_cache(maxsize=16_384)
def weights(text: str) -> dict[str, float]:
    """Stem → weight, the rarer the heavier; helping and learning weigh nothing."""
    language = language_of(text)
    rest = set(_REST.findall(text.casefold()))
    generic = generic_words(language)
    found: dict[str, float] = {}
    for word in words_in(text):
        zipf = commonness(word.norm, language)
        if word.norm in rest or zipf >= FUNCTION or len(word.norm) < 2:
            continue
        weight = max(0.2, (7.0 - zipf) / 4.0)
        found[stem(word.norm, language)] = weight * (
            GENERIC_WEIGHT if word.norm in generic else 1.0
        )
    return found
