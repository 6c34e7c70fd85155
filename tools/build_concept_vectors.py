"""Write icebreak/matching/tables/concepts/vectors.npz: the lexicon's phrases as sentence vectors.

Run it after a change of the lexicon; what is missing in the file is computed when it is needed.
"""

from __future__ import annotations

from icebreak.matching.embedding import sentence_embedder
from icebreak.matching.nearest import VECTORS, prototype_phrases, store


def main() -> None:
    embed = sentence_embedder()
    if embed is None:
        raise SystemExit("the sentence encoder is not installed")
    phrases = sorted({phrase for phrase, _ in prototype_phrases()})
    store(VECTORS, phrases, embed(phrases))


if __name__ == "__main__":
    main()
