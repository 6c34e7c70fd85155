"""Words in Chinese, Japanese and Thai, which put no space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from icebreak.matching import gazetteer, regions
from icebreak.matching.words import TABLES, Word, frequencies, unspaced

LONGEST = 4
COMMON = 5.5  # Zipf; so common a single character is a word
_SCRIPT_RUN = re.compile("[\u3400-\u9fff々]+|[\u30a1-\u30ff\u31f0-\u31ff]+|[^\\W\u3040-\u30ff]+")
_HAN = re.compile("[\u3400-\u9fff]")


def segmented(words: list[Word], language: str) -> list[Word]:
    """The same words, runs of Han and kana cut up; hiragana, which is mostly grammar, left out.

    Where it was left out at either end, an empty word marks how far the text goes: a phrase may
    begin or end in it ("うつ病", "教えています")."""
    if language == "th":
        return [piece for word in words for piece in _with_names(word)]
    pieces = [piece for word in words for piece in _pieces(word, language)]
    if not words or language != "ja":
        return pieces
    start, end = words[0].start, words[-1].end
    before = [] if pieces and pieces[0].start == start else [Word(start, start, "")]
    after = [] if pieces and pieces[-1].end == end else [Word(end, end, "")]
    return [*before, *pieces, *after]


def _with_names(word: Word) -> Iterator[Word]:
    """A run of Thai, with the places and languages in it as words of their own."""
    at = 0
    for name in _thai_names().finditer(word.norm):
        if name.start() > at:
            yield Word(word.start + at, word.start + name.start(), word.norm[at : name.start()])
        yield Word(word.start + name.start(), word.start + name.end(), name.group())
        at = name.end()
    if at < len(word.norm):
        yield Word(word.start + at, word.end, word.norm[at:])


@cache
def _thai_names() -> re.Pattern[str]:
    everything = (*gazetteer.cities(), *regions.countries(), *gazetteer.tongues())
    thai = {name for name in everything if "\u0e00" <= name[:1] <= "\u0e7f" and len(name) > 2}
    return re.compile("|".join(sorted(map(re.escape, thai), key=len, reverse=True)) or "(?!)")


def _pieces(word: Word, language: str) -> Iterator[Word]:
    # a character that changes its length when folded would shift the places
    if not unspaced(word.norm) or len(word.norm) != word.end - word.start:
        yield word
        return
    for run in _SCRIPT_RUN.finditer(word.norm):
        chinese = language == "zh" and bool(_HAN.match(run.group()))
        cuts = _longest_first(run.group()) if chinese else [(0, len(run.group()))]
        for start, end in cuts:
            offset, written = word.start + run.start(), run.group()[start:end]
            yield Word(offset + start, offset + end, simplified(written) if chinese else written)


def _longest_first(run: str) -> list[tuple[int, int]]:
    """Forward maximum matching against the table of words; unknown neighbours stay together."""
    run = simplified(run)
    cuts: list[tuple[int, int]] = []
    at = unknown = 0
    while at < len(run):
        length = _word_length(run, at)
        if length:
            cuts += [(unknown, at)] if unknown < at else []
            cuts.append((at, at + length))
            unknown = at + length
        at += length or 1
    return [*cuts, (unknown, at)] if unknown < at else cuts


def _word_length(run: str, at: int) -> int:
    """Of the known word at that place; zero without any."""
    known = frequencies("zh")
    longest = min(LONGEST, len(run) - at)
    length = next((n for n in range(longest, 1, -1) if run[at : at + n] in known), 0)
    if length > 2 and run[at + length - 1] == "人" and _is_name(run[at : at + length - 1]):
        return length - 1  # "德国人" tells of a country
    if length == 2 and any(_is_name(run[at + 1 : at + n]) for n in (3, 4)):
        length = 0  # "说法" is no word in "说法语"
    return length or int(known.get(run[at], 0.0) >= COMMON)


def simplified(run: str) -> str:
    """The same run, as long, in the characters that the table of words is written in."""
    return run.translate(_characters())


def as_listed(name: str) -> str:
    """A Chinese name of a place in the script in which the tables have it."""
    if name in gazetteer.cities() or name in regions.countries():
        return name
    return _by_simplified().get(simplified(name), name)


@cache
def _by_simplified() -> dict[str, str]:
    names = (*gazetteer.cities(), *regions.countries())
    return {simplified(name): name for name in names if _HAN.match(name)}


def _is_name(word: str) -> bool:
    """Of a country or a language."""
    return len(word) > 1 and (word in regions.countries() or word in gazetteer.tongues())


@cache
def _characters() -> dict[int, str]:
    lines = (TABLES.with_name("traditional-zh.txt")).read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    return {ord(pair[1]): pair[0] for pair in pairs}
