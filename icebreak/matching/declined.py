"""Places in languages that end names otherwise in other cases: "Krakowie", "Москве"."""

from __future__ import annotations

from functools import cache

from icebreak.matching.gazetteer import Place, cities
from icebreak.matching.regions import countries
from icebreak.matching.words import folded, plain

KNOWN_FROM = 50  # thousands of people


@cache
def inflected(name: str) -> Place | None:
    """The largest city or region whose name, ended otherwise, this is."""
    name = plain(folded(name))
    best = max(
        (place for known, place in _large().get(name[:3], ()) if _same_stem(name, known)),
        key=lambda place: place.people,
        default=None,
    )
    return best if len(name) >= 5 else None


def _same_stem(name: str, known: str) -> bool:
    kept = len(known) if known[-1] not in "aeiouyаяоеыи" else len(known) - 1
    return kept >= 4 and name[:kept] == known[:kept] and 0 <= len(name) - kept <= 4


@cache
def _large() -> dict[str, tuple[tuple[str, Place], ...]]:
    index: dict[str, list[tuple[str, Place]]] = {}
    for name, places in cities().items():
        if places[0].people >= KNOWN_FROM and len(name) >= 4 and " " not in name:
            index.setdefault(name[:3], []).append((name, places[0]))
    for name, place in countries().items():
        if len(name) >= 5 and " " not in name:
            index.setdefault(name[:3], []).append((name, place))
    return {start: tuple(pairs) for start, pairs in index.items()}
