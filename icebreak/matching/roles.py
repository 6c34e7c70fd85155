"""Whether a role that is named ("nurse", "engineers") is the writer's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icebreak.matching.words import Word

_PERSON = re.compile(
    r"(?:.{2,}(?:(?<!care)er|or|ist|ian|ant|ent|eer|man|woman|wife|ee)|nurse|chef|vet|veteran"
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
