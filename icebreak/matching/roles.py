"""Whether a role that is named ("nurse", "engineers") is the writer's own."""

from __future__ import annotations

from collections.abc import Sequence

from icebreak.matching.cues import cues_of
from icebreak.matching.words import Word

_BETWEEN = 3
_DEFINITE = frozenset({"the", "le", "la", "l'", "der", "die", "den", "dem", "il", "lo", "el"})


def is_work(text: str, words: Sequence[Word], start: int, end: int, language: str) -> bool:
    """Whether a clause speaks of a hardship as somebody's work, not as the writer's life: "I
    design hearing aids", "a nurse on a cancer ward"."""
    cues = cues_of(language)
    clause = text[words[0].start : words[-1].end]
    rest = f"{text[words[0].start : start]} … {text[end : words[-1].end]}"
    return bool(cues.work.search(rest)) and not cues.lived.search(clause)


def is_likened(text: str, words: Sequence[Word], start: int, language: str) -> bool:
    """ "screamed like a goat", "as stubborn as a mule", but not "work as a nurse"."""
    return bool(cues_of(language).like.search(text[words[0].start : start]))


def is_several(words: Sequence[Word], start: int, end: int, language: str) -> bool:
    """ "climbers", "volunteers": people named by what they do, and not one of them."""
    cues = cues_of(language)
    named = [word.norm for word in words if start <= word.start and word.end <= end]
    return len(named) == 1 and bool(
        cues.roles.fullmatch(named[0]) and cues.role.fullmatch(named[0])
    )


def is_others(text: str, words: Sequence[Word], start: int, end: int, language: str) -> bool:
    """For text[start:end] in a clause of these words; False for what is no role."""
    cues = cues_of(language)
    named = [word for word in words if start <= word.start and word.end <= end]
    if not named or not any(cues.role.fullmatch(word.norm) for word in (named[0], named[-1])):
        return False
    if cues.after.match(text, end, words[-1].end):
        return True
    first = words.index(named[0])
    before = [word.norm for word in words[max(0, first - _BETWEEN) : first]]
    for norm in reversed(before):
        if cues.as_.fullmatch(norm):
            return False
        if cues.with_.fullmatch(norm):
            return True
    if before and before[-1] in _DEFINITE:
        return True  # "six months of rest, said the doctor"
    plural = any(cues.roles.fullmatch(word.norm) for word in (named[0], named[-1]))
    return plural and not cues.we.search(text, words[0].start, words[-1].end)
