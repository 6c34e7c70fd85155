"""What people share, said in the language of whoever reads it."""

from pathlib import Path

import pytest

from icebreak.matching import lexicon, wording
from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry

LANGUAGES = sorted(wording.languages())


def between(one: Person, other: Person) -> Shared:
    a, b = (Profile(person.id, facets_of(person)) for person in (one, other))
    found = common_ground(a, b, Registry((p.id, p.facets) for p in (a, b)))
    return next(shared for shared in found if shared.shown)


def phrase(shared: Shared, language: str, reader: str) -> str:
    return wording.said(shared.key, shared.phrase, language, shared.words, reader)


def test_two_people_read_the_same_thing_each_in_their_language() -> None:
    ana = Person("ana", interests=("bicycles",), language="en")
    jan = Person("jan", interests=("Fahrräder",), language="de")
    shared = between(ana, jan)
    assert phrase(shared, "en", "ana") == "cycling"
    assert phrase(shared, "de", "jan") == "Radfahren"
    assert phrase(shared, "ja", "yui") == "自転車"


def test_a_word_that_both_use_is_said_as_the_reader_wrote_it() -> None:
    one = Person("one", interests=("bicycle",), language="en")
    other = Person("other", interests=("bicycles",), language="en")
    shared = between(one, other)
    assert phrase(shared, "en-GB", "one") == "bicycle"
    assert phrase(shared, "en-GB", "other") == "bicycles"


def test_two_germans_who_write_english_read_german() -> None:
    one = Person("one", stories=("I love cycling in the hills.",), language="de")
    other = Person(
        "other", stories=("On Sundays I repair bicycles with my brother.",), language="de"
    )
    assert phrase(between(one, other), "de", "one") == "Radfahren"


def test_a_japanese_word_without_kana_is_not_taken_for_chinese() -> None:
    shared = between(
        Person("yui", interests=("自転車",), language="ja"),
        Person("ana", interests=("bicicletas",), language="es"),
    )
    assert phrase(shared, "es", "ana") == "bicicletas"
    assert phrase(shared, "ja", "yui") == "自転車"


def test_a_free_word_is_the_readers_own() -> None:
    one = Person("one", interests=("theremins",), language="en")
    other = Person("other", interests=("theremin",), language="en")
    shared = between(one, other)
    assert phrase(shared, "fr", "one") == "theremins"
    assert phrase(shared, "fr", "other") == "theremin"


@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "Polen"), ("pl", "Polska"), ("ja", "ポーランド"), ("xx", "Poland")],
)
def test_countries_have_their_local_names(language: str, name: str) -> None:
    one = Person("one", stories=("I live in Poland.",), language="en")
    other = Person("other", stories=("I was born in Poland.",), language="en")
    assert phrase(between(one, other), language, "one") == name


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Walisisch"), ("fr", "gallois"), ("zh-Hans-CN", "威尔士语")]
)
def test_languages_have_their_local_names(language: str, name: str) -> None:
    one = Person("one", stories=("I speak Welsh.",), language="en")
    other = Person("other", stories=("I'm learning Welsh.",), language="en")
    assert phrase(between(one, other), language, "other") == name


def test_a_city_is_called_as_the_reader_calls_it() -> None:
    one = Person("one", stories=("I live in Munich.",), language="en")
    other = Person("other", stories=("Ich wohne in München.",), language="de")
    shared = between(one, other)
    assert (phrase(shared, "en", "one"), phrase(shared, "de", "other")) == ("Munich", "München")


def test_a_distance_is_a_sentence_in_the_readers_language() -> None:
    one = Person("one", stories=("I live in Leeds.",), language="en")
    other = Person("other", stories=("I live in Bradford.",), language="en")
    shared = between(one, other)
    assert phrase(shared, "en", "one").startswith("Leeds and Bradford, ")
    assert phrase(shared, "fr", "one").startswith("Leeds et Bradford, à ")


def test_growing_up_somewhere_is_said_with_the_readers_name_of_it() -> None:
    one = Person("one", stories=("I grew up in Lisbon.",), language="de")
    other = Person("other", stories=("I was raised in Lisbon.",), language="en")
    shared = between(one, other)
    assert phrase(shared, "en", "other") == "growing up in Lisbon"
    assert phrase(shared, "ja", "nobody") == "Lisbon育ち"
    assert phrase(shared, "de", "one") == "aufgewachsen in Lisbon"


def test_a_chip_is_a_word_of_the_readers_language() -> None:
    assert wording.chip("c:cycling", "bicycles", "en") == "bicycles"
    assert wording.chip("c:cycling", "bicycles", "es-MX") == "bicicletas"
    assert wording.chip("c:cycling", "fahrräder", "de") == "Radfahren"
    assert wording.chip("w:origami", "origami", "ru") == "origami"


def test_what_has_no_label_is_said_in_english() -> None:
    assert wording.label("c:cycling", "fi") == "cycling"
    assert wording.label("c:cycling", "../../cities") == "cycling"
    assert wording.label("w:origami", "de") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_labels_is_tidy(language: str) -> None:
    """Each line a known key and something to say, and no key twice."""
    path = Path(wording.LABELS / f"{language}.txt")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    pairs = [tuple(part.strip() for part in line.split("|")) for line in lines]
    assert all(len(pair) == 2 and all(pair) for pair in pairs)
    keys = [pair[0] for pair in pairs]
    assert len(keys) == len(set(keys))
    strangers = [key for key in keys if not (key[0] == "@" or lexicon.concept(f"c:{key}"))]
    assert strangers == []
    assert {key for key in keys if key[0] == "@"} == set(wording.SENTENCES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_concepts_are_left_to_english(language: str) -> None:
    """A new concept may wait for its labels a while, but not many may."""
    concepts = {key.removeprefix("c:") for key in lexicon.concept_keys()}
    missing = sorted(concepts - set(wording.labels(language)))
    assert len(missing) <= len(concepts) // 20, f"no label in {language}: {', '.join(missing)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_keeps_what_goes_into_it(language: str) -> None:
    grew = wording.sentence(wording.GREW_UP, language)
    apart = wording.sentence(wording.APART, language)
    assert "Porto" in grew.format(place="Porto")
    told = apart.format(one="Leeds", other="Bradford", distance="14")
    assert all(word in told for word in ("Leeds", "Bradford", "14"))


def test_the_languages_of_the_sentence_encoder_have_labels() -> None:
    known = {"ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
    assert known <= set(LANGUAGES)
