"""Who tells of homes in two countries has moved, without saying so in those words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icebreak.matching import regions
from icebreak.matching.facet import Facet
from icebreak.matching.lexicon import MOVED_COUNTRY, label_of

CONFIDENCE = 0.8
SURE_HOME = 0.74
_MOVE = re.compile(
    r"\b(?:moved|moving|relocated|emigrated|immigrated|settled|came (?:to|here|over)|arrived"
    r"|gezogen|zog|ausgewandert|déménagé\w*|installée?|mudé|mudado|emigr\w+|vine|mudei|vim"
    r"|trasferit[oa]|verhuisd\w*|przeprowadzi\w+|wyjecha\w+|переехал\w*|flyttade|flyttet"
    r"|taşındı\w*)\b|搬到|搬来|移居|引っ越|移住|이사|이민|انتقلت|עברתי|עליתי",
    re.IGNORECASE,
)


def moves_among(facets: Sequence[Facet]) -> Iterator[Facet]:
    """At most one, where homes in two countries are told of; quoted is the last move."""
    if any(facet.key == MOVED_COUNTRY for facet in facets):
        return
    homes = [facet for facet in facets if facet.holds and _is_home(facet)]
    moved = [facet for facet in homes if _MOVE.search(facet.quote)]
    if moved and len({regions.country_of(facet.key) for facet in homes}) > 1:
        last = moved[-1]
        yield Facet(
            MOVED_COUNTRY, "experience", label_of(MOVED_COUNTRY), last.span, last.quote,
            confidence=CONFIDENCE, source=last.source,
        )  # fmt: skip


def _is_home(facet: Facet) -> bool:
    named = facet.confidence >= SURE_HOME
    return facet.kind == "place" and named and facet.source in ("story", "why")
