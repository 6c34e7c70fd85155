"""Words in Chinese and Japanese, which put no space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icebreak.matching.words import Word, frequencies, unspaced

LONGEST = 4
_SCRIPT_RUN = re.compile("[\u3400-\u9fff々]+|[\u30a1-\u30ff\u31f0-\u31ff]+|[^\\W\u3040-\u30ff]+")
_HAN = re.compile("[\u3400-\u9fff]")


def segmented(words: list[Word], language: str) -> list[Word]:
    """The same words, runs of Han and kana cut up; hiragana, which is mostly grammar, left out.

    Where it was left out at either end, an empty word marks how far the text goes: a phrase may
    begin or end in it ("うつ病", "教えています")."""
    pieces = [piece for word in words for piece in _pieces(word, language)]
    if not words or language != "ja":
        return pieces
    start, end = words[0].start, words[-1].end
    before = [] if pieces and pieces[0].start == start else [Word(start, start, "")]
    after = [] if pieces and pieces[-1].end == end else [Word(end, end, "")]
    return [*before, *pieces, *after]


def _pieces(word: Word, language: str) -> Iterator[Word]:
    # a character that changes its length when folded would shift the places
    if not unspaced(word.norm) or len(word.norm) != word.end - word.start:
        yield word
        return
    for run in _SCRIPT_RUN.finditer(word.norm):
        if language == "zh" and _HAN.match(run.group()):
            cuts = _longest_first(run.group())
        else:
            cuts = [(0, len(run.group()))]
        for start, end in cuts:
            offset = word.start + run.start()
            yield Word(offset + start, offset + end, run.group()[start:end])


def _longest_first(run: str) -> list[tuple[int, int]]:
    """Forward maximum matching against the table of words; unknown neighbours stay together."""
    known = frequencies("zh")
    cuts: list[tuple[int, int]] = []
    at = unknown = 0
    while at < len(run):
        longest = min(LONGEST, len(run) - at)
        length = next((n for n in range(longest, 1, -1) if run[at : at + n] in known), 0)
        if not length and known.get(run[at], 0.0) >= 5.5:
            length = 1
        if length:
            cuts += [(unknown, at)] if unknown < at else []
            cuts.append((at, at + length))
            unknown = at + length
        at += length or 1
    return [*cuts, (unknown, at)] if unknown < at else cuts
