"""Places and languages that two people share."""

import pytest

from icebreak.matching.facets import facets_in, facets_of
from icebreak.matching.ground import Profile, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry


def keys(text: str) -> set[str]:
    return {facet.key for facet in facets_in(text, source="story") if facet.kind == "place"}


def labels(text: str) -> set[str]:
    facets = facets_in(text, source="story")
    return {facet.label for facet in facets if facet.kind in {"place", "language"} and facet.holds}


def phrases(one: str, other: str) -> list[str]:
    people = (Person("a", stories=(one,)), Person("b", stories=(other,)))
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    found = common_ground(*profiles, registry, limit=9)
    return [shared.phrase for shared in found if shared.shown]


def test_two_who_grew_up_in_one_city_are_told_so() -> None:
    assert phrases("I grew up in Lisbon.", "Raised in Lisbon, I left at ten.") == [
        "growing up in Lisbon"
    ]


def test_a_city_has_many_names() -> None:
    assert keys("I live in Lisbon.") == keys("Vivo em Lisboa.") == keys("J'habite à Lisbonne.")


@pytest.mark.parametrize(
    ("one", "other", "phrase"),
    [
        ("I'm from Recife.", "I'm Brazilian.", "Brazil"),
        ("Born in Leeds.", "I live in Yorkshire.", "Yorkshire"),
        ("I live in Kochi.", "My childhood was in Kerala.", "Kerala"),
    ],
)
def test_a_city_lies_in_its_region_and_country(one: str, other: str, phrase: str) -> None:
    assert phrase in phrases(one, other)


def test_towns_close_by_meet() -> None:
    assert any(
        "Leeds" in p and "km" in p for p in phrases("I live in Leeds.", "I live in Bradford.")
    )


def test_two_cities_far_apart_in_one_country_do_not_meet() -> None:
    assert phrases("I live in Hamburg.", "I live in Munich.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Reading novels is all I do.",
        "I had a bath.",
        "Nice to meet you all.",
        "Florence Nightingale is my hero.",
        "Jordan and I run together.",
        "I bought a mobile in spring.",
    ],
)
def test_words_and_names_that_are_no_places_here(text: str) -> None:
    assert keys(text) == set()


@pytest.mark.parametrize("text", ["I live in Reading.", "I come from Bath.", "I moved to Nice."])
def test_the_same_words_after_a_word_of_place_are_places(text: str) -> None:
    assert keys(text)


def test_the_region_named_after_a_city_tells_which_one_is_meant() -> None:
    assert keys("I live in Portland, Maine.") != keys("I live in Portland, Oregon.")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mieszkam w Krakowie.", "Krakowie"),
        ("Я живу в Москве.", "Москве"),
        ("我在上海长大。", "上海"),
        ("أعيش في القاهرة", "القاهرة"),
        ("저는 서울에서 살아요.", "서울에서"),
        ("אני גר בתל אביב", "בתל אביב"),
    ],
)
def test_places_are_known_in_other_scripts_and_cases(text: str, label: str) -> None:
    assert label in labels(text) or keys(text)


def test_a_language_is_learned_and_a_people_is_belonged_to() -> None:
    assert "Polish" in labels("I am learning Polish.")
    assert "Poland" in labels("I am Polish.")
    assert "Poland" not in labels("I am learning Polish.")


def test_who_learns_a_language_meets_who_speaks_it() -> None:
    assert phrases("I speak Welsh at home.", "I'm learning Welsh.") == ["Welsh"]
    assert phrases("I speak no Welsh.", "I'm learning Welsh.") == []


def test_homes_in_two_countries_and_a_move_say_that_one_moved() -> None:
    one = "I grew up in Leeds and moved to Lisbon for work."
    assert "moving to a new country" in phrases(one, "I emigrated from Chile.")
    assert "moving to a new country" not in phrases(
        "I grew up in Leeds and moved to London.", "I emigrated from Chile."
    )


@pytest.mark.parametrize(
    "text", ["My brother lives in Berlin.", "I hope to visit Berlin.", "I've never been to Berlin."]
)
def test_somebody_elses_or_a_hoped_for_place_is_not_shared(text: str) -> None:
    assert phrases(text, "I live in Berlin.") == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("I'm from Georgia, where the peaches are. I went to college in Atlanta.", "place:US-GA"),
        ("I'm from Georgia and grew up in Tbilisi.", "place:GE"),
        ("After the divorce I moved to Valencia with two suitcases.", "place:2509954"),
        ("I studied in Córdoba before I moved to Madrid.", "place:2519240"),
        ("Studié en Córdoba y después me fui a Buenos Aires.", "place:3860259"),
        ("I grew up in a village near Ghent.", "place:2797656"),
        ("I moved from Bavaria to Saxony-Anhalt.", "place:DE-ST"),
        ("grew up on a dairy farm in wisconsin", "place:wisconsin"),
        ("Mieszkam na Podlasiu.", "place:PL-20"),
        ("Half my family is Chilean, the other half Norwegian.", "place:NO"),
    ],
)
def test_of_places_with_one_name_the_text_tells_which(text: str, key: str) -> None:
    assert key in keys(text)


def test_a_georgia_that_may_be_either_is_neither() -> None:
    assert not {"place:GE", "place:US-GA"} & keys("I'm from Georgia and I like wine.")


def test_an_article_is_not_los_angeles() -> None:
    assert "place:5368361" not in keys("La casa de mi abuela está en Valencia.")
    assert "place:5368361" in keys("I live in LA and surf.")


@pytest.mark.parametrize(
    ("text", "key", "language"),
    [
        ("Soy colombiana y vivo en Madrid.", "place:CO", "es"),
        ("Sou angolano.", "place:AO", "pt"),
        ("Je suis d'origine marocaine.", "place:MA", "fr"),
        ("Sono brasiliana.", "place:BR", "it"),
        ("Ich bin halb Syrer.", "place:SY", "de"),
        ("Suriyeliyim.", "place:SY", "tr"),
        ("Almanya'da yaşıyorum.", "place:DE", "tr"),
        ("지금은 독일에 살아요.", "place:DE", "ko"),
        ("我住在紐約。", "place:US-NY", "zh"),
    ],
)
def test_where_one_is_from_in_other_languages(text: str, key: str, language: str) -> None:
    found = facets_in(text, source="story", language=language)
    assert any(each.key == key and each.holds for each in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Me gusta la comida peruana.", "es"),
        ("Ich arbeite in einer Bank.", "de"),
        ("저는 고양이 두 마리를 키워요.", "ko"),
        ("私は日本語を勉強しています。", "ja"),
    ],
)
def test_what_only_sounds_like_a_place_in_other_languages(text: str, language: str) -> None:
    found = facets_in(text, source="story", language=language)
    assert not [each for each in found if each.kind == "place"]
