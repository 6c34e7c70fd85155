"""Countries, their first divisions and other regions, and the names of their people."""

from __future__ import annotations

from functools import cache

from icebreak.matching.gazetteer import LARGE, Place, cities, city, kilometres, rows, spoken
from icebreak.matching.words import folded, plain

_SHORT_NAMES = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "usa": "US", "the states": "US",
    "america": "US", "holland": "NL", "czech republic": "CZ", "burma": "MM", "south korea": "KR",
    "korea": "KR", "ivory coast": "CI", "emirates": "AE", "uae": "AE", "россия": "RU",
    "vietnam": "VN", "the gambia": "GM", "bosnia": "BA", "trinidad": "TT", "congo": "CD",
    "palestine": "PS", "hong kong": "HK", "macau": "MO", "england": "GB-ENG", "turkey": "TR",
}  # fmt: skip


@cache
def countries() -> dict[str, Place]:
    """Countries, their nations, and regions, by folded name in many languages."""
    found: dict[str, Place] = {}
    for code, names in rows("countries.tsv"):
        for name in names.split("|"):
            found.setdefault(plain(folded(name)), _country(code, names.split("|")[0]))
    for name, code in _SHORT_NAMES.items():
        found[name] = _country(code, country_name(code))
    for place, spellings in _regions():
        for spelling in spellings:
            name = spoken(spelling)
            if place.by_hand or not (name in found or _is_large_city(name)):
                found[name] = place
    return found


def _is_large_city(name: str) -> bool:
    return any(place.people >= LARGE for place in cities().get(name, ())[:3])


@cache
def namesakes() -> dict[str, Place]:
    """First divisions that have the name of another country, by folded name: Georgia."""
    return {
        plain(folded(place.name)): place
        for place, _ in _regions()
        if not place.by_hand
        and (known := countries().get(plain(folded(place.name)))) is not None
        and known.key == f"place:{known.country}"
        and known.country != place.country
    }


# How a word for a man of a country becomes one for a woman, by language; the longest ending first.
_WOMEN = (
    (("és", "esa"), ("án", "ana"), ("ol", "ola"), ("o", "a")),
    (("ien", "ienne"), ("ain", "aine"), ("ais", "aise"), ("ois", "oise"), ("ol", "ole"),
     ("an", "ane"), ("éen", "éenne"), ("in", "ine"), ("and", "ande"), ("ec", "ecque"),
     ("rc", "rque")),
    (("o", "a"),),
    (("ês", "esa"), ("ão", "ã"), ("ol", "ola"), ("eu", "eia"), ("o", "a")),
    (("er", "erin"), ("e", "in"), ("ar", "arin")),
)  # fmt: skip
_ELSEWHERE = ("es", "fr", "it", "pt", "de")


@cache
def peoples_in(language: str) -> dict[str, Place]:
    """Words for somebody from a country, folded, in the few languages that have a table."""
    if language not in _ELSEWHERE:
        return {}
    column = _ELSEWHERE.index(language)
    found: dict[str, Place] = {}
    for code, words in rows("peoples_elsewhere.tsv"):
        man = words.split("|")[column]
        country = _country(code, country_name(code))
        for word in (man, *_women(man, column)):
            found.setdefault(plain(folded(word)), country)
    return found


def _women(man: str, column: int) -> list[str]:
    ending = next((pair for pair in _WOMEN[column] if man.endswith(pair[0])), None)
    return [man.removesuffix(ending[0]) + ending[1]] if ending else []


@cache
def peoples() -> dict[str, Place]:
    """English words for people and things of a country, folded."""
    return {
        folded(word): _country(code, country_name(code))
        for code, words in rows("peoples.tsv")
        for word in words.split("|")
    }


@cache
def country_name(code: str) -> str:
    """In English; the nations of the United Kingdom have codes like GB-WLS."""
    for row, names in rows("countries.tsv"):
        if row == code:
            return names.split("|")[0]
    return next((place.name for place, _ in _regions() if place.key == f"place:{code}"), code)


@cache
def country_of(key: str) -> str:
    """The code of the country that a place's key lies in; the key itself if it is none's."""
    place = city(key.removesuffix(":grew")) or _region(key)
    return place.country if place else key.removeprefix("place:")[:2]


@cache
def around(place: Place) -> tuple[Place, ...]:
    """The regions and the country that a city lies in, but for a division that is the city."""
    inside = (region for region in _regions_of(place.country) if _contains(region, place))
    regions = (region for region in inside if region.name != place.name)
    return (*regions, _country(place.country, country_name(place.country)))


@cache
def _regions_of(country: str) -> tuple[Place, ...]:
    return tuple(place for place, _ in _regions() if place.country in (country, ""))


def within(region: Place, place: Place) -> bool:
    """Whether a city lies in a region or country."""
    if region.key == f"place:{region.country}":
        return region.country == place.country
    return _contains(region, place)


def _contains(region: Place, place: Place) -> bool:
    if region.country and region.country != place.country:
        return False
    if region.division:
        return region.division == place.division
    return region.people > 0 and kilometres(region, place) <= region.people


def _region(key: str) -> Place | None:
    return _regions_by_key().get(key)


@cache
def _regions_by_key() -> dict[str, Place]:
    return {place.key: place for place, _ in _regions()}


@cache
def _regions() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """With their names; a region's `people` is its radius in kilometres. Those written by hand come
    first, under the names that the table of first divisions has for them as well."""
    divisions = {(row[1], row[2]): row for row in rows("divisions.tsv")}
    found: list[tuple[Place, tuple[str, ...]]] = []
    for key, country, division, latitude, longitude, radius, names in rows("regions.tsv"):
        listed = divisions.pop((country, division), None)
        spellings = [*names.split("|"), *(listed[3].split("|") if listed else ())]
        place = Place(
            f"place:{key}", country, division, float(latitude) if latitude else None,
            float(longitude) if longitude else None, int(radius or 0), spellings[0], by_hand=True,
        )  # fmt: skip
        found.append((place, tuple(spellings)))
    hand = {(place.country, name) for place, names in found for name in names}
    for key, country, division, names in divisions.values():
        spellings = names.split("|")
        if (country, spellings[0]) in hand:
            continue
        place = Place(f"place:{key}", country, division, None, None, 0, spellings[0])
        found.append((place, tuple(spellings)))
    return tuple(found)


@cache
def _country(code: str, name: str) -> Place:
    return Place(f"place:{code}", code[:2], code[3:], None, None, 0, name)
