"""What a clause says of its writer: so or not so, now, once or only wished for, and of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from icebreak.matching.clauses import Clause
from icebreak.matching.cues import cues_of

# What comes after such a comma still speaks of what stands before it.
_CARRIED = re.compile(
    r",\s*(?:which|that|it|they|none|neither|both|is|are|was|were|not any ?more)\b"
)

# "Football, on the other hand, never got it": of what stands first, before a comma.
_NEVER = re.compile(
    r",\s*(?:[\w'’]+(?:\s[\w'’]+){0,3},\s*)?"
    r"(?:never|jamais|nie|niemals|nunca|jamás|mai|nooit|nigdy|никогда|aldrig|asla|très peu pour moi"
    r"|pas (?:pour moi|mon truc)|not (?:for me|my thing)|nichts für mich|niet voor mij"
    r"|no es lo mío|non fa per me|não é para mim|nie dla mnie|не для меня)\b",
    re.IGNORECASE,
)

EARLY = 4  # characters

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
    fronted = not re.search(r"\s\S", text[clause.start : span[0]].strip())
    carried = comma < 0 or _CARRIED.match(text, comma) or (fronted and _NEVER.match(text, comma))
    end = clause.end if carried else comma
    between = " … " if without else text[span[0] : span[1]]
    words = f"{text[clause.start : span[0]]}{between}{text[span[1] : end]}"
    return _stance(words, stance.own, clause.asked, language)


def stance_of(item: str, language: str) -> Stance:
    """Of something that was typed alone: "no coffee", "coffee, never", but not "beer without
    alcohol"."""
    words = item.casefold().replace("’", "'")
    found = denial_in(words, language)
    denied = found is not None and (found.start() < EARLY or found.end() == len(found.string))
    return Stance(-1 if denied else 1, "wish" if cues_of(language).wish.search(words) else "fact")


def denial_in(words: str, language: str) -> re.Match[str] | None:
    """The first word that denies, in the words less what only looks like one ("not only"); None if
    there is none. Its `string` is what was searched."""
    cues = cues_of(language)
    return cues.no.search(cues.yes.sub(" ", words.casefold().replace("’", "'")))


@lru_cache(maxsize=16_384)
def _stance(words: str, own: bool, asked: bool, language: str) -> Stance:
    cues = cues_of(language)
    words = words.casefold().replace("’", "'")
    past = bool(cues.past.search(words))
    wish = asked or bool(cues.wish.search(words))
    modality: Modality = "wish" if wish else "past" if past else "fact"
    return Stance(-1 if denial_in(words, language) else 1, modality, own)


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
    if cues.subject_last.search(words) and not cues.i_any.search(words):
        return False
    # "they made me redundant" is about me after all
    return not cues.they_first.match(words) or bool(cues.to_me.search(words))
