"""What Dutch sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="nl")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ik ben hierheen verhuisd en werk als verpleegkundige.", {"nurse"}),
        ("Mijn oma heeft me leren breien.", {"knitting"}),
        ("In tegenstelling tot mijn broer loop ik marathons.", {"running"}),
        ("Na een burn-out ben ik omgeschoold tot timmerman.", {"burnout", "career_change"}),
        ("Ik ben alleenstaande moeder van een tweeling.", {"single_parent", "twins_parent"}),
        ("Onze kinderen groeien tweetalig op.", {"bilingual_kids"}),
    ],
)
def test_dutch_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mijn vrouw is verloskundige en zingt in een kerkkoor.", "choir"),
        ("Het koor van mijn man oefent bij ons thuis.", "choir"),
        ("Ik werk veel met verpleegkundigen.", "nurse"),
        ("Ik speel geen piano maar houd van jazz.", "piano"),
        ("Ik zou graag leren zeilen.", "sailing"),
        ("Mijn buurman houdt bijen.", "bees"),
        ("Ik zit graag op de bank.", "finance"),
        ("De geschiedenis van ons bedrijf is lang.", "history"),
    ],
)
def test_dutch_sentences_tell_nothing_denied_wished_for_or_of_others(text: str, key: str) -> None:
    assert key not in held(text)
