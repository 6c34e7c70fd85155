"""Which language a text is in, by the script and by a vote of its common words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from icebreak.matching.words import Word, frequencies, words_in

SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("fa", re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("uk", re.compile("[ґєії]", re.IGNORECASE)),
    ("bg", re.compile(r"\b(?:съм|обичам|това|които|няма|много)\b", re.IGNORECASE)),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
LATIN = "en de fr es pt it nl pl sv da nb fi cs hu ro tr ca id".split()  # noqa: SIM905
KNOWN = 4.4  # Zipf; down to here the tables of all languages reach
COMMON = 4.9
LETTER = 1.8  # votes of a word with a letter that few languages have
LETTERS = {
    "pl": "ąęłńśźż", "cs": "ěřů", "tr": "ğışİüöç", "hu": "őű", "ro": "țșăţş", "es": "ñ¿¡",
    "pt": "ãõ",
    "de": "ßäü", "fr": "œêèë", "sv": "åä", "fi": "äö", "da": "øæå", "nb": "øåæ", "ca": "·ŀ",
}  # fmt: skip
HOME_ADVANTAGE = 3.0  # in votes of one word; less the more words there are


def language_of(text: str, hint: str = "") -> str:
    """The two-letter code; the hint (a BCP 47 tag) decides where a text is too short to tell."""
    return _language(text[:2000], code_of(hint))


def code_of(tag: str) -> str:
    """The language of a BCP 47 tag, or of what people write for one: "pt_BR" is "pt"."""
    return tag.replace("_", "-").split("-")[0].casefold()


@lru_cache(maxsize=8192)
def _language(text: str, hint: str) -> str:
    hint = {"no": "nb", "nn": "nb"}.get(hint, hint)
    words = words_in(text)
    letters = sum(word.end - word.start for word in words)
    for code, script in SCRIPTS:
        if len(script.findall(text)) * (6 if code in {"uk", "bg", "fa", "ja"} else 2) > letters:
            # a word of Chinese characters alone may be Japanese as well
            return "ja" if (code, hint) == ("zh", "ja") else code
    return _by_vote(words, hint)


def _by_vote(words: list[Word], hint: str) -> str:
    home = hint if hint in LATIN else "en"
    scores = {code: sum(_votes(code).get(word.norm, 0.0) for word in words) for code in LATIN}
    for code, letters in LETTERS.items():
        scores[code] += LETTER * sum(1 for word in words if not set(letters).isdisjoint(word.norm))
    scores[home] += HOME_ADVANTAGE / max(1, len(words))
    return max(LATIN, key=lambda code: (scores[code], code == home))


@cache
def _votes(language: str) -> dict[str, float]:
    """A word's weight: a little for being known at all, more the commoner it is."""
    known = frequencies(language).items()
    return {w: max(0.2, z - COMMON) for w, z in known if z >= KNOWN}
