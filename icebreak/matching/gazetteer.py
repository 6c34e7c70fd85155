"""Names of places and languages, from the tables that tools/build_place_tables.py writes."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from icebreak.matching.words import folded, plain

TABLES = Path(__file__).with_name("tables") / "places"
OTHER_NAME = 0.2
# What Chinese calls languages besides their names in CLDR.
_SPOKEN_WORDS = """
    ja 日文 日语 日語
    en 英文 英語
    fr 法文 法語
    de 德文 德語
    ko 韩文 韓文 韓語
    zh 中文 普通话 普通話 国语 國語
    es 西班牙文 西班牙語
    ru 俄文 俄語
    it 意大利文
    pt 葡萄牙文
    yue 粤语 粵語 广东话 廣東話
"""
_SPOKEN = {
    name: code
    for code, *names in (line.split() for line in _SPOKEN_WORDS.strip().splitlines())
    for name in names
}
FAMOUS = 1e9
TOWN, LARGE, LARGEST = 15, 100, 1_000  # thousands of people
PLACES_KEPT = 8_192
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


class Cities(Mapping[str, tuple[Place, ...]]):
    """By folded name; of the same name the largest first, other names after first names.

    The places are made of the table's lines as they are asked for: all of them at once would take
    a second and 90 MB.
    """

    def __init__(self) -> None:
        self._table = (TABLES / "cities.tsv").read_bytes()
        self._starts = array("I")
        self._nicknames = {row: names.split("|") for row, names in rows("nicknames.tsv")}
        self._rows: dict[str, int | tuple[int, ...]] = {}
        numbers = self._read()
        order = sorted(range(len(numbers)), key=numbers.__getitem__)
        self._numbers = array("L", (numbers[row] for row in order))
        self._numbered = array("I", order)
        self._place = lru_cache(maxsize=PLACES_KEPT)(self._made)

    def __getitem__(self, name: str) -> tuple[Place, ...]:
        rows = self._rows[name]
        return (self._place(rows),) if isinstance(rows, int) else tuple(map(self._place, rows))

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def numbered(self, number: int) -> Place | None:
        """The city of this number in GeoNames."""
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return None
        return self._place(self._numbered[at])

    def _made(self, row: int) -> Place:
        number, country, division, latitude, longitude, people, _, names = self._fields(row)
        return Place(
            f"place:{number}", country, division, float(latitude), float(longitude), int(people),
            names.partition("|")[0],
        )  # fmt: skip

    def _fields(self, row: int) -> list[str]:
        start = self._starts[row]
        return self._table[start : self._table.find(b"\n", start)].decode().split("\t")

    def _read(self) -> list[int]:
        """The number of each row; fills the index of names."""
        numbers: list[int] = []
        first_rows: dict[str, int] = {}
        namesakes: dict[str, set[int]] = {}
        start = 0
        while start < len(self._table):
            row = len(numbers)
            self._starts.append(start)
            number, *_, names = self._fields(row)
            first, *others = names.split("|")
            for name in map(spoken, (*others, first, *self._nicknames.get(number, ()))):
                before = first_rows.setdefault(name, row)
                if before != row:
                    namesakes.setdefault(name, {before}).add(row)
            numbers.append(int(number))
            start = self._table.find(b"\n", start) + 1
        self._rows.update(first_rows)
        for name, rows in namesakes.items():
            self._rows[name] = tuple(sorted(rows, key=lambda row: self._rank(name, row)))
        return numbers

    def _rank(self, name: str, row: int) -> tuple[float, str]:
        number, _, _, _, _, people, known, names = self._fields(row)
        if name in map(spoken, self._nicknames.get(number, ())):
            return -FAMOUS, number
        # Valencia is the one of which more of the world has a word of its own
        fame = (int(people) or 1) ** 0.6 * (int(known) + 3) ** 0.9
        return -fame * (1.0 if name == spoken(names.partition("|")[0]) else OTHER_NAME), number


@cache
def cities() -> Cities:
    return Cities()


def spoken(name: str) -> str:
    # not through their caches: the names of the world would drive all else out of them
    return plain.__wrapped__(folded.__wrapped__(name)).replace("-", " ")


def city(key: str) -> Place | None:
    """The city of a key, or None for any other key."""
    number = key.removeprefix("place:")
    return cities().numbered(int(number)) if number.isdecimal() and number != key else None


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
    for name, code in _SPOKEN.items():
        found.setdefault(name, code)
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
