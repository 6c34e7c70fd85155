"""Which of several places of one name is meant, by the countries that the text speaks of."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from icebreak.matching import gazetteer, regions
from icebreak.matching.gazetteer import LARGE, LARGEST, Place
from icebreak.matching.words import plain, words_in

SHORT_NAME = 3


def which(place: Place, name: str, text: str) -> Place | None:
    """The state rather than the country of its name where the text speaks of the former's country;
    where it speaks of neither, nobody can tell."""
    state = regions.namesakes().get(name)
    if state is None:
        return place
    named = countries_named_beside(text, name)
    if state.country in named:
        return state
    return place if place.country in named else None


def countries_named_beside(text: str, name: str) -> set[str]:
    return {country for other, country in _countries_named(text) if other != name}


@lru_cache(maxsize=4_096)
def _countries_named(text: str) -> frozenset[tuple[str, str]]:
    """Names that mean one place only, or nearly always, and the codes of their countries."""
    found: set[tuple[str, str]] = set()
    words = [word for word in words_in(text) if text[word.start].isupper()]
    runs = [plain(word.norm) for word in words]
    runs += [
        plain(f"{one.norm} {two.norm}") for one, two in pairwise(words) if two.start - one.end == 1
    ]
    for name in runs:
        place = regions.countries().get(name) or regions.peoples().get(name)
        cities = gazetteer.cities().get(name, ())
        if place and name not in regions.namesakes():
            found.add((name, place.country))
        elif cities and len(name) > SHORT_NAME and name not in gazetteer.ambiguous():
            large = {city.country for city in cities if city.people >= LARGE}
            if len(large) == 1 or cities[0].people > LARGEST:
                found.add((name, cities[0].country))
    return frozenset(found)
