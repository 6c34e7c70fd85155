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
    r"|came from [\w\s]{2,30} to|^from [\w\s]{2,25} to|left [\w\s]{2,25} for"
    r"|gezogen|zog|ausgewandert|déménagé\w*|installée?|mudé|mudado|emigr\w+|vine|mudei|vim"
    r"|trasferit[oa]|verhuisd\w*|przeprowadzi\w+|wyjecha\w+|переехал\w*|flyttade|flyttet"
    r"|taşındı\w*)\b|搬到|搬来|移居|引っ越|移住|이사|이민|انتقلت|עברתי|עליתי",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"\b(?:(?<!adopted )(?<!son )(?<!daughter )from|born|grew up|raised|childhood|originally"
    r"|native|left|fled|escaped|home country|aus|geboren"
    r"|aufgewachsen|stamme|née?|grandi|originaire|viens|soy de|nací|crecí|sou de|nasci|cresci"
    r"|vengo|sono di|nat[oa]|kom uit|opgegroeid|pochodzę|urodził\w+|из|родил\w+|вырос\w*"
    r"|född|uppvuxen|doğdum|büyüdüm|liyim|lıyım|luyum|lüyüm)\b|出身|生まれ|来自"
    r"|出生|长大|من مواليد|출신",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:live|lives|living|lived|based|now|since|settled|stayed|ended up|home|these days"
    r"|today|nowadays"
    r"|currently"
    r"|(?:[\w-]+ ){1,2}years (?:in|at|now|later)|(?:in|here) (?:for )?(?:[\w-]+ ){1,2}years"
    r"|years ago"
    r"|been in|(?:i'm|i am|work as|working as|work in|job as) an? (?:[\w-]+ ){1,6}in"
    r"|(?:study|studying|teach|teaching|working) (?:[\w-]+ ){0,3}in"
    r"|wohn\w*|lebe\w*|seit|jetzt|habite|vis|depuis|maintenant|vivo|desde hace|ahora|hace"
    r"|moro|há|agora|abito|vivo|adesso|da \w+ anni|woon|sinds|nu|mieszkam|od \w+ lat|teraz|живу"
    r"|работаю|лет|теперь|bor|sedan|yaşıyor\w*|yıldır|şimdi)\b|住|在住|现在|今は|살고|أعيش|أسكن",
    re.IGNORECASE,
)

_LEFT = re.compile(r"\b(?:i|we|had to|after i|since i) (?:left|fled|escaped)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:from|out of|left|between)\b", re.IGNORECASE)
_CHILDHOOD = re.compile(r"\b(born|grew up|raised|brought up|grown up)\b", re.IGNORECASE)


def moves_among(facets: Sequence[Facet]) -> Iterator[Facet]:
    """At most one, where homes in two countries are told of and one of them as the first or the
    next; quoted is the last of those."""
    if any(facet.key == MOVED_COUNTRY for facet in facets):
        return
    homes = [facet for facet in facets if facet.holds and _is_home(facet)]
    if len(_countries(homes)) < 2:
        return
    moved = [f for f in homes if _MOVE.search(f.quote) and not _stays_within(f.quote, homes)]
    left = [facet for facet in homes if _ORIGIN.search(facet.quote) or _is_people(facet)]
    came = [facet for facet in homes if _HOME.search(facet.quote)]
    fled = [facet for facet in homes if _LEFT.search(facet.quote)]
    born = [facet for facet in homes if _childhood(facet) == "born"]
    raised = [facet for facet in homes if _childhood(facet) not in ("", "born")]
    if fled:
        came = [facet for facet in homes if facet not in fled] or came
    elif born and raised and not _countries(born) & _countries(raised):
        came = raised
    if moved or (left and _countries(came) - _countries(left[:1])):
        last = (moved or came)[-1]
        yield Facet(
            MOVED_COUNTRY, "experience", label_of(MOVED_COUNTRY), last.span, last.quote,
            confidence=CONFIDENCE, source=last.source,
        )  # fmt: skip


def _stays_within(quote: str, homes: Sequence[Facet]) -> bool:
    """ "from London to a cottage in Devon" leaves no country."""
    told = [facet for facet in homes if facet.quote == quote]
    return (
        bool(_OUT_OF.search(quote))
        and len({facet.span for facet in told}) > 1
        and len(_countries(told)) == 1
    )


def _childhood(facet: Facet) -> str:
    """The word for it that stands nearest before the place, so "born in Lima, raised in Madrid"
    tells of two."""
    told = _CHILDHOOD.findall(facet.quote[: facet.quote.find(facet.span)])
    return told[-1].casefold() if told else ""


def _countries(homes: Sequence[Facet]) -> set[str]:
    return {regions.country_of(facet.key) for facet in homes}


def _is_people(facet: Facet) -> bool:
    """ "Austrian": called by the people, not by the country."""
    return facet.span.casefold() in regions.peoples()


def _is_home(facet: Facet) -> bool:
    named = facet.confidence >= SURE_HOME
    return facet.kind == "place" and named and facet.source in ("story", "why")
