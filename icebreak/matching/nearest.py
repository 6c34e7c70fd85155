"""The concept that a foreign word comes closest to, where no list has the word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from icebreak.matching.concepts import Mention
from icebreak.matching.embedding import Vectors, sentence_embedder
from icebreak.matching.lexicon import UNSPACED, Concept, plain_phrases
from icebreak.matching.specific import generic_words
from icebreak.matching.words import Word, commonness

VECTORS = Path(__file__).with_name("tables") / "concepts" / "vectors.npz"
SCALE = 400.0  # of a component in a byte; none of a unit vector of 512 comes near 127 / 400
# Measured on the listed words of 13 languages: right 97 times in 100, for half of them.
LIKE_ENOUGH = 0.8
APART = 0.06
CONFIDENCE = 0.75
# A common word that belongs to a concept is in its list; the others are grammar and chatter.
COMMON = 4.6
SHORTEST = 4
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
    for word in words:
        concept = _nearest(word.norm) if _is_telling(word.norm, language) else None
        if concept:
            yield Mention(concept, word.start, word.end, CONFIDENCE, False)


def _is_telling(word: str, language: str) -> bool:
    long = len(word) >= (2 if language in UNSPACED else SHORTEST)
    return long and commonness(word, language) < COMMON and word not in generic_words(language)


@lru_cache(maxsize=16_384)
def _nearest(word: str) -> Concept | None:
    embed = sentence_embedder()
    if embed is None:
        return None
    vectors, concepts = _prototypes()
    like = vectors @ embed((word,))[0]
    best = int(np.argmax(like))
    if like[best] < LIKE_ENOUGH:
        return None
    others = [like[i] for i in np.argsort(-like)[:40] if concepts[i] is not concepts[best]]
    clear = not others or like[best] - others[0] >= APART
    return concepts[best] if clear else None


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
