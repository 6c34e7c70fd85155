"""What a life tells without saying it: moving, changing careers, whose deed it is."""

import pytest

from icebreak.matching.facets import facets_in
from icebreak.matching.stance import stance_of


def held(text: str) -> set[str]:
    return {facet.key for facet in facets_in(text, source="story") if facet.holds}


@pytest.mark.parametrize(
    "text",
    [
        "From Porto, twelve years in Bergen now.",
        "Peruvian, living in Ghent with my cat.",
        "Born in Kraków, I settled in Montréal after university.",
        "Nací en Lima y ahora vivo en Lyon.",
    ],
)
def test_homes_in_two_countries_are_a_move(text: str) -> None:
    assert "c:moved_country" in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Born in Leeds, raised in Hull.",
        "I live in Bergen and my sister married in Peru.",
        "We adopted our son from Colombia and live in Oslo.",
    ],
)
def test_a_second_country_alone_is_no_move(text: str) -> None:
    assert "c:moved_country" not in held(text)


def test_one_trade_before_and_another_now_is_a_change_of_career() -> None:
    assert "c:career_change" in held("I used to be a chef. Now I work as a pharmacist.")
    assert "c:career_change" in held("Nine years as a lawyer. These days I drive a bus.")
    assert "c:career_change" not in held("I am a nurse. My first job was nursing too.")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dad's in a brass band, dont ask me.", "c:brassband"),
        ("Nephew has ADHD so I read the books.", "c:neurodivergent"),
        ("One lady baked me a cake.", "c:baking"),
        ("He screamed like a goat.", "c:goats"),
        ("I laughed like a goat.", "c:goats"),
    ],
)
def test_what_others_do_or_are_likened_to_is_not_ones_own(text: str, key: str) -> None:
    assert key not in held(text)


def test_a_dad_of_two_speaks_of_himself() -> None:
    assert "c:parent" in held("Dad of two, retired postman.")


def test_who_learns_one_language_shares_the_learning_with_who_learns_another() -> None:
    assert "c:languages" in held("I'm learning Dutch from an app.") & held(
        "Desde enero aprendo turco."
    )
    assert "c:languages" not in held("I speak Dutch at home.")


def test_a_japanese_word_for_a_language_is_no_country() -> None:
    assert "place:GR" not in held("保険会社で働きながらギリシャ語を勉強中です。")


@pytest.mark.parametrize(
    ("item", "key", "language"),
    [
        ("no coffee, jazz", "c:coffee", "en"),
        ("would love to sail", "c:sailing", "en"),
        ("kein Fußball", "c:football", "de"),
        ("القهوة لا، الشاي نعم", "c:coffee", "ar"),
    ],
)
def test_what_is_typed_as_no_interest_is_none(item: str, key: str, language: str) -> None:
    found = {each.key: each for each in facets_in(item, source="interest", language=language)}
    assert not found[key].holds


@pytest.mark.parametrize("item", ["running, never", "running non-stop: never"])
def test_a_no_at_the_end_counts_whatever_stands_before_it(item: str) -> None:
    assert stance_of(item, "en").polarity == -1


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ("no coffee, jazz", "c:jazz"),
        ("beer without alcohol", "c:beer"),
        ("living without alcohol", "c:sober"),
        ("not only jazz", "c:jazz"),
    ],
)
def test_what_is_typed_with_a_no_in_it_may_be_one(item: str, key: str) -> None:
    found = {each.key: each for each in facets_in(item, source="interest", language="en")}
    assert found[key].holds


@pytest.mark.parametrize(
    ("text", "key", "language"),
    [
        ("La pianista di casa è mia sorella.", "c:piano", "it"),
        ("En el coro canta mi hermana.", "c:choir", "es"),
        ("The one who bakes bread is my brother.", "c:baking", "en"),
        ("Le foot, par contre, jamais compris.", "c:football", "fr"),
    ],
)
def test_kin_at_the_end_are_the_subject_as_well(text: str, key: str, language: str) -> None:
    found = {each.key: each for each in facets_in(text, source="story", language=language)}
    assert not found[key].holds


