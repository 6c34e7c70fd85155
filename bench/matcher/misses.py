"""What was wrong and what was missed, in the words of those who wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bench.matcher.labelled import Labelled
from bench.matcher.scoring import Pair, Phrase
from icebreak.matching.facets import facets_of

AROUND = 40  # characters
MOST = 30


def misses(name: str, people: Sequence[Labelled], judged: Sequence[Pair]) -> Iterator[str]:
    """Lines of plain text: false phrases, missed keys, offers both ways, and all texts."""
    yield f"# {name}"
    false = (p.shared.key for pair in judged for p in pair.common if not p.right)
    missed = (key for pair in judged for key in pair.gold - pair.found)
    yield f"Most often false: {_often(false)}"
    yield f"Most often missed: {_often(missed)}"
    for pair in judged:
        yield from (_false(pair, phrase) for phrase in pair.phrases if not phrase.right)
    for pair in judged:
        yield from (_missed(pair, key) for key in sorted(pair.gold - pair.found))
    for pair in judged:
        yield from (_unserved(pair, *way) for way in sorted(pair.to_serve - pair.served))
    for who in people:
        yield f"{who.person.id} [{who.language}] {who.texts}"


def _often(keys: Iterable[str]) -> str:
    return ", ".join(f"{key} {times}" for key, times in Counter(keys).most_common(MOST))


def _false(pair: Pair, phrase: Phrase) -> str:
    shared = phrase.shared
    what = f"VIOLATION of {', '.join(phrase.broken)}" if phrase.violates else "FALSE"
    way = f" {shared.from_} → {shared.to}" if shared.from_ else f" {_ids(pair)}"
    said = "  |  ".join(f"{who}: “{words}”" for who, words in shared.evidence.items())
    about = f"{shared.kind} “{shared.phrase}” ({shared.key}, {shared.score})"
    return f"{what}{' FIRST' if phrase.first else ''}{way} {about}\n    {said}"


def _missed(pair: Pair, key: str) -> str:
    shown = [_where(who, who.holds[key]) for who in pair.people]
    return f"MISSED {_ids(pair)} {key}\n    " + "\n    ".join(shown)


def _unserved(pair: Pair, giver: str, seeker: str) -> str:
    by_id = {who.person.id: who for who in pair.people}
    skills = ", ".join(sorted(by_id[giver].offers & by_id[seeker].seeks))
    return (
        f"MISSED OFFER {giver} → {seeker} {skills}\n"
        f"    {giver} offers “{by_id[giver].person.offer}”\n"
        f"    {seeker} seeks “{by_id[seeker].person.seek}”"
    )


def _where(who: Labelled, pattern: re.Pattern[str]) -> str:
    """The words that show it, and what the matcher makes of them."""
    text = " / ".join(who.texts.values())
    found = pattern.search(text)
    if not found:
        return f"{who.person.id} [{who.language}] shows it in no text by {pattern.pattern}"
    start, end = max(0, found.start() - AROUND), found.end() + AROUND
    words = set(found.group().casefold().split())
    made = {
        f"{facet.key} {facet.confidence}{'' if facet.holds else ' not so'}"
        for facet in facets_of(who.person)
        if pattern.search(facet.quote) and words & set(facet.span.casefold().split())
    }
    marked = f"{text[start : found.start()]}«{found.group()}»{text[found.end() : end]}"
    return f"{who.person.id} [{who.language}] …{marked}… {sorted(made)}"


def _ids(pair: Pair) -> str:
    return "–".join(who.person.id for who in pair.people)
