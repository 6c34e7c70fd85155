"""Whom each person of a session should meet."""

from collections import Counter

from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry
from icebreak.matching.suggestions import AT_MOST, COMPARED, Suggestions


def made_of(*people: Person) -> tuple[Suggestions, Registry]:
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    return Suggestions(profiles, registry), registry


def test_who_shares_most_comes_first_and_whom_one_has_met_not_at_all() -> None:
    found, _ = made_of(
        Person("a", interests=("origami", "kayaks")),
        Person("b", interests=("origami",)),
        Person("c", interests=("origami", "kayaks")),
        Person("d", interests=("kayaks",)),
        Person("e", interests=("falconry",)),
    )
    assert found.of("a", without={"d"}) == ("c", "b")
    assert found.of("e") == ()
    assert found.of("nobody") == ()


def test_an_offer_brings_two_people_together_in_both_lists() -> None:
    found, _ = made_of(
        Person("giver", offer="repairing old radios"),
        Person("seeker", seek="somebody who repairs old radios"),
        Person("other", interests=("falconry",)),
    )
    assert found.of("giver") == ("seeker",)
    assert found.of("seeker") == ("giver",)


def test_the_list_is_not_five_times_the_same_reason() -> None:
    kayakers = [Person(f"k{n}", interests=("kayaks", "canals")) for n in range(6)]
    found, _ = made_of(
        Person("a", interests=("kayaks", "canals", "falconry")),
        *kayakers,
        Person("falconer", interests=("falconry",)),
    )
    assert "falconer" in found.of("a", limit=3)


def test_who_shares_much_with_everybody_is_not_suggested_to_everybody() -> None:
    kinds = [
        f"{a}{b}ball" for a in ("ba", "ko", "du", "me", "ni") for b in ("la", "ru", "se", "ti")
    ]
    kinds += [f"{kind[:-4]}chess" for kind in kinds]
    crowd = [
        Person(f"p{n:03}", interests=(kinds[n % 40], kinds[(n * 7 + n // 40) % 40]))
        for n in range(120)
    ]
    star = Person("star", interests=tuple(kinds))
    found, _ = made_of(star, *crowd)
    times = Counter(who for person in crowd for who in found.of(person.id))
    # who shares something with all 120 of them
    assert times["star"] <= 2 * AT_MOST
    assert all(times[person.id] for person in crowd)


def test_who_has_met_the_whole_circle_still_has_somebody_to_meet() -> None:
    found, _ = made_of(*(Person(f"p{n:02}", interests=("kayaks",)) for n in range(8)))
    met = found.of("p00", limit=4)
    later = found.of("p00", without=met, limit=4)
    assert len(met) == 4
    assert len(later) == 3
    assert not set(met) & set(later)


def test_who_comes_later_is_suggested_too_and_who_goes_no_longer() -> None:
    people = [
        Person("a", interests=("origami",)),
        Person("b", interests=("kayaks",)),
        Person("c", interests=("falconry",)),
    ]
    found, registry = made_of(*people)
    late = Profile("late", facets_of(Person("late", interests=("origami",))))
    registry.put(late.id, late.facets)
    found.put(late, registry)
    assert found.of("late") == ("a",)
    assert found.of("a") == ("late",)
    found.remove("a")
    assert found.of("late") == ()
    assert found.of("a") == ()


def test_the_same_people_give_the_same_lists_in_any_order() -> None:
    people = [
        Person(
            f"p{n:02}",
            interests=("kayaks", "origami")[: 1 + n % 2],
            offer="radio repairs" * (n % 3 == 0),
        )
        for n in range(2 * COMPARED)
    ]
    one, _ = made_of(*people)
    other, _ = made_of(*people)
    assert [one.of(p.id) for p in people] == [other.of(p.id) for p in people]


def test_what_is_told_in_confidence_points_nobody_out() -> None:
    found, _ = made_of(
        Person("a", why="I have lived with cancer for three years", interests=("origami",)),
        Person("b", why="I had cancer twice", interests=("kayaks",)),
        Person("c", interests=("kayaks",)),
    )
    assert found.of("a") == ()


def test_who_changes_their_words_is_suggested_by_the_new_ones_alone() -> None:
    people = [
        Person("a", interests=("origami",)),
        Person("b", interests=("origami",)),
        Person("c", interests=("kayaks",)),
    ]
    found, registry = made_of(*people)
    assert found.of("b") == ("a",)
    changed = Profile("b", facets_of(Person("b", interests=("kayaks",))))
    registry.put(changed.id, changed.facets)
    found.put(changed, registry)
    assert found.of("b") == ("c",)
    assert found.of("c") == ("b",)
    assert found.of("a") == ()
