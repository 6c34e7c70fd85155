"""The words of a clause that are specific enough to be shared: rare ones, and pairs of words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from icebreak.matching.find import Find
from icebreak.matching.words import Word, commonness, stem, unspaced, words_in

GENERIC = Path(__file__).with_name("tables") / "generic"

# Zipf frequencies. English has the longest table; a word missing in another is merely not common.
FUNCTION = {"en": 5.55}
FUNCTION_ELSEWHERE = 5.2
STEPS = ((3.6, 0.72), (4.2, 0.62), (4.8, 0.4), (9.0, 0.3))
STEPS_ELSEWHERE = ((3.1, 0.5), (4.8, 0.4), (9.0, 0.3))
A_PHRASE = 0.7
A_NAME = 0.78
_NO_NAMES_WORDS = """
    i i'm i've i'd i'll im ok tv uk us usa eu it am pm cv phd ba bsc msc mba ma diy hr pr ceo cto
    cfo mondays tuesdays wednesdays thursdays fridays saturdays sundays monday tuesday wednesday
    thursday friday saturday sunday january february march april may
    june july august september october november december christmas easter english god mr mrs
    dr ms covid and or the a but so not no yes hi hello also my we you he she they mum mom dad
    grandma grandpa zoom teams internet ps btw lol imo faq asap
"""
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
_NOT_THINGS = (
    "ly", "ful", "less", "ous", "ive", "able", "ible", "iest", "ier", "ed", "ish", "n't", "'m",
    "'ve", "'d", "'ll", "'re",
)  # fmt: skip


def specific_words(text: str, words: Sequence[Word], language: str) -> list[Find]:
    """Single words and runs of two and three that stand side by side."""
    found: list[Find] = []
    run: list[Word] = []
    for word in words:
        if run and text[run[-1].end : word.start].strip(" -'’"):
            run = []
        if not _counts(word.norm, language) and not is_name(text, word, language):
            run = []
            continue
        run = [*run[-2:], word]
        sure = A_NAME if is_name(text, word, language) else _confidence(word, language)
        found.append(_joined(text, [word], language, sure))
        found += [
            _joined(text, run[-length:], language, A_PHRASE)
            for length in range(2, len(run) + 1)
        ]  # fmt: skip
    return found


def is_name(text: str, word: Word, language: str) -> bool:
    """Written like the name of something: an abbreviation, or a capital within a sentence."""
    written = text[word.start : word.end]
    if written.isupper() and 2 <= len(written) <= 6 and written.isalpha():
        return word.norm not in _NO_NAMES
    if language == "de" or text.isupper() or not written[:1].isupper() or word.norm in _NO_NAMES:
        return False
    before = text[: word.start].rstrip(" \"'“‘(")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",&")


def typed_words(item: str, language: str) -> Find | None:
    """All words of an interest that count, as one; if none does, all of them; None without any."""
    words = words_in(item)
    telling = [word for word in words if _counts(word.norm, language)] or words
    if not any(c.isalnum() for c in item):
        return None
    key = " ".join(stem(word.norm, language) for word in telling) or item.casefold()
    return Find(f"w:{key}", "interest", " ".join(item.split()), 0, len(item), 1.0)


def _joined(text: str, words: list[Word], language: str, confidence: float) -> Find:
    start, end = words[0].start, words[-1].end
    key = " ".join(stem(word.norm, language) for word in words)
    return Find(f"w:{key}", "interest", _label(text[start:end], language), start, end, confidence)


def _label(span: str, language: str) -> str:
    """Small letters, but for names, abbreviations, and nouns where these have capitals."""
    first, *rest = span.split()
    kept = first if language == "de" or any(c.isupper() for c in first[1:]) else first.lower()
    return " ".join([kept, *rest])


def _counts(word: str, language: str) -> bool:
    if len(word) < 3 and not unspaced(word) and word not in {"c#", "ai", "uk", "eu"}:
        return False
    if word.isdigit() or word in generic_words(language):
        return False
    if language == "en" and word.endswith(_NOT_THINGS):
        return False
    return commonness(word, language) < FUNCTION.get(language, FUNCTION_ELSEWHERE)


def _confidence(word: Word, language: str) -> float:
    zipf = commonness(word.norm, language)
    steps = STEPS if language == "en" else STEPS_ELSEWHERE
    return next(confidence for most, confidence in steps if zipf <= most)


@cache
def generic_words(language: str) -> frozenset[str]:
    path = GENERIC / f"{language}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()