def test_with_whom_one_does_it_is_no_subject() -> None:
    found = facets_in("Canto in un coro con mia sorella.", source="story", language="it")
    assert any(each.key == "c:choir" and each.holds for each in found)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("I left Shiraz with one bag. I now prepare files in Rotterdam.", "c:moved_country"),
        ("Born in Lima, raised in Madrid.", "c:moved_country"),
        ("From Lagos to Halifax, Nova Scotia, with my guitar.", "c:moved_country"),
        ("I am a student in Wageningen, originally from Colombia.", "c:moved_country"),
        ("I fled Aleppo and drive a tram in Gothenburg today.", "c:moved_country"),
        ("I quit my job at a bank to train as a midwife.", "c:midwife"),
        ("I started a firm; before that I was an auditor for years.", "c:career_change"),
        ("My parents came from Kerala.", "c:immigrant_parents"),
        ("Gas engineer in Luton.", "c:plumber"),
        ("I was diagnosed with cancer at thirty.", "c:cancer"),
        ("After my burnout I went down to three days a week.", "c:part_time"),
        ("I have a law degree that nobody here recognises.", "c:lawyer"),
        ("I gave up my shop to write novels.", "c:writing"),
        ("I raised two girls on my own.", "c:single_parent"),
        ("My son has Down's syndrome.", "c:special_child"),
        ("I came back to my hometown after years in London.", "c:moved_back"),
        ("I live in a village of ninety people.", "c:village_life"),
        ("We are expecting our second baby in May.", "c:pregnancy"),
    ],
)
def test_a_life_is_told_in_many_ways(text: str, key: str) -> None:
    assert key in held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "I moved from London to Devon. We have friends in Italy.",
            "c:moved_country",
        ),
        ("We raised two rounds for our company.", "c:parent"),
        ("I have caught a thousand babies.", "c:parent"),
        ("A twinning visit from Brittany kept us busy.", "c:twins_parent"),
        ("Thirty-eight years, two of them in Bombay.", "c:teacher"),
        ("I keep nursing an old diesel engine.", "c:nurse"),
        ("We foster greyhounds.", "c:adoption"),
        ("I share my sofa with two retired greyhounds.", "c:retired"),
        ("I'm a statistician at a cancer charity.", "c:cancer"),
        ("I was a divorce solicitor for ten years.", "c:divorce"),
        ("I prepare asylum files all day.", "c:refugee"),
        ("My dad had a stroke.", "c:stroke"),
        ("In winter I skate on the canal.", "c:cards"),
        ("I work with autistic teenagers.", "c:parent"),
        ("I'd rather have chickens.", "c:hens"),
        ("Filter coffee is overrated.", "c:coffee"),
        ("I am doing a doctorate on the songs of crickets.", "c:cricket"),
    ],
)
def test_words_of_a_life_in_another_sense(text: str, key: str) -> None:
    assert key not in held(text)


@pytest.mark.parametrize(
    ("text", "key", "language"),
    [
        ("Vendí la moto y ahora voy en bici al trabajo.", "c:cycling", "es"),
        ("Mój mąż jest pielęgniarzem, a ja pracuję w banku.", "c:finance", "pl"),
        ("Non sono un medico, sono un fisioterapista.", "c:physio", "it"),
        ("Eigentlich wollte ich Pilotin werden, jetzt bin ich Lehrerin.", "c:teacher", "de"),
        ("Ik heb jarenlang geroeid, nu fiets ik.", "c:cycling", "nl"),
    ],
)
def test_what_is_so_now_is_told_apart_from_what_was(text: str, key: str, language: str) -> None:
    found = facets_in(text, source="story", language=language)
    assert any(each.key == key and each.holds for each in found)
