"""The lexicon of concepts: tables/concepts, read into phrases that a text can be searched for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from icebreak.matching.words import UNSPACED, stem, words_in

TABLES = Path(__file__).with_name("tables") / "concepts"
SURE = 0.9
ANY = "*"
NUMBER = "#"
MOVED_COUNTRY = "c:moved_country"
_INTIMATE_WORDS = """
    faith_christian faith_muslim faith_jewish faith_hindu lgbt politics politics_local activism
    unions clergy theology pilgrimage
"""
_INTIMATE = frozenset(f"c:{word}" for word in _INTIMATE_WORDS.split())
_MINE_WORDS = """
    my our mein meine meiner meinem meinen unser unsere ma mon mes nos notre mi mis nuestra nuestro
    nuestros minha meu meus minhas nossos mia mio miei mie nostri mijn onze moja mój moje моя мой
    мои моей моего min mina nossa nossas nuestras nostra nostre моя моё моего наш наша наши nasza
    nasze nasz moi moich moją mina våra vår vårt
"""
# Where "my" is an ending of the word, or left out.
_SUFFIXED = UNSPACED | {"tr", "ar", "fa", "he", "hu", "fi"}
_MINE = frozenset(_MINE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Concept:
    """`larger` are concepts that hold as well; `label` the phrase for two who word it apart."""

    key: str
    kind: str
    label: str
    larger: tuple[str, ...]
    kin: bool
    family: bool
    lived: bool


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    exact: bool
    verb: bool
    final: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    concept: Concept
    written: str
    tokens: tuple[Token, ...]
    confidence: float
    needs: frozenset[str]
    bars: frozenset[str]
    mine: bool


def concept(key: str) -> Concept | None:
    """None for any key that is no concept's."""
    return _concepts().get(key)


def concept_keys() -> tuple[str, ...]:
    """Of all concepts there are."""
    return tuple(_concepts())


def label_of(key: str) -> str:
    """The phrase for a concept's key, or empty for any other key."""
    known = concept(key)
    return known.label if known else ""


def is_intimate(key: str) -> bool:
    """Whether it is told to those in one's room, and no reason to point a stranger out: health,
    faith, hardship, politics."""
    known = concept(key)
    return known is not None and (known.lived or known.key in _INTIMATE)


def plain_phrases() -> Iterator[tuple[str, Concept]]:
    """The English phrases that mean their concept whatever stands around them."""
    for phrases in phrases_of("en").values():
        for phrase in phrases:
            if not phrase.needs and phrase.confidence >= SURE:
                yield " ".join(part.strip("=^$") for part in phrase.written.split()), phrase.concept


@cache
def phrases_of(language: str) -> dict[str, tuple[Phrase, ...]]:
    """By the stem of the first word, or "=" and its form."""
    index: dict[str, list[Phrase]] = {}
    for concept, line in _lines(language):
        for written in line.split(";"):
            phrase = _parsed(concept, written.split(), language)
            if phrase:
                head = phrase.tokens[0]
                index.setdefault(f"={head.text}" if head.exact else head.text, []).append(phrase)
    return {head: tuple(phrases) for head, phrases in index.items()}


def _parsed(concept: Concept, written: list[str], language: str) -> Phrase | None:
    tokens: list[Token] = []
    confidence, needs, bars = SURE, set[str](), set[str]()
    for part in written:
        if part[0] == "%":
            confidence = float(part[1:])
        elif part[0] == "~":
            needs |= _context(part[1:], language)
        elif part[0] == "!":
            bars |= _context(part[2:], language) if part[1] == "~" else {stem(part[1:], language)}
        else:
            # "marketing" is no "market", "boxing" no "box": what ends in -ing is meant as it stands
            exact = part[0] == "=" or (language == "en" and part.endswith("ing"))
            verb, final = part[0] == "^", part[-1] == "$"
            if part in (ANY, NUMBER):
                tokens.append(Token(part, False, False, False))
            for word in words_in(part.strip("=^$")):
                text = word.norm if exact else stem(word.norm, language)
                tokens.append(Token(text, exact, verb, final))
                exact = verb = False
    if not tokens:
        return None
    plain = [part for part in written if part[0] not in "%~!"]
    mine = language in _SUFFIXED or any(part.strip("=") in _MINE for part in plain)
    together = " ".join(plain)
    found = together.casefold() if language in UNSPACED else together
    return Phrase(
        concept, found, tuple(tokens), confidence, frozenset(needs), frozenset(bars), mine
    )


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
            f"c:{key}", kind, label, larger, "+kin" in flags, "+family" in flags, "+lived" in flags
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
