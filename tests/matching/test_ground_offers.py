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
