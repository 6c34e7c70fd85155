"""What single words and phrases two people share."""

import pytest

from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, Shared, common_ground, room_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry


def ground(*people: Person) -> tuple[Shared, ...]:
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    return common_ground(profiles[0], profiles[1], registry, limit=9)


def shown(a: Person, b: Person) -> list[str]:
    return [shared.phrase for shared in ground(a, b) if shared.shown]


def teller(who: str, story: str) -> Person:
    return Person(who, stories=(story,))


def test_a_story_meets_a_typed_interest_with_the_words_of_both() -> None:
    ana = teller("ana", "On Saturdays I repair bicycles in the yard. I also bake.")
    leila = Person("leila", interests=("Bicycle", "sewing machines"))
    (shared,) = [shared for shared in ground(ana, leila) if shared.shown]
    assert shared.evidence == {
        "ana": "On Saturdays I repair bicycles in the yard",
        "leila": "Bicycle",
    }
    assert "bicycle" in shared.phrase.casefold()


def test_two_words_that_belong_together_are_one_phrase() -> None:
    a = teller("a", "I restore sewing machines from before the war.")
    b = Person("b", interests=("Sewing machines",))
    assert shown(a, b) == ["sewing machines"]


@pytest.mark.parametrize(
    "story",
    [
        "I never play the accordion.",
        "I don't like the accordion at all.",
        "My brother plays the accordion.",
        "My best friend bought an accordion last year.",
        "I want to learn the accordion.",
        "I'd love to own an accordion one day.",
        "Do you play the accordion?",
        "I gave up the accordion years ago.",
        "My sister is a teacher and plays the accordion.",
        "I live with my uncle, who repairs accordions.",
    ],
)
def test_what_is_denied_wished_for_or_somebody_elses_is_not_shared(story: str) -> None:
    assert shown(teller("a", story), teller("b", "I play the accordion in a trio.")) == []


@pytest.mark.parametrize(
    "story",
    [
        "I can't live without my accordion.",
        "I never miss an accordion evening.",
        "My wife and I play the accordion.",
        "My grandfather taught me the accordion.",
        "Not only do I sing, I play the accordion.",
        "I hate the trumpet but I play the accordion.",
        "My brother is loud, but I play the accordion.",
    ],
)
def test_what_only_looks_denied_or_somebody_elses_is_shared(story: str) -> None:
    phrases = shown(teller("a", story), teller("b", "I play the accordion in a trio."))
    assert "accordion" in phrases


@pytest.mark.parametrize(
    ("story", "other"),
    [
        ("Ich spiele kein Akkordeon.", "Ich spiele Akkordeon im Verein."),
        ("Je ne joue pas de l'accordéon.", "Je joue de l'accordéon le soir."),
        ("No toco el acordeón.", "Toco el acordeón los lunes."),
        ("Minha irmã toca acordeão.", "Eu toco acordeão numa banda."),
        ("Vorrei suonare la fisarmonica.", "Suono la fisarmonica da anni."),
        ("Nie gram na akordeonie.", "Gram na akordeonie od lat."),
        ("Моя сестра играет на аккордеоне.", "Я играю на аккордеоне."),
        ("我不喜欢手风琴。", "我喜欢手风琴。"),
        ("아코디언을 배우고 싶어요.", "저는 아코디언을 연주해요."),
        ("לא מנגן באקורדיון.", "אני מנגן באקורדיון."),
    ],
)
def test_denial_and_wish_are_understood_in_other_languages(story: str, other: str) -> None:
    assert shown(teller("a", story), teller("b", other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I have three cats.", "I have three dogs."),
        ("I went to Java last year.", "I write JavaScript for a living."),
        ("I study the universe.", "I study at a university."),
        ("I grow and spend a lot.", "I spend and grow quickly."),
    ],
)
def test_words_that_only_look_or_feel_alike_are_not_shared(one: str, other: str) -> None:
    assert shown(teller("a", one), teller("b", other)) == []


def test_two_languages_with_alike_names_are_only_both_software() -> None:
    java = teller("a", "I write Java for a living.")
    script = teller("b", "I write JavaScript for a living.")
    assert shown(java, script) == ["software development"]


@pytest.mark.parametrize("word", ["登山", "سباحة", "צילום", "бадминтон", "पतंग", "바둑", "C++"])
def test_the_same_interest_in_any_script_is_shared(word: str) -> None:
    a, b = Person("a", interests=(word,)), Person("b", interests=(f" {word.lower()} ",))
    assert shown(a, b) == [word] or shown(a, b) == [word.lower()]


def test_a_word_in_a_chinese_sentence_meets_the_interest() -> None:
    a, b = teller("a", "我在上海长大，现在喜欢摄影和登山。"), Person("b", interests=("摄影",))
    (shared,) = ground(a, b)
    assert shared.phrase == "摄影"
    assert shared.evidence["a"] == "现在喜欢摄影和登山"


def test_what_a_person_says_and_denies_is_left_out() -> None:
    a = teller("a", "I play the accordion. Well, I don't play the accordion any more.")
    assert shown(a, teller("b", "I play the accordion.")) == []


def test_evidence_is_verbatim_and_short() -> None:
    long_story = "I wander about " + "and about " * 40 + "with my accordion " + "and on " * 60
    a, b = teller("a", long_story), teller("b", "I play the accordion.")
    evidence = next(s for s in ground(a, b) if s.phrase == "accordion").evidence["a"]
    assert evidence in long_story
    assert "accordion" in evidence
    assert len(evidence) <= 160


def test_what_nearly_everybody_shares_is_not_worth_saying() -> None:
    many = [Person(str(i), interests=("webcams", "origami" if i < 2 else "")) for i in range(20)]
    assert shown(many[0], many[1]) == ["webcams", "origami"] or ground(*many[:2])
    phrases = [shared.phrase for shared in ground(*many) if shared.shown]
    assert phrases == ["origami"]


def test_a_room_hears_first_what_most_of_it_share() -> None:
    people = [
        Person("a", interests=("origami", "kayaks")),
        Person("b", interests=("Origami",)),
        Person("c", interests=("origami", "kayak")),
        Person("d", interests=("falconry",)),
    ]
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    found = room_ground(profiles, registry, limit=3)
    assert [(s.phrase.casefold(), s.people) for s in found] == [
        ("origami", ("a", "b", "c")),
        ("kayak", ("a", "c")),
    ]


def test_the_chip_says_what_most_people_wrote() -> None:
    people = [Person(str(i), interests=(word,)) for i, word in enumerate(
        ["bicycles", "Bicycle", "bicycles", "origami"]
    )]  # fmt: skip
    registry = Registry((person.id, facets_of(person)) for person in people)
    ((label, key, count),) = registry.most_shared(5)
    assert (label, count) == ("bicycles", 3)
    assert registry.holders(key) == {"0", "1", "2"}
