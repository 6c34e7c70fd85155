"""The facets of a text and of a person."""

from __future__ import annotations

import re
from dataclasses import replace

from icebreak.matching.careers import career_changes_among
from icebreak.matching.clauses import Clause, clauses_in, quote
from icebreak.matching.concepts import stems_around
from icebreak.matching.cues import cues_of
from icebreak.matching.facet import Facet, Source
from icebreak.matching.find import Find
from icebreak.matching.finds import finds_in, interests_in
from icebreak.matching.languages import language_of
from icebreak.matching.moves import moves_among
from icebreak.matching.people import Person
from icebreak.matching.stance import Modality, Stance, stance_at, stance_of, stances_of

__all__ = ["Facet", "Source", "facets_in", "facets_of"]

LONGEST_TEXT = 20_000
_ITEMS = re.compile(r"[;\n•·|]+|,(?!\d)|(?<=[.!?])\s+|[，、،؛]")
# How sure a facet is of its writer, by where it was written: what one seeks one need not have.
TRUST = {"interest": 1.0, "story": 1.0, "why": 0.85, "offer": 0.8, "seek": 0.5}
PAST = 0.85
# Whose "daughter never plays the piano" has a daughter.
_IS_KIN = frozenset({"c:parent", "c:grandparent", "c:twins_parent"})
# "no alcohol" and "no meat" say what they are.
_DENYING = frozenset({"c:sober", "c:quit_smoking", "c:vegetarian", "c:coeliac", "c:dropout"})
ROOTS = 0.8


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
        return tuple(
            _typed(item, find, stance_of(item, code))
            for item in _items(text)
            for find in interests_in(item, code)
        )
    found: list[Facet] = []
    if source in ("offer", "seek"):
        found += [_whole(item, source) for item in _items(text)]
    clauses, around = clauses_in(text), stems_around(text, code)
    for clause, stance in zip(clauses, stances_of(text, clauses, code), strict=True):
        found += _in_clause(text, clause, stance, source, around, code)
    return (*found, *moves_among(found), *career_changes_among(found))


def _in_clause(
    text: str,
    clause: Clause,
    stance: Stance,
    source: Source,
    around: frozenset[str],
    language: str,
) -> list[Facet]:
    words = text[clause.start : clause.end]
    cues = cues_of(language)
    others = [
        (clause.start + m.start(), clause.start + m.end())
        for m in cues.others_things.finditer(words)
    ]
    found: list[Facet] = []
    for find in finds_in(text, clause, around, language):
        # "gave up drinking" means what it says: what is left of the clause must not deny it
        concept = find.key[:2] == "c:"
        span = (find.start, find.end)
        its = stance_at(text, clause, span, stance, language, without=concept)
        if find.of_kin and find.key in _IS_KIN:
            its = Stance(own=its.own)
        another = not its.own or any(start <= find.start < end for start, end in others)
        if another and find.kind == "place" and cues.roots.search(words.casefold()):
            # where one's parents come from is where one's own roots are; a sister's town is not
            another, find = False, replace(find, confidence=round(find.confidence * ROOTS, 3))
        found.append(
            _facet(text, clause, its, find, source, find.of_others or (another and not find.of_kin))
        )
    return found


def _facet(
    text: str, clause: Clause, stance: Stance, find: Find, source: Source, another: bool
) -> Facet:
    # what one looks for is a wish by its form, what one offers is what one has
    modality: Modality = "wish" if source == "seek" else stance.modality
    past = modality == "past" and find.kind == "interest"
    return Facet(
        key=find.key,
        kind=find.kind,
        label=find.label,
        span=text[find.start : find.end],
        quote=quote(text, clause.start, clause.end, (find.start, find.end)),
        polarity=stance.polarity,
        subject="other" if another else "self",
        confidence=round(find.confidence * TRUST[source] * (PAST if past else 1.0), 3),
        source=source,
        modality="fact" if source == "offer" else modality,
    )


def _typed(item: str, find: Find, stance: Stance) -> Facet:
    """A list of interests is a list of likes, but for "no coffee" and "would love to sail"."""
    span = item[find.start : find.end]
    polarity = 1 if find.key in _DENYING else stance.polarity
    return Facet(
        find.key, find.kind, find.label, span, quote(item, 0, len(item), (find.start, find.end)),
        polarity=polarity, modality=stance.modality,
        confidence=find.confidence, source="interest",
    )  # fmt: skip


def _whole(item: str, source: Source) -> Facet:
    cut = quote(item, 0, len(item), (0, 0))
    return Facet(f"{source}:{item.casefold()}", source, cut, item, cut, source=source)


def _items(text: str) -> list[str]:
    """The items of a list that someone typed; a sentence with commas is one item."""
    pieces = [piece.strip() for piece in _ITEMS.split(text)]
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]
