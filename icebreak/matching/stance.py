"""What a clause says of its writer: so or not so, now, once or only wished for, and of whom."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from icebreak.matching.clauses import Clause
from icebreak.matching.words import unspaced

CUES = Path(__file__).with_name("tables") / "cues.toml"

# What comes after such a comma still speaks of what stands before it.
_CARRIED = re.compile(
    r",\s*(?:which|that|it|they|none|neither|both|is|are|was|were|not any ?more)\b"
)

# "Dad's in a choir", but not "Dad of two".
_BARE = (
    r"(?:mum|mom|mam|dad|gran|nan|grandad|sister|brother|wife|husband|nephew|niece|son|daughter|boss"
    r"|girlfriend|boyfriend|flatmate|partner|uncle|aunt|cousin)"
    r"(?:'s\s+(?!(?:been|gone)\b)|\s+(?:is|was|has|had|works|worked|runs|ran|plays|played|loves|does|did"
    r"|teaches|taught|makes|keeps|sings|drives|can|wants|likes|got|swears|says|thinks|lives)\b)"
)

Modality = Literal["fact", "past", "wish"]


@dataclass(frozen=True, slots=True)
class Stance:
    """`polarity` is 1 or -1; `own` is false where someone else does or has it."""

    polarity: int = 1
    modality: Modality = "fact"
    own: bool = True


def stances_of(text: str, clauses: list[Clause], language: str) -> list[Stance]:
    """One a clause; a clause without a subject goes on about the one before it."""
    found: list[Stance] = []
    previous: Clause | None = None
    for clause in clauses:
        own = _own(text, clause, previous, found[-1] if found else None, language)
        found.append(_stance(text[clause.start : clause.end], own, clause.asked, language))
        previous = clause
    return found


def stance_at(
    text: str,
    clause: Clause,
    span: tuple[int, int],
    stance: Stance,
    language: str,
    *,
    without: bool = False,
) -> Stance:
    """The stance as the words up to the comma after text[span] tell it: who plays "the tuba, never
    the trombone" plays the tuba. The span's own words do not count if `without`."""
    comma = text.find(",", span[1], clause.end)
    end = clause.end if comma < 0 or _CARRIED.match(text, comma) else comma
    between = " … " if without else text[span[0] : span[1]]
    words = f"{text[clause.start : span[0]]}{between}{text[span[1] : end]}"
    return _stance(words, stance.own, clause.asked, language)


@lru_cache(maxsize=16_384)
def _stance(words: str, own: bool, asked: bool, language: str) -> Stance:
    cues = cues_of(language)
    words = words.casefold().replace("’", "'")
    past = bool(cues.past.search(words))
    wish = asked or bool(cues.wish.search(words))
    modality: Modality = "wish" if wish else "past" if past else "fact"
    return Stance(-1 if _denies(words, cues) else 1, modality, own)


def _denies(words: str, cues: Cues) -> bool:
    return bool(cues.no.search(cues.yes.sub(" ", words)))


def _own(
    text: str, clause: Clause, before: Clause | None, last: Stance | None, language: str
) -> bool:
    cues = cues_of(language)
    words = text[clause.start : clause.end].casefold().replace("’", "'")
    if cues.other_first.match(words):
        return bool(cues.to_me.search(words))
    if before is not None and last is not None and not cues.me_first.match(words):
        if not clause.opens and not last.own:
            return False
        if cues.who.match(words) and cues.kin_last.search(text[before.start : before.end]):
            return False
        if cues.they_first.match(words):
            return (
                last.own
                and not clause.opens
                and not cues.kin_any.search(text[before.start : before.end].casefold())
            )
    # "they made me redundant" is about me after all
    return not cues.they_first.match(words) or bool(cues.to_me.search(words))


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled patterns of one language, for folded text."""

    no: re.Pattern[str]
    yes: re.Pattern[str]
    wish: re.Pattern[str]
    past: re.Pattern[str]
    other_first: re.Pattern[str]
    they_first: re.Pattern[str]
    me_first: re.Pattern[str]
    to_me: re.Pattern[str]
    who: re.Pattern[str]
    kin_last: re.Pattern[str]
    kin_any: re.Pattern[str]
    others_things: re.Pattern[str]


@cache
def cues_of(language: str) -> Cues:
    """The cues of English where there are none of this language."""
    tables = _tables()
    known = tables.get(language, tables["en"])
    border = "" if unspaced(known["kin"]) else r"\b"

    def whole(pattern: str) -> str:
        return f"{border}(?:{pattern}){border}"

    kin, mine, they, me = known["kin"], known["mine"], known["they"], known["i"]
    near = r"(?:[\w'-]+\s+){0,2}?"
    first = (
        rf"(?:(?:{mine})\s+{near})?(?:{kin})"
        if language not in {"en", "de"}
        else (rf"(?:{mine})\s+{near}(?:{kin})")
    )
    lead = r"(?:(?:and|but|so|because|since|that|then|und|et|y|e)\s+)?" + (
        r"(?:(?:last|next|every|in|at|on|during|for|since|these|now|today)\s+(?:[\w'-]+\s+){1,3}?)?"
    )
    theirs = whole(rf"(?:{mine})\s+{near}(?:{kin})")
    joint = r"(?!\s+(?:and|und|et|y|e|och|og|i|и|en)\s+(?:i|ich|moi|yo|eu|io|ik|ja|я|jag|jeg)\b)"
    patterns = {
        "no": whole(known["no"]),
        "yes": whole(known["yes"]),
        "wish": whole(known["wish"]),
        "past": whole(known["past"]),
        "other_first": rf"{lead}(?:{whole(first)}(?!['-]){joint}(?=\s*[^\s,]|$)|{_BARE})",
        "they_first": rf"{lead}{whole(they)}(?!-)",
        "me_first": rf"(?:[\w'-]+\s+){{0,2}}?{whole(me)}",
        "to_me": (
            r"\b(?:taught|got|showed|introduced|gave|made|raised|brought|left|inspired|let|laid"
            r"|fired"
            r"|sacked|promoted|offered|diagnosed|adopted|called|told)"
            r"\s+(?:me|us)\b"
        ),
        "who": r"(?:who|whose|qui|die|der|que|che|kt[oó]r\w+|котор\w+)\b",
        "kin_last": rf"{whole(kin)}\s*$",
        "kin_any": whole(kin),
        "others_things": (
            rf"{theirs}'s?\s+(?:(?!(?:in|on|at|near|and|when|for)\b)[\w-]+\s*){{1,4}}"
            r"|\b(?:married to|son of|daughter of|child of|raised by)\s+(?:[\w-]+\s*){1,4}"
        ),
    }  # fmt: skip
    return Cues(**{name: re.compile(p, re.IGNORECASE) for name, p in patterns.items()})


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(CUES.read_text(encoding="utf-8"))
