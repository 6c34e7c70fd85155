"""The concept that a foreign word comes closest to, where no list has the word."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np

from icebreak.matching.concepts import Mention
from icebreak.matching.embedding import Vectors, sentence_embedder
from icebreak.matching.lexicon import Concept, plain_phrases
from icebreak.matching.specific import generic_words
from icebreak.matching.words import UNSPACED, Word, commonness

VECTORS = Path(__file__).with_name("tables") / "concepts" / "vectors.npz"
SCALE = 400.0  # of a component in a byte; none of a unit vector of 512 comes near 127 / 400
# Measured on the listed words of 13 languages: right 97 times in 100, for half of them.
LIKE_ENOUGH = 0.85
APART = 0.1
CONFIDENCE = 0.6
# A common word that belongs to a concept is in its list; the others are grammar and chatter.
COMMON = 4.6
SHORTEST = 4
KEPT = 16_384  # words
# The languages of the model; English words are told by their stems.
LANGUAGES = frozenset("ar de es fr it ja ko nl pl pt ru tr zh".split())  # noqa: SIM905
# Phrases that are near to words that have nothing to do with them.
_HUBS_TEXT = """
    allotment cern viva trustee trustees negatives diver start-ups startups strictly mooting acting
    runs head mother father start year bring raising with from work youngest eldest over home rest
    model away spices piccolo alto stata padel trans talent procurement studying computer plasterer
"""
_HUBS = frozenset(_HUBS_TEXT.split())


def nearest_mentions(words: Sequence[Word], language: str) -> Iterator[Mention]:
    """Of single words of one clause in a language of the model; nothing without the model."""
    if language not in LANGUAGES:
        return
    telling = [word for word in words if _is_telling(word.norm, language)]
    for word, concept in zip(telling, _nearest([word.norm for word in telling]), strict=True):
        if concept:
            yield Mention(concept, word.start, word.end, CONFIDENCE, False)


def _is_telling(word: str, language: str) -> bool:
    long = len(word) >= (2 if language in UNSPACED else SHORTEST)
    return long and commonness(word, language) < COMMON and word not in generic_words(language)


class Nearest:
    """The concepts of words, the last of which are kept. New ones are read together: that takes
    little longer than to read one."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Concept | None] = OrderedDict()
        self._lock = Lock()

    def __call__(self, words: Sequence[str]) -> list[Concept | None]:
        with self._lock:
            known = {word: self._known[word] for word in words if word in self._known}
        fresh = [word for word in dict.fromkeys(words) if word not in known]
        embed = sentence_embedder() if fresh else None
        if embed is not None:
            known.update(zip(fresh, _closest(embed(fresh)), strict=True))
            with self._lock:
                self._known.update((word, known[word]) for word in fresh)
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
        return [known.get(word) for word in words]

    def cache_clear(self) -> None:
        with self._lock:
            self._known.clear()


_nearest = Nearest()


def _closest(words: Vectors) -> Iterator[Concept | None]:
    vectors, concepts = _prototypes()
    for like in words @ vectors.T:
        best = int(np.argmax(like))
        if like[best] < LIKE_ENOUGH:
            yield None
            continue
        others = [like[i] for i in np.argsort(-like)[:40] if concepts[i] is not concepts[best]]
        clear = not others or like[best] - others[0] >= APART
        yield concepts[best] if clear else None


@cache
def _prototypes() -> tuple[Vectors, tuple[Concept, ...]]:
    stored = _stored()
    phrases = prototype_phrases()
    fresh = [phrase for phrase, _ in phrases if phrase not in stored]
    embed = sentence_embedder()
    if fresh and embed is not None:
        stored.update(zip(fresh, embed(fresh), strict=True))
    vectors = np.stack([stored[phrase] for phrase, _ in phrases])
    return vectors, tuple(concept for _, concept in phrases)


def prototype_phrases() -> list[tuple[str, Concept]]:
    """Plain phrases of one and two words; experiences are told by sentences and so left out."""
    return [
        (phrase, concept)
        for phrase, concept in plain_phrases()
        if concept.kind != "experience" and _is_prototype(phrase.split())
    ]


def store(path: Path, phrases: Sequence[str], vectors: Vectors) -> None:
    """A line of phrases each, then the vectors in bytes (a hundredth off at most)."""
    np.savez_compressed(
        path, phrases=np.array("\n".join(phrases)), vectors=np.rint(vectors * SCALE).astype(np.int8)
    )


def _stored() -> dict[str, Vectors]:
    if not VECTORS.is_file():
        return {}
    with np.load(VECTORS) as table:
        vectors = table["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return dict(zip(str(table["phrases"]).split("\n"), vectors, strict=True))


def _is_prototype(words: list[str]) -> bool:
    return (
        len(words) <= 2 and all(len(word) >= SHORTEST for word in words) and not _HUBS & set(words)
    )
