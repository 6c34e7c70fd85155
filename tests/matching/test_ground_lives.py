"""What a life tells without saying it: moving, changing careers, whose deed it is."""

import pytest

from icebreak.matching.facets import facets_in


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
