"""Places and languages named in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icebreak.matching import gazetteer
from icebreak.matching.find import Find
from icebreak.matching.gazetteer import Place
from icebreak.matching.specific import generic_words
from icebreak.matching.words import Word, commonness, folded, plain, unspaced

LIVED, NAMED, VISITED = 0.9, 0.8, 0.4
COUNTRY, INSIDE_REGION, INSIDE_COUNTRY = 0.9, 0.55, 0.49
GREW_UP = 0.92
LONGEST_NAME = 3
LARGE = 1_000  # thousands of people
NEAR = 16  # characters between "grew up" and the place

_CUE_WORDS = """
    in from to near around outside at of between via leave left love moved based born raised
    through across central south north east west greater downtown aus nach bei von en à de du
    depuis vers em no na do da di a da nel del uit naar bij te w z do pod we ze i fra til från
    till nära в из во около у від з у
"""
_CUE = frozenset(_CUE_WORDS.split())
_BELONGS = frozenset({"i'm", "im", "am", "we're", "are", "being", "half", "part", "originally"})
_NATIVE_WORDS = "girl boy born native lad lass raised based bred man woman"
_NATIVE = frozenset(_NATIVE_WORDS.split())
_BY_BIRTH = frozenset({"a", "an", "half", "part", "also", "actually", "proudly", "very", "both"})
_LIVED = re.compile(
    r"\b(?:spent|live|lives|living|lived|born|raised|grew|grow|grown|from|moved|based|relocated|settled"
    r"|studied|home|came|native|hometown|work|works|working|wohn\w*|aufgewachsen|leb\w*|gebor\w*"
    r"|geboren|habit\w*|viv\w*|vivo|née?|nac\w+|grandi\w*|crec\w+|cresc\w+|mor[ao]\w*|abit\w+"
    r"|mieszk\w+|pochodz\w+|urodz\w+|dorast\w+|woon\w*|opgegroeid|жив\w+|вырос\w*|родил\w*|bor\w*"
    r"|uppvuxen|vokst|oppvokst|yaşıyor\w*|büyüdü\w*|住|长大|長大|来自|出身|育)",
    re.IGNORECASE,
)
_VISITED = re.compile(
    r"\b(?:visit\w*|holiday|holidays|trip|trips|travel\w*|vacation|weekend in|been to|flew|flight"
    r"|cycled|walked|hiked|drove|hitchhiked|sailed|urlaub|reise|vacances|viaje|férias|vacanza"
    r"|conference|married in|wedding in|customers?|clients?|fan)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    r"\b(?:grew up|grown up|raised|childhood|aufgewachsen|grandi|crecí|cresci\w*|criad[oa]"
    r"|cresciut[oa]|opgegroeid|dorasta\w+|вырос\w*|uppvuxen|oppvokst)\b|长大|長大|育ち|育った",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:speak\w*|spoke\w*|learn\w*|fluent\w*|conversation\w*|practi[sc]\w+|tandem|lessons?"
    r"|language\w*|native|translat\w+|teach\w*|taught|tongue|bilingual|trilingual|course|class\w*"
    r"|dictionary|duolingo|grammar|accent|subtitles|translator|interpret\w+|study\w*|studied"
    r"|chat\w*|exchange|lern\w*|sprech\w*|spricht|unterricht\w*|kurs|muttersprach\w*|übersetz\w*"
    r"|parl\w+|appren\w+|cours|langue|pratiqu\w+|habl\w+|aprend\w+|clases?|curso|idioma|lengua"
    r"|fal[aoe]\w*|aulas?|língua|pratic\w+|impar\w+|lezion\w+|lingua|spreek\w*|leer\w*|les|taal"
    r"|mówi\w*|uczy?\w*|język\w*|lekcj\w+|говор\w+|уч\w+|язык\w*|lär\w*|talar|språk\w*|lærer|snakker"
    r"|taler|konuş\w*|öğren\w*|dili)\b|[学說说話话語语]|어|ללמוד|מדבר|لغة|أتعلم|أتحدث",
    re.IGNORECASE,
)
_INFLECTING = frozenset({"pl", "cs", "ru", "uk", "fi", "hu", "tr", "bg", "ro", "el"})
_CAPITALS_TELL = frozenset({"ar", "fa", "he", "hi", "zh", "ja", "ko"})
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
            if place:
                yield from _finds(place, text, span, sure, _grew(text, start, span[0].start))
                at += length - 1
                break
        at += 1


def tongues_in(
    text: str, start: int, end: int, words: Sequence[Word], language: str, *, typed: bool = False
) -> Iterator[Find]:
    """Languages that the clause says are spoken, learned or taught."""
    if not typed and not _SPEAKS.search(text[start:end]):
        return
    for word in words:
        written = text[word.start : word.end]
        code = gazetteer.tongues().get(plain(word.norm)) or _inflected_tongue(word, language)
        if not code or (language == "en" and not typed and not written[0].isupper()):
            continue
        # the language that the text itself is in tells little
        sure = 0.4 if code == language and not typed else NAMED + 0.1
        name = gazetteer.tongue_name(code)
        yield Find(f"lang:{code}", "language", name, word.start, word.end, sure)


def _grew(text: str, start: int, at: int) -> bool:
    """Whether the words right before say that one grew up there."""
    return any(at - m.end() <= NEAR for m in _GREW.finditer(text, start, at))


def _finds(
    place: Place, text: str, span: Sequence[Word], sure: float, grew: bool
) -> Iterator[Find]:
    start, end = span[0].start, span[-1].end
    name = text[start:end]
    if place.latitude is None or not place.key[6:].isdigit():
        yield Find(place.key, "place", place.name, start, end, sure if sure == VISITED else COUNTRY)
        return
    yield Find(place.key, "place", name, start, end, sure)
    if grew:
        yield Find(f"{place.key}:grew", "place", f"growing up in {name}", start, end, GREW_UP)
    share = sure / LIVED
    for larger in gazetteer.around(place):
        inside = INSIDE_COUNTRY if larger.key == f"place:{place.country}" else INSIDE_REGION
        yield Find(larger.key, "place", larger.name, start, end, round(inside * share, 3))


def _place(
    text: str, start: int, words: Sequence[Word], at: int, length: int, language: str, typed: bool
) -> Place | None:
    span = words[at : at + length]
    written = text[span[0].start : span[-1].end]
    if not typed and not _capital(written, language):
        return None
    name = plain(" ".join(folded(text[w.start : w.end]) for w in span))
    townsman = gazetteer.townspeople().get(name)
    if townsman and written[:1].isupper():
        return townsman
    people = gazetteer.peoples().get(name) if written[:1].isupper() else None
    if people:
        tongue = name in gazetteer.tongues() and not typed
        return None if tongue and not _belongs(words, at) else people
    country = gazetteer.countries().get(name)
    if country and (name not in gazetteer.ambiguous() or _cued(words, at) or typed):
        return country
    found = gazetteer.cities().get(name, ())
    if not found and language in _CAPITALS_TELL:
        found = _without_prefix(name)
    if not found and length == 1 and language in _INFLECTING:
        large = gazetteer.inflected(written)
        return large if large and _trusted(large, words, at, language, typed) else None
    return _city(text, words, at, length, language, typed, found) if found else None


def _belongs(words: Sequence[Word], at: int) -> bool:
    """ "I'm Polish", not "in Polish": a word for a people that names its language as well."""
    before = at - 1
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
        region = gazetteer.countries().get(name)
        inside = [p for p in found if region and gazetteer.within(region, p)]
        if inside:
            return inside[0]
        capital = text[after.start : after.start + 1].isupper()
        if (
            not gap.strip()
            and capital
            and name not in gazetteer.tongues()
            and found[0].people < 1000
        ):
            return None
    return found[0] if _trusted(found[0], words, at, language, typed) else None


def _trusted(place: Place, words: Sequence[Word], at: int, language: str, typed: bool) -> bool:
    """Whether the word is meant as a place, for names that are common words or small towns."""
    word = words[at].norm
    if language in _CAPITALS_TELL:
        return place.people >= 100
    risky = (
        word in gazetteer.ambiguous()
        or word in generic_words(language)
        or (language != "en" and commonness(word, language) >= 4.6 and place.people < LARGE)
    )
    if typed:
        return not risky and place.people >= 100
    if _cued(words, at) or _born(words, at):
        return place.people >= 100 or commonness(word, language) < 5.0
    return not risky and place.people >= (100 if at else 300)


def _cued(words: Sequence[Word], at: int) -> bool:
    return at > 0 and (
        words[at - 1].norm in _CUE or (at > 1 and words[at - 2].norm in {"in", "from", "to"})
    )


def _born(words: Sequence[Word], at: int) -> bool:
    """ "Galway girl", "Leeds-born"."""
    return at + 1 < len(words) and words[at + 1].norm in _NATIVE


def _capital(written: str, language: str) -> bool:
    return language in _CAPITALS_TELL or all(
        part[:1].isupper() or part in {"de", "of", "am", "da", "do", "la", "sur", "upon", "und"}
        for part in written.split()
    )


def _without_prefix(name: str) -> tuple[Place, ...]:
    """Arabic and Hebrew write "in" and "to" in one word with the name; Chinese has no spaces."""
    for prefix in _PREFIXES:
        rest = name.removeprefix(prefix)
        for form in (rest, f"ال{rest}"):
            if rest != name and len(rest) > 2 and form in gazetteer.cities():
                return gazetteer.cities()[form]
    if "\uac00" <= name[:1] <= "\ud7af":
        stems = (name[:end] for end in range(len(name) - 1, 1, -1))
        return next((gazetteer.cities()[s] for s in stems if s in gazetteer.cities()), ())
    return ()


def _inflected_tongue(word: Word, language: str) -> str | None:
    """ "polskiego" for "polski": the same but for the ending, in languages that decline."""
    if language not in _INFLECTING or len(word.norm) < 5 or unspaced(word.norm):
        return None
    name = plain(word.norm)
    for cut in (1, 2, 3):
        for ending in ("i", "y", "ий", "ski", "ština", ""):
            code = gazetteer.tongues().get(name[:-cut] + ending)
            if code:
                return code
    return None
