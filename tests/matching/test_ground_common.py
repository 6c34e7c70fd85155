"""What half a session shares is still worth saying to two of them; what all share is not."""

from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry


def shown_phrases(cyclists: int, people: int) -> list[str]:
    """What icebreak would say to the first two, if so many of so many like bicycles."""
    interests = [("bicycles",) if each < cyclists else (f"hobby{each}",) for each in range(people)]
    everyone = [
        Profile(str(each), facets_of(Person(id=str(each), interests=own)))
        for each, own in enumerate(interests)
    ]
    registry = Registry((profile.id, profile.facets) for profile in everyone)
    found = common_ground(everyone[0], everyone[1], registry)
    return [shared.phrase for shared in found if shared.shown]


def test_what_half_of_the_session_likes_is_said() -> None:
    assert shown_phrases(cyclists=6, people=12) == ["bicycles"]


def test_what_nearly_everybody_likes_goes_without_saying() -> None:
    assert shown_phrases(cyclists=11, people=12) == []


def test_a_verb_is_no_name_for_what_two_share() -> None:
    people = [
        Person("a", stories=("I sing in a choir.",)),
        Person("b", stories=("We sing at home.",)),
    ]
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    phrases = [each.phrase for each in common_ground(*profiles, registry) if each.shown]
    assert "sing" not in phrases
