"""Places named in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icebreak.matching import gazetteer, regions
from icebreak.matching.declined import inflected
from icebreak.matching.find import Find
from icebreak.matching.gazetteer import LARGEST, TOWN, Place
from icebreak.matching.homonyms import SHORT_NAME, countries_named_beside, which
from icebreak.matching.place_words import (
    CAPITALS_TELL,
    is_cued,
    is_small_name,
    is_trusted,
    is_written_as_name,
)
from icebreak.matching.segments import as_listed
from icebreak.matching.tongues import INFLECTING
from icebreak.matching.words import Word, folded, plain, without_particle

LIVED, NAMED, VISITED = 0.9, 0.8, 0.4
COUNTRY, INSIDE_REGION, INSIDE_COUNTRY = 0.9, 0.72, 0.68
GREW_UP = 0.92
# Parts of the world in which two people share less than two of one country do.
WIDE = frozenset({"place:GB-ENG", "place:balkans", "place:scandinavia", "place:alps",
                  "place:caribbean", "place:midwest", "place:midlands"})  # fmt: skip
INSIDE_WIDE = 0.5
LONGEST_NAME = 3
# Of a name's cities one that is named beside others of its country is meant, but not a small town
# for a large city: "nací en Medellín y vivo en Sevilla".
FAR_LARGER = 12
NEAR = 16  # characters between "grew up" and the place
_TONGUE = frozenset("語语話话어")
_BELONGS = frozenset({"i'm", "im", "am", "we're", "are", "being", "half", "part", "originally"})
_BY_BIRTH = frozenset({"a", "an", "half", "part", "also", "actually", "proudly", "very", "both"})
_LIVED = re.compile(
    r"\b(?:spent|live|lives|living|lived|born|raised|grew|grow|grown|from|moved|based|relocated|settled"
    r"|studied|home|came|native|hometown|work|works|working|wohn\w*|aufgewachsen|leb\w*|gebor\w*"
    r"|geboren|habit\w*|viv\w*|vivo|née?|nac\w+|grandi\w*|crec\w+|cresc\w+|mor[ao]\w*|abit\w+"
    r"|mieszk\w+|pochodz\w+|urodz\w+|dorast\w+|woon\w*|opgegroeid|жив\w+|вырос\w*|родил\w*|bor\w*"
    r"|uppvuxen|vokst|oppvokst|yaşıyor\w*|büyüdü\w*|住|长大|長大|来自|出身|育)"
    r"|住|长大|長大|来自|出身|育|살|자랐|자란|태어|출신|อยู่ที่|อาศัย|เกิดที่|โตที่|ย้ายมา|บ้านเกิด",
    re.IGNORECASE,
)
_VISITED = re.compile(
    r"\b(?:visit\w*|holiday|holidays|trip|trips|travel\w*|vacation|weekend in|been to|flew|flight"
    r"|cycled|walked|hiked|drove|hitchhiked|sailed|urlaub|reise|vacances|viaje|férias|vacanza"
    r"|conference|married in|wedding in|customers|clients?|fan)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    r"\b(?:grew up|grown up|raised|childhood|aufgewachsen|grandi|crecí|cresci\w*|criad[oa]"
    r"|cresciut[oa]|opgegroeid|dorasta\w+|вырос\w*|uppvuxen|oppvokst)\b|长大|長大|育ち|育った|자랐|자란|โตที่|เติบโต",
    re.IGNORECASE,
)
_TURKISH = re.compile("(?<=[a-zçğıöşü]{4})l[iıuü](?:y[iıuü][mz])?$")
# "Soy colombiana", "je suis né d'une famille malienne": said of oneself, in languages where the
# words for a people are written small, or name much else besides.
_I_AM = re.compile(
    r"\b(?:soy|somos|sou|sono|siamo|suis|sommes|ich bin|wir sind|bin|als|como|come|comme"
    r"|origen|origem|origine|familia|família|famille|famiglia|medi[oa]|mitad|metade|metà|moitié"
    r"|halb)\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE,
)
_PREFIXES = ("بال", "وال", "ب", "ل", "و", "ב", "ל", "מ", "ו", "ה")


def places_in(
    text: str, start: int, end: int, words: Sequence[Word], language: str, *, typed: bool = False
) -> Iterator[Find]:
    """Cities with the regions and country about them, countries, and nationalities."""
    clause = text[start:end]
    sure = LIVED if typed or _LIVED.search(clause) else NAMED
    sure = VISITED if _VISITED.search(clause) else sure
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            span = words[at : at + length]
            place = _place(text, start, words, at, length, language, typed)
            if place and text[span[-1].end : span[-1].end + 1] not in _TONGUE:
                yield from _finds(place, text, span, sure, _grew(text, start, span[0].start))
                at += length - 1
                break
        at += 1


def _grew(text: str, start: int, at: int) -> bool:
    """Whether the words right before say that one grew up there."""
    return any(at - m.end() <= NEAR for m in _GREW.finditer(text, start, at))


def _finds(
    place: Place, text: str, span: Sequence[Word], sure: float, grew: bool
) -> Iterator[Find]:
    start, end = span[0].start, span[-1].end
    name = text[start:end]
    if place.latitude is None or not place.key[6:].isdigit():
        named = sure if sure == VISITED else COUNTRY
        yield Find(place.key, "place", place.name, start, end, named)
        if place.country and place.key != f"place:{place.country}":
            country = regions.country_name(place.country)
            inside = round(INSIDE_COUNTRY * named / LIVED, 3)
            yield Find(f"place:{place.country}", "place", country, start, end, inside)
        return
    yield Find(place.key, "place", name, start, end, sure)
    if grew:
        yield Find(f"{place.key}:grew", "place", f"growing up in {name}", start, end, GREW_UP)
    share = sure / LIVED
    for larger in regions.around(place):
        inside = INSIDE_COUNTRY if larger.key == f"place:{place.country}" else INSIDE_REGION
        inside = INSIDE_WIDE if larger.key in WIDE else inside
        yield Find(larger.key, "place", larger.name, start, end, round(inside * share, 3))


def _place(
    text: str, start: int, words: Sequence[Word], at: int, length: int, language: str, typed: bool
) -> Place | None:
    span = words[at : at + length]
    written = text[span[0].start : span[-1].end]
    name = plain(" ".join(folded(text[w.start : w.end]) for w in span))
    if language == "tr":
        # "Almanya'da", "Suriyeliyim"
        name = _TURKISH.sub("", name.partition("'")[0])
    if language == "zh":
        name = as_listed(name)
    if language == "ko" and name not in regions.countries() and name not in gazetteer.cities():
        name = without_particle(name, place=True)
    people = regions.peoples_in(language).get(name)
    if people and (typed or _I_AM.search(text, start, span[0].start)):
        return people
    if not (typed or is_written_as_name(written, language) or is_small_name(text, words, at, name)):
        return None
    townsman = gazetteer.townspeople().get(name)
    if townsman and written[:1].isupper():
        return townsman
    people = regions.peoples().get(name) if written[:1].isupper() else None
    if people:
        tongue = name in gazetteer.tongues()
        return None if tongue and not _belongs(words, at) else people
    country = regions.countries().get(name)
    if country and (name not in gazetteer.ambiguous() or is_cued(words, at) or typed):
        return which(country, name, text)
    found = gazetteer.cities().get(name, ())
    if (
        len(name) <= SHORT_NAME
        and name.isascii()
        and found
        and plain(folded(found[0].name)) != name
    ):
        found = found if written.isupper() else ()
    if not found and language in CAPITALS_TELL:
        found = _without_prefix(name)
    if not found and length == 1 and language in INFLECTING:
        large = inflected(written)
        return large if large and is_trusted(large, words, at, language, typed) else None
    return _city(text, words, at, length, language, typed, found) if found else None


def _belongs(words: Sequence[Word], at: int) -> bool:
    """ "I'm Polish", not "in Polish": a word for a people that names its language as well."""
    before = at - 1
    if before >= 0 and words[before].norm in {"half", "part"}:
        return True
    if before < 0:
        return len(words) > 1 and words[1].norm in {"from", "born", "living", "by"}
    while before > 0 and words[before].norm in _BY_BIRTH:
        before -= 1
    return before >= 0 and words[before].norm in _BELONGS


def _city(
    text: str, words: Sequence[Word], at: int, length: int, language: str, typed: bool,
    found: tuple[Place, ...],
) -> Place | None:  # fmt: skip
    """The largest city of the name, or that in the region named right after it."""
    after = words[at + length] if at + length < len(words) else None
    gap = text[words[at + length - 1].end : after.start] if after else ""
    if after and gap.strip() in {",", ""}:
        name = plain(after.norm)
        region = regions.countries().get(name) or _region_after(words, at + length)
        inside = [p for p in found if region and regions.within(region, p)]
        if inside:
            return inside[0]
        capital = text[after.start : after.start + 1].isupper()
        if (
            not gap.strip()
            and capital
            and name not in gazetteer.tongues()
            and found[0].people < LARGEST
        ):
            return None
    first = found[0]
    if len(found) > 1:
        name = plain(" ".join(w.norm for w in words[at : at + length]))
        named = countries_named_beside(text, name)
        near = (
            city
            for city in found[1:]
            if city.country in named
            and city.people >= TOWN
            and first.people < FAR_LARGER * city.people
        )
        first = first if first.country in named else next(near, first)
    return first if is_trusted(first, words, at, language, typed) else None


def _region_after(words: Sequence[Word], at: int) -> Place | None:
    """ "New South Wales": a region that takes two or three words."""
    names = (plain(" ".join(w.norm for w in words[at : at + n])) for n in (3, 2))
    return next((regions.countries()[name] for name in names if name in regions.countries()), None)


def _without_prefix(name: str) -> tuple[Place, ...]:
    """Arabic and Hebrew write "in" and "to" in one word with the name."""
    for prefix in _PREFIXES:
        rest = name.removeprefix(prefix)
        for form in (rest, f"ال{rest}"):
            if rest != name and len(rest) > 2 and form in gazetteer.cities():
                return gazetteer.cities()[form]
    return ()
