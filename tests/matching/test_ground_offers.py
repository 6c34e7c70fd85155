"""What one offers and the other looks for."""

import pytest

from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry


def offers(a: Person, b: Person) -> list[Shared]:
    profiles = [Profile(person.id, facets_of(person)) for person in (a, b)]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    found = common_ground(*profiles, registry, limit=9)
    return [shared for shared in found if shared.kind == "offer-seek" and shared.shown]


def test_who_offers_and_who_looks_is_said() -> None:
    leila = Person("leila", seek="how to get a council room")
    ana = Person("ana", offer="asking a council for a room")
    (shared,) = offers(leila, ana)
    assert (shared.from_, shared.to) == ("ana", "leila")
    assert shared.evidence == {
        "ana": "asking a council for a room",
        "leila": "how to get a council room",
    }


@pytest.mark.parametrize(
    ("offer", "seek"),
    [
        ("CV reviews", "someone to review my CV"),
        ("grant writing help", "tips on writing grants"),
        ("public speaking coaching", "practice at public speaking"),
        ("bike repairs", "someone who repairs bikes"),
    ],
)
def test_an_offer_meets_the_same_thing_sought(offer: str, seek: str) -> None:
    assert offers(Person("a", offer=offer), Person("b", seek=seek))


@pytest.mark.parametrize(
    ("offer", "seek"),
    [
        ("help with taxes", "help with knitting"),
        ("advice for beginners", "someone who gives advice"),
        ("bike repairs", "bike touring partners"),
        ("Java", "JavaScript"),
        ("cold calling", "anything but cold calling"),
    ],
)
def test_help_alone_is_no_match(offer: str, seek: str) -> None:
    assert offers(Person("a", offer=offer), Person("b", seek=seek)) == []


def test_two_who_look_for_the_same_do_not_offer_it() -> None:
    assert offers(Person("a", seek="CV reviews"), Person("b", seek="CV reviews")) == []


def test_an_offer_that_denies_something_within_it_is_still_one() -> None:
    speaking = Person("a", offer="public speaking without stage fright")
    assert offers(speaking, Person("b", seek="help with public speaking"))
    refusing = Person("c", offer="no public speaking, please")
    assert offers(refusing, Person("b", seek="help with public speaking")) == []


@pytest.mark.parametrize(
    ("offer", "seek"),
    [
        ("passing a language exam with a job", "eine Sprachprüfung neben der Arbeit bestehen"),
        ("your first telescope: which one to buy", "choosing a telescope for my daughter"),
    ],
)
def test_what_is_meant_counts_in_whatever_words(offer: str, seek: str) -> None:
    assert offers(Person("a", offer=offer), Person("b", seek=seek))


@pytest.mark.parametrize(
    ("offer", "seek"),
    [
        ("Dutch conversation", "someone to practise Greek with"),
        ("hablar español con extranjeros", "has begun again in a new country"),
        ("Almanca konuşma pratiği", "يتحدث معي بالهولندية"),
    ],
)
def test_what_only_sounds_alike_does_not(offer: str, seek: str) -> None:
    assert offers(Person("a", offer=offer), Person("b", seek=seek)) == []


def test_one_offer_meets_all_who_seek_it_however_many_they_are() -> None:
    giver = Person("giver", offer="fixing bicycle gears at home")
    seekers = [
        Person(f"s{n}", seek=f"how to repair the gears of my bicycle, {n}") for n in range(40)
    ]
    profiles = [Profile(person.id, facets_of(person)) for person in (giver, *seekers)]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    for seeker in profiles[1:]:
        (shared, *_) = common_ground(profiles[0], seeker, registry)
        assert shared.kind == "offer-seek"
        assert shared.shown
