"""What there is to find in a clause: each find is a key that other people's words may share."""

from __future__ import annotations

from dataclasses import dataclass

from icebreak.matching.clauses import Clause
from icebreak.matching.specific import specific_words, typed_words


@dataclass(frozen=True, slots=True)
class Find:
    """`start` and `end` are places in the text; `confidence` that the words mean this key."""

    key: str
    kind: str
    label: str
    start: int
    end: int
    confidence: float


def finds_in(text: str, clause: Clause, language: str) -> list[Find]:
    """All in the order of the text; several may rest on the same words."""
    return [
        Find(w.key, "interest", w.label, w.start, w.end, w.confidence)
        for w in specific_words(text, clause.start, clause.end, language)
    ]


def interest_in(item: str, language: str) -> Find | None:
    """The one thing that a typed interest names, or None without a letter or digit."""
    typed = typed_words(item, language)
    return Find(typed.key, "interest", typed.label, 0, len(item), 1.0) if typed else None
