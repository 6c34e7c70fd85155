"""Write icebreak/matching/tables/words/<language>.txt from wordfreq's top words.

Run it in an environment that has `wordfreq` (it is no dependency of icebreak):

    python tools/build_word_tables.py icebreak/matching/tables/words

One line a Zipf level (log10 of uses per billion words, one decimal), most frequent first.
Source: wordfreq 3, Robyn Speer, data CC BY-SA 4.0.
"""

from __future__ import annotations

import re
import sys
from itertools import groupby
from math import log10
from pathlib import Path

import wordfreq

SIZES = {"en": 14_000, "zh": 14_000, "ja": 10_000}
LANGUAGES = """
    ar bg ca cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv tr uk zh
"""
LETTERS = re.compile(r"[^\d\s_.,&]+").fullmatch


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES.split():
        uses = wordfreq.get_frequency_dict(language)
        words = [word for word in sorted(uses, key=lambda w: (-uses[w], w)) if LETTERS(word)]
        levels = groupby(
            ((round(log10(uses[word]) + 9, 1), word) for word in words[: size(language)]),
            key=lambda pair: pair[0],
        )
        lines = [f"{level} {' '.join(word for _, word in group)}" for level, group in levels]
        (folder / f"{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def size(language: str) -> int:
    return SIZES.get(language, 4_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
