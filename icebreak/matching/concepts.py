"""Concepts: what people commonly tell of themselves, however they word it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from icebreak.matching import lexicon
from icebreak.matching.lexicon import ANY, NUMBER, Concept, Phrase, Token, phrases_of
from icebreak.matching.roles import is_likened, is_others, is_several, is_work
from icebreak.matching.words import UNSPACED, Word, stem, words_in

LARGER = 0.8
NEAR = 12  # characters between two mentions that make one
MOST_BETWEEN = 4  # words that a "*" stands for
_TENS = frozenset({
    "thirty", "forty", "fifty", "sixty", "seventy", "thirties", "forties", "fifties", "sixties"
})  # fmt: skip
_SMALL_WORDS = """
    le la les un une des du de l' d' el los las una der die das ein eine einen einer den dem il lo
    gli i o os as um uma het een en ett
    a an the really still also very just now always often quite all both own completely
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_VERB_AFTER_WORDS = """
    i we i've we've to and or also still often love like sometimes usually can could always
    then both never i'd actually mostly now myself
    je ich yo eu io ik ja я jag jeg et und y e en och и
"""
_VERB_AFTER = frozenset(_VERB_AFTER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] speaks of the concept; see Find for the flags."""

    concept: Concept
    start: int
    end: int
    confidence: float
    of_kin: bool
    of_others: bool = False


def mentions(
    text: str, words: Sequence[Word], around: frozenset[str], language: str, *, typed: bool = False
) -> list[Mention]:
    """`words` are a clause of the text, `around` the stems of all of it, which tell the senses of
    a word apart; an interest that was typed alone is taken in its listed sense."""
    spoken = (
        _written_together(text, words, language, typed)
        if language in UNSPACED
        else _in_order(words, around, language, typed)
    )
    found: dict[str, Mention] = {}
    for phrase, start, end in spoken:
        others = is_likened(text, words, start, language) or (
            (
                phrase.concept.kind != "interest"
                or (not typed and is_several(words, start, end, language))
            )
            and (
                (phrase.concept.lived and is_work(text, words, start, end, language))
                or (not phrase.concept.kin and is_others(text, words, start, end, language))
            )
        )
        for mention in _with_larger(phrase, start, end, others):
            before = found.get(mention.concept.key)
            found[mention.concept.key] = _joined(before, mention) if before else mention
    return list(found.values())


def _joined(one: Mention, other: Mention) -> Mention:
    """Two mentions in a clause are one: from the first word to the last where they are close."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    apart = end - start - (one.end - one.start) - (other.end - other.start)
    surer = max(one, other, key=lambda mention: (mention.confidence, not mention.of_others))
    if apart > NEAR:
        return replace(surer, of_kin=one.of_kin or other.of_kin)
    return replace(
        surer,
        start=start,
        end=end,
        of_kin=one.of_kin or other.of_kin,
        of_others=one.of_others and other.of_others,
    )


def _in_order(
    words: Sequence[Word], around: frozenset[str], language: str, typed: bool
) -> Iterator[tuple[Phrase, int, int]]:
    phrases, stems = phrases_of(language), [stem(word.norm, language) for word in words]
    for first, word in enumerate(words):
        for phrase in (*phrases.get(stems[first], ()), *phrases.get(f"={word.norm}", ())):
            if phrase.bars & around or (phrase.needs and not typed and not phrase.needs & around):
                continue
            last = _end(phrase, words, stems, first, typed)
            if last is not None:
                yield phrase, word.start, words[last - 1].end


def _written_together(
    text: str, words: Sequence[Word], language: str, typed: bool
) -> Iterator[tuple[Phrase, int, int]]:
    """Where no space ends a word, a phrase is found as it stands."""
    if not words:
        return
    start, end = words[0].start, words[-1].end
    clause = text[start:end]
    small = clause.casefold()
    small = small if len(small) == len(clause) else clause
    for phrases in phrases_of(language).values():
        for phrase in phrases:
            at = small.find(phrase.written)
            if at >= 0 and _fits(phrase, clause, typed):
                yield phrase, start + at, start + at + len(phrase.written)


def _fits(phrase: Phrase, clause: str, typed: bool) -> bool:
    barred = any(word in clause for word in phrase.bars)
    wanted = typed or not phrase.needs or any(word in clause for word in phrase.needs)
    return wanted and not barred


def stems_around(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word.norm, language) for word in words_in(text))


def _end(
    phrase: Phrase, words: Sequence[Word], stems: Sequence[str], first: int, typed: bool
) -> int | None:
    """The index after the phrase's last word; small words may stand between its words."""
    if phrase.tokens[0].verb and not typed and not _is_verb(words, first):
        return None
    at = first
    for number, token in enumerate(phrase.tokens):
        if token.text == ANY:
            continue
        gap = MOST_BETWEEN if number and phrase.tokens[number - 1].text == ANY else 0
        found = _next(token, words, stems, at, number > 0, gap)
        if found is None or (token.final and found + 1 < len(words)):
            return None
        at = found + 1
    return at


def _next(
    token: Token, words: Sequence[Word], stems: Sequence[str], at: int, small: bool, gap: int
) -> int | None:
    """The index of the token at or after `at`, past small words and `gap` others."""
    while at < len(words):
        if token.text == (words[at].norm if token.exact else stems[at]):
            return at
        if token.text == NUMBER and (words[at].norm.isdigit() or words[at].norm in _TENS):
            return at
        if not (small and words[at].norm in _SMALL):
            gap -= 1
            if gap < 0:
                return None
        at += 1
    return None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].norm if at else "i"
    return before in _VERB_AFTER or before.endswith("ly")


def _with_larger(phrase: Phrase, start: int, end: int, others: bool) -> Iterator[Mention]:
    concept, sure = phrase.concept, phrase.confidence
    kin = concept.family or (concept.kin and phrase.mine)
    yield Mention(concept, start, end, sure, kin, others)
    for key in concept.larger:
        larger = lexicon.concept(key)
        if larger:
            yield Mention(larger, start, end, round(sure * LARGER, 3), kin, others)
