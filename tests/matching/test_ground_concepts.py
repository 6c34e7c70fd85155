"""What two people share though they word it apart, and what only sounds alike."""

import re

import pytest

from icebreak.matching.facets import facets_in, facets_of
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.lexicon import label_of
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry


def shown(one: str, other: str) -> list[Shared]:
    people = (Person("a", stories=(one,)), Person("b", stories=(other,)))
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    return [shared for shared in common_ground(*profiles, registry, limit=9) if shared.shown]


def phrases(one: str, other: str) -> list[str]:
    return [shared.phrase for shared in shown(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "phrase"),
    [
        ("We harvest honey from our hives.", "I keep bees on a roof.", "beekeeping"),
        ("I have not had a drink since May.", "I gave up alcohol at thirty.", "living without"),
        ("I was let go in the spring.", "They made me redundant.", "laid off"),
        ("My dad has Alzheimer's.", "Grandma had dementia for years.", "dementia"),
        ("First time leading a team here.", "I became a manager in June.", "managing people"),
        ("I left banking to become a potter.", "I retrained as a joiner.", "changing career"),
        ("I brought up two sons on my own.", "Single dad of a teenager.", "raising children"),
        ("Speech therapist by day.", "I am an occupational therapist.", "speech and occupational"),
        ("I see a therapist.", "Years of therapy helped me.", "going to therapy"),
        ("I'm a rabbi in Leeds.", "Hospital chaplain by day.", "being clergy"),
        ("I sit on the board of a co-op.", "Treasurer of our club.", "serving on a board"),
        ("I help refugees to fill in forms.", "I host a language café.", "helping newcomers"),
        ("I had a heart attack at fifty.", "My pacemaker is two years old.", "a heart condition"),
        ("I keep a diary.", "Journaling calms me down.", "keeping a journal"),
        ("Bouldering keeps me sane.", "We go rock climbing in Wales.", "climbing"),
    ],
)
def test_two_wordings_of_one_thing_meet(one: str, other: str, phrase: str) -> None:
    assert any(phrase in found for found in phrases(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I love cats.", "I love dogs."),
        ("I listen to rap music.", "I listen to country music."),
        ("My python escaped from its terrarium.", "I write Python all day."),
        ("I run a small company.", "I run every morning."),
        ("We stood in a row.", "I row with a crew."),
        ("We met at the food bank.", "I work at a bank in Zurich."),
        ("My nails need polish.", "I speak Polish."),
        ("The sleeping dog was a hot dog.", "I have a dog."),
        ("I gave up smoking.", "I gave up alcohol."),
    ],
)
def test_what_is_only_of_one_family_or_one_spelling_does_not_meet(one: str, other: str) -> None:
    assert phrases(one, other) == []


@pytest.mark.parametrize(
    ("one", "own"),
    [
        ("I work with nurses every day.", "I am a nurse."),
        ("I design apps for nurses.", "I am a nurse."),
        ("I married a firefighter.", "I am a firefighter."),
        ("I write about war veterans.", "I am a veteran."),
        ("My mother is a nurse.", "I am a nurse."),
        ("I'm the daughter of a baker.", "I am a baker."),
        ("I teach people who lost their job.", "I lost my job."),
        ("I want to become a nurse.", "I am a nurse."),
        ("I almost became a teacher.", "I am a teacher."),
        ("I don't have children.", "I have two children."),
    ],
)
def test_other_peoples_roles_are_not_ones_own(one: str, own: str) -> None:
    assert phrases(one, own) == []


def test_a_child_says_that_one_is_a_parent_but_not_what_the_child_does() -> None:
    found = phrases("My daughter plays the cello.", "My son is four, and I play the cello.")
    assert found == ["being a parent"]


def test_what_comes_after_giving_something_up_is_no_longer_given_up() -> None:
    found = phrases("I gave up alcohol and took up running.", "I run marathons.")
    assert found == ["running"]


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("Ich singe seit Jahren im Chor.", "Je chante dans une chorale.", "c:choir"),
        ("Trabajo de enfermera.", "Jestem pielęgniarką.", "c:nurse"),
        ("私は猫を二匹飼っています。", "Meine Katzen schlafen viel.", "c:cats"),
        ("我周末喜欢攀岩。", "Arrampico ogni domenica.", "c:climbing"),
        ("أعمل مهندسة برمجيات", "Я работаю программистом.", "c:software"),
        ("저는 등산을 좋아해요.", "Wandelen doe ik elke week.", "c:hiking"),
        ("Satranç oynarım.", "Jogo xadrez todos os dias.", "c:chess"),
        ("Jag odlar grönsaker.", "I grow vegetables on a balcony.", "c:gardening"),
    ],
)
def test_common_ground_crosses_languages(one: str, other: str, key: str) -> None:
    assert key in {shared.key for shared in shown(one, other)}


def test_each_side_is_quoted_with_the_clause_that_says_it() -> None:
    (shared,) = shown(
        "I hate running but I sing in a choir.", "Choir on Mondays is the best hour of my week."
    )
    assert shared.key == "c:choir"
    assert shared.evidence["a"] == "I sing in a choir"


def test_an_interest_that_was_typed_meets_every_wording() -> None:
    typed = facets_in("Bouldering; C++; bridge", source="interest")
    keys = {facet.key for facet in typed}
    assert {"c:climbing", "c:cpp", "c:bridge"} <= keys
    assert all(facet.confidence == 1.0 for facet in typed if facet.key.startswith("c:"))


def test_every_listed_phrase_is_found_by_its_own_words() -> None:
    """The label of a concept is plain words, so that a phrase never shows a key."""
    for key in ("c:choir", "c:new_manager", "c:cpp"):
        assert label_of(key)
        assert not re.search("[_:|]", label_of(key))
    assert label_of("w:choir") == ""
