"""The words of a clause that are specific enough to be shared: rare ones, and pairs of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from icebreak.matching.segments import segmented
from icebreak.matching.words import Word, commonness, stem, unspaced, words_in

GENERIC = Path(__file__).with_name("tables") / "generic"

# Zipf frequencies. English has the longest table; a word missing in another is merely not common.
FUNCTION = {"en": 5.55}
FUNCTION_ELSEWHERE = 5.2
STEPS = ((3.6, 0.72), (4.2, 0.62), (4.8, 0.4), (9.0, 0.3))
STEPS_ELSEWHERE = ((3.1, 0.62), (4.8, 0.4), (9.0, 0.3))
A_PHRASE = 0.7
_NOT_THINGS = (
    "ly", "ful", "less", "ous", "ive", "able", "ible", "iest", "ier", "ed", "ish", "n't", "'m",
    "'ve", "'d", "'ll", "'re",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Specific:
    """`key` is the stems after "w:", `label` the words as written."""

    key: str
    label: str
    start: int
    end: int
    confidence: float


def specific_words(text: str, start: int, end: int, language: str) -> list[Specific]:
    """Single words and runs of two and three that stand side by side."""
    found: list[Specific] = []
    run: list[Word] = []
    for word in segmented(words_in(text, start, end), language):
        if run and text[run[-1].end : word.start].strip(" -'’"):
            run = []
        if not _counts(word.norm, language):
            run = []
            continue
        run = [*run[-2:], word]
        found.append(_joined(text, [word], language, _confidence(word, language)))
        found += [
            _joined(text, run[-length:], language, A_PHRASE)
            for length in range(2, len(run) + 1)
        ]  # fmt: skip
    return found


def typed_words(item: str, language: str) -> Specific | None:
    """All words of an interest that count, as one; if none does, all of them."""
    words = words_in(item)
    if not words:
        return _verbatim(item)
    telling = [word for word in words if _counts(word.norm, language)] or words
    key = " ".join(stem(word.norm, language) for word in telling)
    return Specific(f"w:{key}", " ".join(item.split()), 0, len(item), 1.0)


def _verbatim(item: str) -> Specific | None:
    if not any(c.isalnum() for c in item):
        return None
    return Specific(f"w:{item.casefold()}", item, 0, len(item), 1.0)


def _joined(text: str, words: list[Word], language: str, confidence: float) -> Specific:
    start, end = words[0].start, words[-1].end
    key = " ".join(stem(word.norm, language) for word in words)
    return Specific(f"w:{key}", _label(text[start:end]), start, end, confidence)


def _label(span: str) -> str:
    """Small letters, but for names and abbreviations."""
    first, *rest = span.split()
    kept = first if any(c.isupper() for c in first[1:]) else first.lower()
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
