"""Facets: the single things known of a person, each with the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from icebreak.matching.clauses import Clause, clauses_in, quote
from icebreak.matching.finds import Find, finds_in, interest_in
from icebreak.matching.languages import language_of
from icebreak.matching.people import Person
from icebreak.matching.stance import Modality, Stance, cues_of, stances_of

Source = Literal["interest", "why", "offer", "seek", "story"]

LONGEST_TEXT = 20_000
_ITEMS = re.compile(r"[;\n•·|]+|,(?!\d)|(?<=[.!?])\s+|[，、؛]")
# How sure a facet is of its writer, by where it was written: what one seeks one need not have.
TRUST = {"interest": 1.0, "story": 1.0, "why": 0.9, "offer": 0.9, "seek": 0.5}
PAST = 0.85


@dataclass(frozen=True, slots=True)
class Facet:
    """`span` is the words in the text and `quote` the clause about them, both verbatim.

    `kind` is place, language, interest, background or experience; the items of an offer or a
    seek come as kind `offer` and `seek` besides, whole. `polarity` is -1 where it is denied,
    `subject` other where it is someone else's, `modality` wish where it is only wanted;
    `confidence` runs from 0 to 1.
    """

    key: str
    kind: str
    label: str
    span: str
    quote: str
    polarity: int = 1
    subject: Literal["self", "other"] = "self"
    confidence: float = 1.0
    source: Source = "story"
    modality: Modality = "fact"

    @property
    def holds(self) -> bool:
        """Whether it is so, of the writer."""
        return self.polarity > 0 and self.subject == "self" and self.modality != "wish"


def facets_of(person: Person) -> tuple[Facet, ...]:
    """Of all that the person wrote, interests first; `language` helps with the short texts."""
    texts: list[tuple[str, Source]] = [(text, "interest") for text in person.interests]
    starters: list[tuple[str, Source]] = [
        (person.why, "why"), (person.offer, "offer"), (person.seek, "seek")
    ]  # fmt: skip
    texts += starters
    texts += [(text, "story") for text in person.stories]
    hint = person.language or language_of(" ".join(text for text, _ in texts))
    return tuple(
        facet for text, source in texts for facet in facets_in(text, source=source, language=hint)
    )


def facets_in(text: str, *, source: Source, language: str = "") -> tuple[Facet, ...]:
    """Those of one text; the same for the same arguments. `language` is a hint (BCP 47).

    Never raises, whatever the text; past LONGEST_TEXT characters nothing is read.
    """
    text = text[:LONGEST_TEXT]
    code = language_of(text, language)
    if source == "interest":
        return tuple(_typed(item, code) for item in _items(text) if interest_in(item, code))
    found: list[Facet] = []
    if source in ("offer", "seek"):
        found += [_whole(item, source) for item in _items(text)]
    clauses = clauses_in(text)
    for clause, stance in zip(clauses, stances_of(text, clauses, code), strict=True):
        found += _in_clause(text, clause, stance, source, code)
    return tuple(found)


def _in_clause(
    text: str, clause: Clause, stance: Stance, source: Source, language: str
) -> list[Facet]:
    words = text[clause.start : clause.end]
    others = [
        (clause.start + m.start(), clause.start + m.end())
        for m in cues_of(language).others_things.finditer(words)
    ]
    return [
        _facet(text, clause, stance, find, source, any(s <= find.start < e for s, e in others))
        for find in finds_in(text, clause, language)
    ]


def _facet(
    text: str, clause: Clause, stance: Stance, find: Find, source: Source, others: bool
) -> Facet:
    # a starter is a wish by its form ("I'd love to meet…"), an offer is what one has
    modality: Modality = "wish" if source == "seek" else stance.modality
    trust = TRUST[source] * (PAST if modality == "past" else 1.0)
    return Facet(
        key=find.key,
        kind=find.kind,
        label=find.label,
        span=text[find.start : find.end],
        quote=quote(text, clause.start, clause.end, (find.start, find.end)),
        polarity=stance.polarity,
        subject="self" if stance.own and not others else "other",
        confidence=round(find.confidence * trust, 3),
        source=source,
        modality="fact" if source == "offer" else modality,
    )


def _typed(item: str, language: str) -> Facet:
    find = interest_in(item, language)
    assert find is not None  # noqa: S101 - the caller has asked
    return Facet(
        find.key, find.kind, find.label, item, quote(item, 0, len(item), (0, 0)),
        confidence=find.confidence, source="interest",
    )  # fmt: skip


def _whole(item: str, source: Source) -> Facet:
    cut = quote(item, 0, len(item), (0, 0))
    return Facet(f"{source}:{item.casefold()}", source, cut, item, cut, source=source)


def _items(text: str) -> list[str]:
    """The items of a list that someone typed; a sentence with commas is one item."""
    pieces = [piece.strip() for piece in _ITEMS.split(text)]
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]
