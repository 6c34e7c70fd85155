"""What people share, said in a reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from icebreak.matching import gazetteer
from icebreak.matching.concepts import mentions
from icebreak.matching.languages import code_of
from icebreak.matching.lexicon import label_of
from icebreak.matching.words import stem, words_in

LABELS = Path(__file__).with_name("tables") / "labels"
GREW_UP, APART = "@grew_up", "@apart"
SENTENCES = {GREW_UP: "growing up in {place}", APART: "{one} and {other}, {distance} km apart"}
# Where a noun has a capital, a small letter says that somebody typed in a hurry.
CAPITAL_NOUNS = frozenset({"de"})


def said(key: str, phrase: str, language: str, words: Mapping[str, str], reader: str = "") -> str:
    """The phrase for a key of common ground in a language (BCP 47); English if it has none.

    `words` are what each of the people, by id, calls it; `phrase` is what to say where only
    they know, and the reader is the one of them whose word is preferred, or nobody.
    """
    own = words.get(reader, "")
    if key.startswith("c:"):
        return _concept(key, phrase, language, words, own)
    if key.startswith("lang:"):
        return tongue(key.removeprefix("lang:"), language)
    if not key.startswith("place:"):
        return own or phrase
    if ":place:" in key:
        return _apart(key, phrase, language, tuple(words.values()))
    if key.endswith(":grew"):
        place = (own or phrase).removeprefix(SENTENCES[GREW_UP].format(place=""))
        return sentence(GREW_UP, language).format(place=place)
    return country(key.removeprefix("place:"), language) or own or phrase


def chip(key: str, spelling: str, language: str) -> str:
    """What many share, as one word or two; `spelling` is how most of them write it."""
    if key.startswith("c:"):
        return spelling if is_word_for(spelling, key, language) else label(key, language)
    return said(key, spelling, language, {})


def label(key: str, language: str) -> str:
    """A concept's name, in English where the language has none for it; empty for other keys."""
    return labels(code_of(language)).get(key.removeprefix("c:")) or label_of(key)


def labels(code: str) -> dict[str, str]:
    """By the concept's key without "c:", and the sentences by theirs; empty for an unknown code."""
    return _read(code) if code in languages() else {}


@cache
def languages() -> frozenset[str]:
    """Two-letter codes of the languages besides English that have labels."""
    return frozenset(path.stem for path in LABELS.glob("*.txt"))


def spoken() -> list[str]:
    """Codes of all the languages in which what is shared can be said, in their order."""
    return sorted({"en", *languages()})


@cache
def _read(code: str) -> dict[str, str]:
    lines = (LABELS / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("|") for line in lines if line.strip() and line[0] != "#")
    return {key.strip(): text.strip() for key, _, text in pairs}


def sentence(key: str, language: str) -> str:
    """GREW_UP with {place}, or APART with {one}, {other} and {distance} in kilometres."""
    return labels(code_of(language)).get(key) or SENTENCES[key]


def tongue(code: str, language: str) -> str:
    """The name of a language, by CLDR."""
    known: str | None = _locale(language).languages.get(code)
    return known or gazetteer.tongue_name(code)


def country(code: str, language: str) -> str:
    """The name of a country, by CLDR; empty for what is none."""
    known: str | None = _locale(language).territories.get(code) if len(code) == 2 else None
    return known or ""


@lru_cache(maxsize=8192)
def is_word_for(word: str, key: str, language: str) -> bool:
    """Whether the word says this concept in this language, and is written as one writes it."""
    code = code_of(language)
    if not word or (code in CAPITAL_NOUNS and not word[0].isupper()):
        return False
    found = mentions(word, words_in(word), frozenset(), code, typed=True)
    return any(mention.concept.key == key for mention in found)


def _concept(key: str, phrase: str, language: str, words: Mapping[str, str], own: str) -> str:
    """The word that all of them use if it is the reader's language, or else the name."""
    if len({_stems(word, language) for word in words.values()}) == 1:
        word = own or phrase
        if is_word_for(word, key, language) or not _has_labels(language):
            return word
    return label(key, language) or phrase


def _has_labels(language: str) -> bool:
    return code_of(language) in ("en", "") or bool(labels(code_of(language)))


@lru_cache(maxsize=8192)
def _stems(word: str, language: str) -> tuple[str, ...]:
    return tuple(stem(each.norm, code_of(language)) for each in words_in(word))


def _apart(key: str, phrase: str, language: str, names: tuple[str, ...]) -> str:
    first, _, second = key.partition(":place:")
    here, there = gazetteer.city(first), gazetteer.city(f"place:{second}")
    if here is None or there is None or len(names) != 2:
        return phrase
    distance = f"{gazetteer.kilometres(here, there):.0f}"
    return sentence(APART, language).format(one=names[0], other=names[1], distance=distance)


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale:
    for tag in (language.replace("_", "-"), code_of(language)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
