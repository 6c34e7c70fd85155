"""Whether a word that names a place is meant as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from icebreak.matching import gazetteer, regions
from icebreak.matching.gazetteer import LARGE, LARGEST, TOWN, Place
from icebreak.matching.specific import generic_words
from icebreak.matching.words import Word, commonness, words_in

RARE_WORD, COMMON_WORD = 3.5, 4.8
# Scripts without capitals.
CAPITALS_TELL = frozenset({"ar", "fa", "he", "hi", "zh", "ja", "ko", "th"})
_CUE_WORDS = """
    in from to near around outside at of between via leave left love moved based born raised
    through across central south north east west greater downtown aus nach bei von en à de du
    depuis vers em no na do da di a da nel del uit naar bij te w z do pod we ze i fra til från
    till nära в из во около у від з у
"""
_CUE = frozenset(_CUE_WORDS.split())
_SMALL_CUE = frozenset({"in", "from", "near", "to", "around", "outside"})
_ARTICLE_WORDS = "ein eine einen einem einer der die das dem den des meine meiner mein meinem im"
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_NATIVE_WORDS = "girl boy born native lad lass raised based bred man woman"
_NATIVE = frozenset(_NATIVE_WORDS.split())


def is_trusted(place: Place, words: Sequence[Word], at: int, language: str, typed: bool) -> bool:
    """Whether the word is meant as a place, for names that are common words or small towns."""
    word = words[at].norm
    if language in CAPITALS_TELL:
        return place.people >= LARGE
    if language == "de" and at and words[at - 1].norm in _ARTICLES:
        return False  # "in einer Bank": towns have none
    risky = (
        word in gazetteer.ambiguous()
        or word in generic_words(language)
        or (language != "en" and commonness(word, language) >= 4.6 and place.people < LARGEST)
    )
    if typed:
        return not risky and place.people >= LARGE
    if is_cued(words, at) or _born(words, at):
        if place.people < TOWN:
            return words[at - 1].norm in _CUE and commonness(word, language) < RARE_WORD
        return place.people >= LARGE or commonness(word, language) < 5.0
    return not risky and place.people >= (LARGE if at else 3 * LARGE)


def is_cued(words: Sequence[Word], at: int) -> bool:
    return at > 0 and (
        words[at - 1].norm in _CUE or (at > 1 and words[at - 2].norm in {"in", "from", "to"})
    )


def _born(words: Sequence[Word], at: int) -> bool:
    """ "Galway girl", "Leeds-born"."""
    return at + 1 < len(words) and words[at + 1].norm in _NATIVE


def is_written_as_name(written: str, language: str) -> bool:
    return language in CAPITALS_TELL or all(
        part[:1].isupper() or part in {"de", "of", "am", "da", "do", "la", "sur", "upon", "und"}
        for part in written.split()
    )


def is_small_name(text: str, words: Sequence[Word], at: int, name: str) -> bool:
    """ "from wisconsin", by somebody who writes "i": a place that can be nothing else."""
    if at == 0 or words[at - 1].norm not in _SMALL_CUE or not _writes_small(text):
        return False
    if name in gazetteer.ambiguous() or commonness(name, "en") >= COMMON_WORD:
        return False
    cities = gazetteer.cities().get(name, ())
    return name in regions.countries() or any(city.people >= LARGE for city in cities)


@lru_cache(maxsize=4_096)
def _writes_small(text: str) -> bool:
    """Whether no word but the first of the text has a capital."""
    return not any(text[word.start].isupper() for word in words_in(text)[1:])
