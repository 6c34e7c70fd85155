"""Names of places and languages, from the tables that tools/build_place_tables.py writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from icebreak.matching.words import folded, plain

TABLES = Path(__file__).with_name("tables") / "places"
OTHER_NAME = 0.2
FAMOUS = 1e9
EARTH_DIAMETER = 12_742.0


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region or country. `latitude` and `longitude` in degrees, `people` in thousands; both
    None or 0 for what is no city."""

    key: str
    country: str
    division: str
    latitude: float | None
    longitude: float | None
    people: int
    name: str
    by_hand: bool = False


@cache
def cities() -> dict[str, tuple[Place, ...]]:
    """By folded name; of the same name the largest first, other names after first names."""
    found: dict[str, list[tuple[float, Place]]] = {}
    nicknames = {number: names.split("|") for number, names in rows("nicknames.tsv")}
    for fields in rows("cities.tsv"):
        number, country, division, latitude, longitude, people, known, names = fields
        first, *others = names.split("|")
        # Valencia is the one of which more of the world has a word of its own
        fame = (int(people) or 1) ** 0.6 * (int(known) + 3) ** 0.9
        place = Place(
            f"place:{number}", country, division, float(latitude), float(longitude), int(people),
            first,
        )  # fmt: skip
        weights = {spoken(name): fame * OTHER_NAME for name in others}
        weights[spoken(first)] = fame
        weights.update((spoken(name), FAMOUS) for name in nicknames.get(number, ()))
        for name, weight in weights.items():
            found.setdefault(name, []).append((weight, place))
    return {
        name: tuple(p for _, p in sorted(places, key=lambda pair: (-pair[0], pair[1].key)))
        for name, places in found.items()
    }


def spoken(name: str) -> str:
    return plain(folded(name)).replace("-", " ")


@cache
def city(key: str) -> Place | None:
    """The city of a key, or None for any other key."""
    return _by_key().get(key)


@cache
def _by_key() -> dict[str, Place]:
    return {place.key: place for places in cities().values() for place in places}


@cache
def townspeople() -> dict[str, Place]:
    """Words for who comes from a city, folded, in several languages."""
    found: dict[str, Place] = {}
    for name, words in rows("townspeople.tsv"):
        places = cities().get(plain(folded(name)), ())
        found.update((plain(folded(word)), places[0]) for word in words.split("|") if places)
    return found


@cache
def tongues() -> dict[str, str]:
    """Language code by folded name in many languages."""
    found: dict[str, str] = {}
    for code, names in rows("languages.tsv"):
        for name in names.split("|"):
            if len(code) == 2 or len(name) > 3:
                found.setdefault(plain(folded(name)), code)
    return found


@cache
def tongue_name(code: str) -> str:
    """In English."""
    return next(names.split("|")[0] for row, names in rows("languages.tsv") if row == code)


def kilometres(a: Place, b: Place) -> float:
    """Along the surface, by the haversine formula; infinite where a place has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return float("inf")
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    chord = sin(north / 2) ** 2 + (
        cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    )
    return EARTH_DIAMETER * asin(sqrt(chord))


@cache
def ambiguous() -> frozenset[str]:
    lines = (TABLES / "ambiguous.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def rows(name: str) -> Iterator[list[str]]:
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split("\t")
