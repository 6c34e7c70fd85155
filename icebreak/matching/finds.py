"""All that there is to find in a clause or in a typed interest."""

from __future__ import annotations

from icebreak.matching.clauses import Clause
from icebreak.matching.concepts import Mention, mentions
from icebreak.matching.find import Find
from icebreak.matching.places import places_in, tongues_in
from icebreak.matching.segments import segmented
from icebreak.matching.specific import specific_words, typed_words
from icebreak.matching.words import words_in

TYPED = 1.0


def finds_in(text: str, clause: Clause, around: frozenset[str], language: str) -> list[Find]:
    """All in the clause; several may rest on the same words. `around`: stems of the whole text."""
    words = segmented(words_in(text, clause.start, clause.end), language)
    named = [
        *places_in(text, clause.start, clause.end, words, language),
        *tongues_in(text, clause.start, clause.end, words, language),
    ]
    told = [_told(text, mention) for mention in mentions(text, words, around, language)]
    taken = [(find.start, find.end) for find in named]
    told = [find for find in told if not _inside(find, taken)]
    rest = specific_words(text, words, language)
    taken += [(find.start, find.end) for find in told if find.kind != "interest"]
    return [*named, *told, *(find for find in rest if not _inside(find, taken))]


def interests_in(item: str, language: str) -> list[Find]:
    """What a typed interest names: its concepts, places and languages, and always its words."""
    typed = typed_words(item, language)
    if typed is None:
        return []
    words = segmented(words_in(item), language)
    named = [
        *places_in(item, 0, len(item), words, language, typed=True),
        *tongues_in(item, 0, len(item), words, language, typed=True),
    ]
    told = [
        Find(m.concept.key, m.concept.kind, typed.label, 0, len(item), _sure(m.confidence))
        for m in mentions(item, words, frozenset(), language, typed=True)
    ]
    return [typed, *named, *told]


def _sure(confidence: float) -> float:
    return TYPED if confidence >= 0.6 else confidence


def _told(text: str, mention: Mention) -> Find:
    """An interest is called as it is written, an experience by its name."""
    concept = mention.concept
    label = concept.label
    if concept.kind == "interest":
        label = text[mention.start : mention.end].casefold()
    return Find(
        concept.key, concept.kind, label, mention.start, mention.end, mention.confidence,
        mention.of_kin, mention.of_others,
    )  # fmt: skip


def _inside(find: Find, taken: list[tuple[int, int]]) -> bool:
    return any(start <= find.start and find.end <= end for start, end in taken)
