"""Pretend people of a webinar: any number, each with texts of their own, the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from bench.matcher.pretend_words import LANGUAGES, Phrasebook
from icebreak.matching.people import Person

INTERESTS = ("{doing}", "{doing}", "{thing}", "{subject}")
SKEW = 1.6  # 1 would make all words alike, in life some are common and most are rare


def pretend_people(count: int, seed: int = 1) -> list[Person]:
    """One or two stories of some thirty words each, mostly with starters and interests."""
    chance = random.Random(seed)
    said: set[str] = set()
    return [_person(number, chance, said) for number in range(count)]


def _person(number: int, chance: random.Random, said: set[str]) -> Person:
    (language,) = chance.choices(list(LANGUAGES), [book.share for book in LANGUAGES.values()])
    book = LANGUAGES[language]
    fill = _filler(book, chance)
    stories = tuple(
        _fresh(lambda: _story(book, chance, fill), said) for _ in range(chance.choice((1, 1, 2)))
    )
    return Person(
        id=f"p{number:05}",
        name=f"Person {number}",
        organisation=f"Firm {chance.randrange(400)}",
        stories=stories,
        why=fill(chance.choice(book.why)) if chance.random() < 0.7 else "",
        offer=fill(chance.choice(book.offer)) if chance.random() < 0.6 else "",
        seek=fill(chance.choice(book.seek)) if chance.random() < 0.6 else "",
        interests=tuple(fill(chance.choice(INTERESTS)) for _ in range(chance.randrange(4))),
        language=language,
    )


def _story(book: Phrasebook, chance: random.Random, fill: Callable[[str], str]) -> str:
    return " ".join(fill(sentence) for sentence in chance.sample(book.sentences, 3))


def _fresh(tell: Callable[[], str], said: set[str]) -> str:
    """A story that nobody has told yet."""
    story = tell()
    while story in said:
        story = tell()
    said.add(story)
    return story


def _filler(book: Phrasebook, chance: random.Random) -> Callable[[str], str]:
    def fill(sentence: str) -> str:
        for slot, words in book.words.items():
            while f"{{{slot}}}" in sentence:
                sentence = sentence.replace(f"{{{slot}}}", _one(words, chance), 1)
        return sentence

    return fill


def _one(words: Sequence[str], chance: random.Random) -> str:
    """The likelier the earlier it stands."""
    return words[int(len(words) * chance.random() ** SKEW)]
