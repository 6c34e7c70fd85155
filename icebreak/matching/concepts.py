"""Concepts: what people commonly tell of themselves, however they word it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from icebreak.matching.words import Word, stem, words_in

TABLES = Path(__file__).with_name("tables") / "concepts"
SURE = 0.9
LARGER = 0.8
MOVED_COUNTRY = "c:moved_country"
_SMALL_WORDS = """
    a an the really still also very just now always often quite all both own completely
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_VERB_AFTER_WORDS = """
    i we i've we've to and or also still often love like sometimes usually can could always
    then both never i'd actually mostly now myself
"""
_VERB_AFTER = frozenset(_VERB_AFTER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Concept:
    """`larger` are concepts that hold as well; `label` the phrase for two who word it apart."""

    key: str
    kind: str
    label: str
    larger: tuple[str, ...]
    kin: bool
    family: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [first:last] of a clause speak of the concept."""

    concept: Concept
    first: int
    last: int
    confidence: float
    of_kin: bool


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    exact: bool
    verb: bool
    final: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    concept: Concept
    tokens: tuple[_Token, ...]
    confidence: float
    needs: frozenset[str]
    bars: frozenset[str]
    mine: bool


def mentions(
    words: Sequence[Word], around: frozenset[str], language: str, *, typed: bool = False
) -> list[Mention]:
    """`around` holds the stems of the whole text, which tell the senses of a word apart; an
    interest that was typed alone is taken in its listed sense."""
    phrases, stems = _phrases(language), [stem(word.norm, language) for word in words]
    found: dict[tuple[str, int], Mention] = {}
    for first, word in enumerate(words):
        for phrase in (*phrases.get(stems[first], ()), *phrases.get(f"={word.norm}", ())):
            if phrase.bars & around or (phrase.needs and not typed and not phrase.needs & around):
                continue
            last = _end(phrase, words, stems, first, typed)
            if last is None:
                continue
            for mention in _with_larger(phrase, first, last):
                place = (mention.concept.key, first)
                if place not in found or mention.confidence > found[place].confidence:
                    found[place] = mention
    return list(found.values())


def label_of(key: str) -> str:
    """The phrase for a concept's key, or empty for any other key."""
    concept = _concepts().get(key)
    return concept.label if concept else ""


def stems_around(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word.norm, language) for word in words_in(text))


def _end(
    phrase: _Phrase, words: Sequence[Word], stems: Sequence[str], first: int, typed: bool
) -> int | None:
    """The index after the phrase's last word; small words may stand between its words."""
    if phrase.tokens[0].verb and not typed and not _is_verb(words, first):
        return None
    at = first
    for number, token in enumerate(phrase.tokens):
        while (
            number
            and at < len(words)
            and words[at].norm in _SMALL
            and (words[at].norm != token.text)
        ):
            at += 1
        if at >= len(words):
            return None
        if token.text != (words[at].norm if token.exact else stems[at]):
            return None
        if token.final and at + 1 < len(words):
            return None
        at += 1
    return at


def _is_verb(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].norm if at else "i"
    return before in _VERB_AFTER or before.endswith("ly")


def _with_larger(phrase: _Phrase, first: int, last: int) -> Iterator[Mention]:
    concept, sure = phrase.concept, phrase.confidence
    kin = concept.family or (concept.kin and phrase.mine)
    yield Mention(concept, first, last, sure, kin)
    for key in concept.larger:
        larger = _concepts().get(key)
        if larger:
            yield Mention(larger, first, last, round(sure * LARGER, 3), kin)


@cache
def _phrases(language: str) -> dict[str, tuple[_Phrase, ...]]:
    """By the stem of the first word, or "=" and its form."""
    index: dict[str, list[_Phrase]] = {}
    for concept, line in _lines(language):
        for written in line.split(";"):
            phrase = _parsed(concept, written.split(), language)
            if phrase:
                head = phrase.tokens[0]
                index.setdefault(f"={head.text}" if head.exact else head.text, []).append(phrase)
    return {head: tuple(phrases) for head, phrases in index.items()}


def _parsed(concept: Concept, written: list[str], language: str) -> _Phrase | None:
    tokens: list[_Token] = []
    confidence, needs, bars = SURE, set[str](), set[str]()
    for part in written:
        if part[0] == "%":
            confidence = float(part[1:])
        elif part[0] == "~":
            needs |= _context(part[1:], language)
        elif part[0] == "!":
            bars |= _context(part[1:], language)
        else:
            # "marketing" is no "market", "boxing" no "box": what ends in -ing is meant as it stands
            exact = part[0] == "=" or (language == "en" and part.endswith("ing"))
            verb, final = part[0] == "^", part[-1] == "$"
            for word in words_in(part.strip("=^$")):
                text = word.norm if exact else stem(word.norm, language)
                tokens.append(_Token(text, exact, verb, final))
                exact = verb = False
    if not tokens:
        return None
    mine = any(token.text in {"my", "our"} for token in tokens)
    return _Phrase(concept, tuple(tokens), confidence, frozenset(needs), frozenset(bars), mine)


def _context(name: str, language: str) -> set[str]:
    return {stem(word, language) for word in (name, *_contexts().get(name, ()))}


@cache
def _contexts() -> dict[str, tuple[str, ...]]:
    rows = (line.split(":") for line in _read("contexts.txt"))
    return {name: tuple(words.split()) for name, words in rows}


def _lines(language: str) -> Iterator[tuple[Concept, str]]:
    if language == "en":
        for fields in _english():
            yield _concepts()[f"c:{fields[0]}"], fields[4]
    elif (TABLES / f"{language}.txt").is_file():
        for line in _read(f"{language}.txt"):
            key, _, phrases = line.partition("|")
            yield _concepts()[f"c:{key.strip()}"], phrases


@cache
def _concepts() -> dict[str, Concept]:
    kinds = {fields[0]: fields[1] for fields in _english()}
    found: dict[str, Concept] = {}
    for key, kind, label, notes, _ in _english():
        flags = notes.split()
        larger = tuple(f"c:{flag}" for flag in flags if flag in kinds and flag not in _FIELDS)
        found[f"c:{key}"] = Concept(
            f"c:{key}", kind, label, larger, "+kin" in flags, "+family" in flags
        )
    return found


# Fields rather than things in common: who runs and who rows do not share "sport".
_FIELDS = {
    "sport",
    "music",
    "crafts",
    "art",
    "food",
    "animals",
    "games",
    "nature",
    "science",
    "design",
}


@cache
def _english() -> tuple[list[str], ...]:
    return tuple([field.strip() for field in line.split("|")] for line in _read("en.txt"))


def _read(name: str) -> list[str]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
