"""Inflection of English words, after step 1 of Porter's algorithm (Program 14, 1980).

The later steps join words that only look related ("universe", "university"), so they are left out.
"""

from __future__ import annotations

import re

_VOWEL = re.compile("[aeiouy]")
_IRREGULAR = {
    "children": "child", "mice": "mouse", "geese": "goose", "teeth": "tooth", "feet": "foot",
    "women": "woman", "men": "man", "knives": "knife", "wolves": "wolf", "lives": "life",
    "wives": "wife", "leaves": "leaf", "loaves": "loaf", "shelves": "shelf", "halves": "half",
    "ran": "run", "swam": "swim", "sang": "sing", "sung": "sing", "rode": "ride", "drew": "draw",
    "taught": "teach", "wrote": "write", "written": "write", "drove": "drive", "flew": "fly",
    "built": "build", "knitted": "knit", "sewn": "sew", "grew": "grow", "grown": "grow",
    "spoke": "speak", "spoken": "speak", "dived": "dive", "dove": "dive", "sailed": "sail",
    "news": "news", "series": "series", "species": "species", "physics": "physics",
}  # fmt: skip
_SIBILANT = ("sses", "ches", "shes", "xes", "zes")


def english_stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 4:
        return _IRREGULAR.get(word, word)
    return _ending(_IRREGULAR.get(word) or _verbal(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word[:-1]
    return word


def _verbal(word: str) -> str:
    for suffix, shortest in (("ing", 5), ("ed", 5)):
        base = word.removesuffix(suffix)
        if base != word and len(word) >= shortest and _VOWEL.search(base) and base[-1] != "e":
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word


def _ending(word: str) -> str:
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word
