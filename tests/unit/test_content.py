"""The prompts, templates and room names that come with icebreak."""

import itertools
import re

import pytest

from icebreak.domain.content import DECKS, decks, plan_templates, room_names

PROMPTS = [prompt for deck in decks().values() for prompt in deck]
TEMPLATES = {template.name: template for template in plan_templates()}
# What a room of strangers should not be asked for.
PRIVATE = {
    "age", "body", "church", "death", "debt", "died", "divorce", "doctor", "faith", "father", "god",
    "husband", "ill", "illness", "income", "kids", "married", "money", "mother", "parents", "party",
    "politics", "pray", "price", "religion", "salary", "sick", "vote", "war", "weight", "wife",
}  # fmt: skip


def test_there_are_at_least_fifty_prompts_in_three_decks():
    assert tuple(decks()) == DECKS == ("light", "work", "deeper")
    assert all(len(deck) >= 16 for deck in decks().values())
    assert len(PROMPTS) >= 50


def test_no_prompt_and_no_id_comes_twice():
    assert len({prompt.id for prompt in PROMPTS}) == len(PROMPTS)
    assert len({prompt.text.casefold() for prompt in PROMPTS}) == len(PROMPTS)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
def test_a_prompt_is_one_short_sentence_that_fits_a_phone(prompt):
    assert 20 <= len(prompt.text) <= 120
    assert prompt.text.endswith((".", "?"))
    assert prompt.text == prompt.text.strip()
    assert "!" not in prompt.text
    assert len(prompt.follow_on) <= 120
    assert prompt.follow_on == "" or prompt.follow_on.endswith("?")


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
def test_a_prompt_asks_for_nothing_private(prompt):
    words = set(re.findall(r"[a-z]+", f"{prompt.text} {prompt.follow_on}".lower()))
    assert words.isdisjoint(PRIVATE)


def test_there_is_a_template_for_each_length_and_each_way_to_sit():
    assert list(TEMPLATES) == ["15", "30", "45", "60", "pairs", "fours", "speed"]
    for minutes in (15, 30, 45, 60):
        assert TEMPLATES[str(minutes)].minutes == minutes
    assert {step.size for step in TEMPLATES["pairs"].steps if step.kind == "round"} == {2}
    assert {step.size for step in TEMPLATES["fours"].steps if step.kind == "round"} == {4}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_the_steps_of_a_template_fill_its_minutes(template):
    assert sum(step.seconds for step in template.steps) == template.minutes * 60
    assert template.title
    assert template.description


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_a_template_begins_with_a_welcome_and_ends_with_the_wrap_up(template):
    kinds = [step.kind for step in template.steps]
    assert kinds[0] == "welcome"
    assert kinds[-1] == "wrap_up"
    assert kinds.count("round") >= 2
    assert set(kinds) <= {"welcome", "round", "together", "wrap_up"}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_everybody_in_a_full_room_has_a_turn_within_the_round(template):
    for step in template.steps:
        assert step.title
        if step.kind == "round":
            assert 180 <= step.seconds <= 1200
            assert 2 <= step.size <= 8
            assert 30 <= step.turn_seconds <= 300
            # Among pairs, the odd one out makes a three.
            most = 3 if step.size == 2 else step.size
            assert most * step.turn_seconds <= step.seconds
            assert step.deck in decks()
            assert step.seating in {"ground", "mixed", "offers", "random"}


def test_there_are_sixty_room_names_that_begin_with_different_letters():
    assert len(room_names()) == 60
    assert len({name[:3].casefold() for name in room_names()}) == 60
    assert room_names()[:3] == ("Heron", "Otter", "Birch")


def test_no_two_room_names_sound_alike():
    for one, other in itertools.combinations(room_names(), 2):
        assert sound(one) != sound(other), (one, other)
        assert one.casefold()[1:] != other.casefold()[1:], "they rhyme"


def test_room_names_are_short_words_of_plain_letters():
    assert all(re.fullmatch(r"[A-Z][a-z]{2,7}", name) for name in room_names())


def sound(name: str) -> str:
    """Roughly how a name sounds: its consonants by kind, vowels left out but the first letter."""
    kinds = {
        **dict.fromkeys("bfpv", "1"), **dict.fromkeys("cgjkqsxz", "2"),
        **dict.fromkeys("dt", "3"), "l": "4", **dict.fromkeys("mn", "5"), "r": "6",
    }  # fmt: skip
    heard = [kinds.get(letter, "-") for letter in name.casefold()[1:]]
    return name[0] + "".join(kind for kind, _ in itertools.groupby(heard)).replace("-", "")
