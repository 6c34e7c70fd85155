"""All that there is to find in a clause or in a typed interest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icebreak.matching.clauses import Clause
from icebreak.matching.concepts import Mention, mentions
from icebreak.matching.find import Find
from icebreak.matching.nearest import nearest_mentions
from icebreak.matching.places import places_in
from icebreak.matching.segments import segmented
from icebreak.matching.specific import specific_words, typed_words
from icebreak.matching.tongues import tongues_in
from icebreak.matching.words import Word, words_in

TYPED = 1.0


def finds_in(text: str, clause: Clause, around: frozenset[str], language: str) -> list[Find]:
    """All in the clause; several may rest on the same words. `around`: stems of the whole text."""
    words = segmented(words_in(text, clause.start, clause.end), language)
    named = [
        *places_in(text, clause.start, clause.end, words, language),
        *tongues_in(text, clause.start, clause.end, words, language),
    ]
    listed = mentions(text, words, around, language)
    spoken = [*listed, *_unlisted(words, listed, named, language)]
    told = [_told(text, mention, language) for mention in spoken]
    taken = [(find.start, find.end) for find in named]
    told = [find for find in told if not _inside(find, taken)]
    rest = specific_words(text, words, language)
    taken += [(find.start, find.end) for find in told if find.kind != "interest"]
    return [*named, *told, *(find for find in rest if not _inside(find, taken))]


def _unlisted(
    words: Sequence[Word], listed: list[Mention], named: list[Find], language: str
) -> Iterator[Mention]:
    """Concepts of the words that no list and no gazetteer has."""
    known = [(m.start, m.end) for m in listed] + [(f.start, f.end) for f in named]
    fresh = [
        word
        for word in words
        if not any(start <= word.start < end for start, end in known)
    ]  # fmt: skip
    keys = {mention.concept.key for mention in listed}
    for mention in nearest_mentions(fresh, language):
        if mention.concept.key not in keys:
            keys.add(mention.concept.key)
            yield mention


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
    listed = mentions(item, words, frozenset(), language, typed=True)
    spoken = [*listed, *_unlisted(words, listed, named, language)]
    told = [
        Find(m.concept.key, m.concept.kind, typed.label, 0, len(item), _sure(m.confidence))
        for m in spoken
    ]
    return [typed, *named, *told]


def _sure(confidence: float) -> float:
    return TYPED if confidence >= 0.6 else confidence


def _told(text: str, mention: Mention, language: str) -> Find:
    """An interest is called as it is written, an experience by its name."""
    concept = mention.concept
    label = concept.label
    if concept.kind == "interest":
        written = text[mention.start : mention.end]
        label = written if language == "de" else written.casefold()
    return Find(
        concept.key, concept.kind, label, mention.start, mention.end, mention.confidence,
        mention.of_kin, mention.of_others,
    )  # fmt: skip


def _inside(find: Find, taken: list[tuple[int, int]]) -> bool:
    return any(start <= find.start and find.end <= end for start, end in taken)
