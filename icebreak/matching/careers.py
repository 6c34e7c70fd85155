"""Who tells of one trade in the past and another now has changed careers, whatever the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icebreak.matching.facet import Facet
from icebreak.matching.lexicon import concept, label_of

CAREER_CHANGE = "c:career_change"
CONFIDENCE = 0.75
_TRADE_WORDS = """
    nurse midwife doctor paramedic dentist pharmacist physio vet social_worker firefighter police
    lawyer accountant finance insurance consultant engineer_civil engineer_mech engineer_elec
    engineer software security it ux graphicdesign interior product project marketing sales hr
    journalism publishing translator architect construction farmer chef hospitality events shop
    funeral supermarket hairdresser driver pilot seafarer logistics civil_servant academia teacher
    librarian therapist veteran prison realestate energy telecom gaming_industry pottery bees
    baking woodwork founder electrician plumber clergy mechanic
"""
_TRADES = frozenset(f"c:{word}" for word in _TRADE_WORDS.split())
_LEFT = re.compile(
    r"\b(?:used to|ex|former(?:ly)?|(?:i|we) was|i were|left|quit|swapped|until"
    r"|after (?:[\w-]+ ){1,3}years"
    r"|(?:[\w-]+ ){1,2}years (?:as|in|of)|did (?:[\w-]+ ){1,2}years|came out of|early life as"
    r"|in a former life"
    r"|before|once|früher|ehemalige?r?|war|ancien(?:ne)?|j'étais|era|fui|ero|był[ae]m|był[ao]"
    r"|был[аи]?|vroeger|eskiden"
    r"|tidigare)\b",
    re.IGNORECASE,
)  # fmt: skip


def career_changes_among(facets: Sequence[Facet]) -> Iterator[Facet]:
    """At most one; quoted is what was left."""
    if any(facet.key == CAREER_CHANGE for facet in facets):
        return
    trades = [facet for facet in facets if facet.key in _TRADES and _is_own(facet)]
    was = [facet for facet in trades if facet.modality == "past" or _LEFT.search(facet.quote)]
    for left in was:
        if any(_is_another(now, left) for now in trades if now not in was):
            yield Facet(
                CAREER_CHANGE, "experience", label_of(CAREER_CHANGE), left.span, left.quote,
                confidence=CONFIDENCE, source=left.source,
            )  # fmt: skip
            return


def _is_own(facet: Facet) -> bool:
    return facet.holds and facet.confidence >= CONFIDENCE and facet.source in ("story", "why")


def _is_another(now: Facet, left: Facet) -> bool:
    """Told in other words, and neither trade is a kind of the other."""
    return now.quote != left.quote and not _larger(now.key) & _larger(left.key)


def _larger(key: str) -> set[str]:
    known = concept(key)
    return {key, *(known.larger if known else ())}
