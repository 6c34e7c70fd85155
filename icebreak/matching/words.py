"""Words of a text with their places, their stems, and how common each is in its language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from icebreak.matching.english import english_stem

TABLES = Path(__file__).with_name("tables") / "words"
RAREST = 3.0
# Languages where no space ends a word: phrases are found as they stand.
UNSPACED = frozenset({"zh", "ja", "ko", "th"})

_MARKS = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c))[0] == "M")
_LETTER = rf"(?:[^\W_]|[{_MARKS}\u200c])"
_ELISION = r"(?:[ldjmtsnc]|qu|dell|nell|all|sull|lorsqu|jusqu|puisqu)['’](?=\w)"
_WORD = re.compile(rf"{_ELISION}|{_LETTER}+(?:['’]{_LETTER}+)*(?:\+\+|\#)?", re.IGNORECASE)
_UNSPACED = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uff66-\uff9f]")
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nb": "norwegian", "nl": "dutch", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish", "hi": "hindi", "id": "indonesian", "pl": "polish",
    "cs": "czech", "fa": "persian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """`norm` is the folded form of text[start:end]."""

    start: int
    end: int
    norm: str


def words_in(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Scripts that write no spaces give one word for each run."""
    stop = len(text) if end is None else end
    return [Word(m.start(), m.end(), folded(m.group())) for m in _WORD.finditer(text, start, stop)]


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    if word.isascii():
        return word.casefold()
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("\u200c", "")


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """A key under which inflected forms of one word meet; never mixes derived words in English."""
    if language == "en":
        return plain(english_stem(word))
    algorithm = _SNOWBALL.get(language)
    return plain(_stemmer(algorithm).stemWord(word) if algorithm else word)


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Without the accents and vowel points that people leave out; other scripts stay whole."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    if all(c < "\u0370" or "\u0590" <= c <= "\u06ff" for c in letters):
        return "".join(c for c in letters if not unicodedata.combining(c)).replace("\u0640", "")
    return unicodedata.normalize("NFC", word)


def commonness(word: str, language: str) -> float:
    """Zipf frequency (log10 of uses per billion words); RAREST for a word not in the table."""
    return frequencies(language).get(word, RAREST)


@cache
def frequencies(language: str) -> dict[str, float]:
    path = TABLES / f"{language}.txt"
    if not path.is_file():
        return {}
    levels = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {folded(word): float(words[0]) for words in levels for word in words[1:]}


def unspaced(word: str) -> bool:
    """Chinese or Japanese, written without spaces between words."""
    return bool(_UNSPACED.search(word))


# What Korean adds to a noun, longest first; of a place one is there, goes there or comes from it.
_OF_PLACE = (
    *("에서는", "으로는", "에서도", "에서", "에는", "에도", "으로", "까지", "부터"),
    *("에", "로", "의"),
)
_PARTICLES = (
    *("에서는", "으로는", "에서도", "에서", "에는", "에도", "으로", "까지", "부터", "이나", "처럼"),
    *("에", "로", "의", "은", "는", "이", "가", "을", "를", "와", "과", "도"),
)


def without_particle(word: str, *, place: bool = False) -> str:
    """A Korean noun as a dictionary has it; any other word as it is."""
    if not "\uac00" <= word[:1] <= "\ud7af":
        return word
    particles = _OF_PLACE if place else _PARTICLES
    fits = (each for each in particles if len(word) > len(each) + 1 and word.endswith(each))
    return word.removesuffix(next(fits, ""))


@cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)
