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
EARTH_DIAMETER = 12_742.0
_SHORT_NAMES = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "usa": "US", "the states": "US",
    "america": "US", "holland": "NL", "czech republic": "CZ", "burma": "MM", "south korea": "KR",
    "korea": "KR", "ivory coast": "CI", "emirates": "AE", "uae": "AE", "россия": "RU",
    "vietnam": "VN", "the gambia": "GM", "bosnia": "BA", "trinidad": "TT", "congo": "CD",
    "palestine": "PS", "hong kong": "HK", "macau": "MO", "england": "GB-ENG", "turkey": "TR",
}  # fmt: skip


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


@cache
def cities() -> dict[str, tuple[Place, ...]]:
    """By folded name; of the same name the largest first, other names after first names."""
    found: dict[str, list[tuple[float, Place]]] = {}
    for fields in _rows("cities.tsv"):
        number, country, division, latitude, longitude, people, names = fields
        first, *others = names.split("|")
        place = Place(
            f"place:{number}", country, division, float(latitude), float(longitude), int(people),
            first,
        )  # fmt: skip
        for name in [first, *others]:
            weight = place.people * (1.0 if name == first else OTHER_NAME)
            found.setdefault(plain(folded(name)), []).append((weight, place))
    return {
        name: tuple(p for _, p in sorted(places, key=lambda pair: (-pair[0], pair[1].key)))
        for name, places in found.items()
    }


@cache
def city(key: str) -> Place | None:
    """The city of a key, or None for any other key."""
    return _by_key().get(key)


@cache
def country_of(key: str) -> str:
    """The code of the country that a place's key lies in; the key itself if it is none's."""
    place = city(key.removesuffix(":grew")) or _region(key)
    return place.country if place else key.removeprefix("place:")[:2]


@cache
def _region(key: str) -> Place | None:
    return next((place for place, _ in _regions() if place.key == key), None)


@cache
def _by_key() -> dict[str, Place]:
    return {place.key: place for places in cities().values() for place in places}


@cache
def inflected(name: str) -> Place | None:
    """A large city whose name, ended otherwise, this is: "Krakowie", "Москве"."""
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
        if places[0].people >= 200 and len(name) >= 4 and " " not in name:
            index.setdefault(name[:3], []).append((name, places[0]))
    return {start: tuple(pairs) for start, pairs in index.items()}


@cache
def countries() -> dict[str, Place]:
    """Countries, their nations, and regions, by folded name in many languages."""
    found: dict[str, Place] = {}
    for code, names in _rows("countries.tsv"):
        for name in names.split("|"):
            found.setdefault(plain(folded(name)), _country(code, names.split("|")[0]))
    for name, code in _SHORT_NAMES.items():
        found[name] = _country(code, country_name(code))
    for place, spellings in _regions():
        found.update((plain(folded(spelling)), place) for spelling in spellings)
    return found


@cache
def peoples() -> dict[str, Place]:
    """English words for people and things of a country, folded."""
    return {
        folded(word): _country(code, country_name(code))
        for code, words in _rows("peoples.tsv")
        for word in words.split("|")
    }


@cache
def townspeople() -> dict[str, Place]:
    """Words for who comes from a city, folded, in several languages."""
    found: dict[str, Place] = {}
    for name, words in _rows("townspeople.tsv"):
        places = cities().get(plain(folded(name)), ())
        found.update((plain(folded(word)), places[0]) for word in words.split("|") if places)
    return found


@cache
def tongues() -> dict[str, str]:
    """Language code by folded name in many languages."""
    found: dict[str, str] = {}
    for code, names in _rows("languages.tsv"):
        for name in names.split("|"):
            if len(code) == 2 or len(name) > 3:
                found.setdefault(plain(folded(name)), code)
    return found


@cache
def tongue_name(code: str) -> str:
    """In English."""
    return next(names.split("|")[0] for row, names in _rows("languages.tsv") if row == code)


@cache
def country_name(code: str) -> str:
    """In English; the nations of the United Kingdom have codes like GB-WLS."""
    for row, names in _rows("countries.tsv"):
        if row == code:
            return names.split("|")[0]
    return next((place.name for place, _ in _regions() if place.key == f"place:{code}"), code)


def around(place: Place) -> list[Place]:
    """The regions and the country that a city lies in."""
    inside = [region for region, names in _regions() if names and _contains(region, place)]
    return [*inside, _country(place.country, country_name(place.country))]


def within(region: Place, place: Place) -> bool:
    """Whether a city lies in a region or country."""
    if region.key == f"place:{region.country}":
        return region.country == place.country
    return _contains(region, place)


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


def _contains(region: Place, place: Place) -> bool:
    if region.country and region.country != place.country:
        return False
    if region.division:
        return region.division == place.division
    return region.people > 0 and kilometres(region, place) <= region.people


@cache
def _regions() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """A region's `people` is its radius in kilometres."""
    found: list[tuple[Place, tuple[str, ...]]] = []
    for key, country, division, latitude, longitude, radius, names in _rows("regions.tsv"):
        spellings = tuple(names.split("|"))
        place = Place(
            f"place:{key}", country, division, float(latitude) if latitude else None,
            float(longitude) if longitude else None, int(radius or 0), spellings[0],
        )  # fmt: skip
        found.append((place, spellings))
    return tuple(found)


@cache
def _country(code: str, name: str) -> Place:
    return Place(f"place:{code}", code[:2], code[3:], None, None, 0, name)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split("\t")
