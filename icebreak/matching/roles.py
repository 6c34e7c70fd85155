"""Whether a role that is named ("nurse", "engineers") is the writer's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icebreak.matching.words import Word

_PERSON = re.compile(
    r"(?:.{2,}(?:(?<!care)er|or|ist|ian|ant|ent|eer|man|woman|wife|ee)|nurse|chef|vet|veteran|surgeon"
    r"|paramedic|architect|physio|attorney)s?|.*(?:men|women|wives)"
)
_PLURAL = re.compile(r".*(?:[^su]s|men|women|wives)")
_OTHERS_AFTER_WORDS = """
    with for about by of married met hired interviewed know help helped teach taught support
    supported dating love admire photograph photographed among treat supervise manage lead advise
    train recruit employ watch called against to between from like
"""
_OTHERS_AFTER = frozenset(_OTHERS_AFTER_WORDS.split())
_OWN_WORDS = "as am i'm became become was be being we're are fellow other"
_OWN = frozenset(_OWN_WORDS.split())
_BETWEEN = 3


_WORK = re.compile(
    r"\b(?:work(?:s|ed|ing)?|design\w*|build(?:s|ing)?|built|research\w*|study|studying|studied"
    r"|teach\w*|taught|nurse|nursing|doctor|ward|write|writing|wrote|charity|sell|selling|develop\w*"
    r"|fundrais\w*|volunteer\w*|support\w*|help(?:s|ed|ing)?|therap\w+|clinic|coach\w*|mentor\w*"
    r"|counsel\w*|advis\w+|audit|specialis\w+|specializ\w+|interview\w*|care for people|software"
    r"|apps?|podcast about|film about|book about|campaign\w*)\b",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:i have|i've|i had|i am|i'm|i was|i got|i live|i lost|my|our|we have|we had|we lost|me"
    r"|diagnosed|survivor|survived|after|since|with (?:adhd|autism|dyslexia|ms))\b",
    re.IGNORECASE,
)


def is_work(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    """Whether an English clause speaks of a hardship as somebody's work, not as the writer's life:
    "I design hearing aids", "a nurse on a cancer ward"."""
    rest = f"{text[words[0].start : start]} … {text[end : words[-1].end]}"
    return bool(_WORK.search(rest)) and not _MINE.search(text, words[0].start, words[-1].end)


def is_likened(words: Sequence[Word], start: int) -> bool:
    """ "screamed like a goat", "as stubborn as a mule", but not "work as a nurse"."""
    before = [word.norm for word in words if word.end <= start]
    if len(before) < 2 or before[-1] not in {"a", "an", "the"}:
        return False
    return before[-2] == "like" or (before[-2] == "as" and before[-4:-3] == ["as"])


def is_others(words: Sequence[Word], start: int, end: int) -> bool:
    """For the words text[start:end] of an English clause; False for what is no role."""
    named = [word for word in words if start <= word.start and word.end <= end]
    if not named or not _PERSON.fullmatch(named[-1].norm):
        return False
    first = words.index(named[0])
    before = [word.norm for word in words[max(0, first - _BETWEEN) : first]]
    for norm in reversed(before):
        if norm in _OWN:
            return False
        if norm in _OTHERS_AFTER:
            return True
    plural = bool(_PLURAL.fullmatch(named[-1].norm))
    return plural and not any(word.norm in {"we", "we're", "us"} for word in words)
