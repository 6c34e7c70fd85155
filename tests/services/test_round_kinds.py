"""Each kind of round seats other people together, and seats are shared out fairly."""

from collections import Counter
from itertools import combinations

import pytest

from tests.services.stage import ROUND, WRAP_UP, Someone, Stage
from tests.services.test_seats import rooms_of

INTERESTS = ("beekeeping", "choir singing", "chess")
SKILLS = ("violin", "welding", "Portuguese", "bookbinding", "sailing", "knitting")


def evening_of(stage: Stage, kind: str, size: int = 4) -> tuple[Someone, list[Someone]]:
    """Twelve people of three interests and three organisations, in one round of this kind."""
    steps = [{**ROUND, "seating": kind, "size": size}, WRAP_UP]
    host, people = stage.evening(12, *steps, start=False)
    for place, person in enumerate(people):
        person.does(
            "profile.save",
            interests=[INTERESTS[place % 3]],
            organisation=f"House {place % 3}",
        )
    host.does("session.start")
    return host, people


def alike_in(people: list[Someone]) -> int:
    """How many pairs in one room have the same interest."""
    interest = {person.name: place % 3 for place, person in enumerate(people)}
    pairs = [pair for room in rooms_of(people) for pair in combinations(sorted(room), 2)]
    return sum(interest[one] == interest[other] for one, other in pairs)


def test_a_round_by_shared_ground_brings_those_together_who_share_something(stage: Stage) -> None:
    _, people = evening_of(stage, "ground")
    assert alike_in(people) == 18


def test_a_round_mixed_on_purpose_brings_those_together_who_differ(stage: Stage) -> None:
    _, people = evening_of(stage, "mixed", size=3)
    assert alike_in(people) == 0


def test_colleagues_are_mixed_even_if_nobody_shares_an_interest(stage: Stage) -> None:
    steps = [{**ROUND, "seating": "mixed", "size": 3}, WRAP_UP]
    host, people = stage.evening(9, *steps, start=False)
    for place, person in enumerate(people):
        person.does("profile.save", organisation=" Bike  Kitchen" if place < 3 else "")
    host.does("session.start")
    colleagues = {person.name for person in people[:3]}
    assert max(len(room & colleagues) for room in rooms_of(people)) == 1


@pytest.mark.parametrize("kind", ["offers", "random"])
def test_offers_meet_seeks_only_where_the_round_asks_for_it(stage: Stage, kind: str) -> None:
    steps = [{**ROUND, "seating": kind, "size": 2}, WRAP_UP]
    host, people = stage.evening(12, *steps, start=False)
    for place, person in enumerate(people):
        skill = SKILLS[place % 6]
        says = {"offer": f"{skill} lessons"} if place < 6 else {"seek": f"teaches {skill}"}
        person.does("profile.save", interests=["chess"], **says)
    host.does("session.start")
    helped = sum({people[i].name, people[i + 6].name} in rooms_of(people) for i in range(6))
    assert (helped == 6) == (kind == "offers")


def test_rounds_of_different_kinds_planned_together_keep_their_kind(stage: Stage) -> None:
    kinds = ("mixed", "ground", "mixed")
    steps = [{**ROUND, "size": 3, "seating": kind} for kind in kinds]
    host, people = stage.evening(12, *steps, WRAP_UP, start=False)
    for place, person in enumerate(people):
        person.does("profile.save", interests=[INTERESTS[place % 3]])
    host.does("session.start")
    alike, met = [], Counter()
    for _ in kinds:
        alike.append(alike_in(people))
        for room in rooms_of(people):
            met.update(combinations(sorted(room), 2))
        host.does("step.next")
    assert alike[1] > max(alike[0], alike[2])
    assert max(met.values()) == 1


def test_the_last_round_seats_those_without_a_swap_with_whom_they_share_most(
    stage: Stage,
) -> None:
    """Ten of sixteen have swapped; the six others share an interest, two and two."""
    steps = [{**ROUND, "size": 2, "seating": "random"}] * 2
    host, people = stage.evening(16, *steps, WRAP_UP)
    partner = {
        person.name: next(each for each in people if each.name in room - {person.name})
        for person in people
        for room in rooms_of(people)
        if person.name in room
    }
    swappers = [person for person in people if person.id < partner[person.name].id][:5]
    for person in swappers:
        other = partner[person.name]
        person.has_card()
        other.has_card()
        person.wants_to_swap_with(other)
        other.wants_to_swap_with(person)
    done = {each.name for person in swappers for each in (person, partner[person.name])}
    left = [person for person in people if person.name not in done]
    first = [person for person in left if person.id < partner[person.name].id]
    second = [partner[person.name] for person in first]
    meant = [(one, second[(place + 1) % 3]) for place, one in enumerate(first)]
    for place, pair in enumerate(meant):
        for person in pair:
            person.does("profile.save", interests=[INTERESTS[place]])
    for place, person in enumerate(each for each in people if each.name in done):
        person.does("profile.save", interests=[f"{SKILLS[place % 5]}"])
    host.does("step.next")
    rooms = rooms_of(people)
    assert all({one.name, other.name} in rooms for one, other in meant)


def test_the_odd_three_among_pairs_is_another_one_each_time(stage: Stage) -> None:
    steps = [{**ROUND, "size": 2}] * 3
    host, people = stage.evening(9, *steps, WRAP_UP)
    threes: list[str] = []
    for _ in steps:
        threes += rooms_of(people)[-1]
        host.does("step.next")
    assert sorted(threes) == sorted(person.name for person in people)


def test_who_is_left_over_between_blocks_is_not_always_the_same(stage: Stage) -> None:
    """Three who avoid each other, and nobody else: one pair is not possible, so nobody sits.
    With a fourth person one of the three sits with them, in turn."""
    steps = [{**ROUND, "size": 2}] * 3
    host, people = stage.evening(4, *steps, WRAP_UP, start=False)
    for one, other in combinations(people[:3], 2):
        one.does("person.block", person=other.id)
    host.does("session.start")
    seated = []
    for _ in steps:
        seated += [person.name for person in people[:3] if person.room is not None]
        host.does("step.next")
    assert sorted(seated) == sorted(person.name for person in people[:3])


def test_two_who_are_kept_apart_sit_in_smaller_rooms_rather_than_outside(stage: Stage) -> None:
    host, people = stage.evening(4, start=False)
    people[0].does("person.block", person=people[1].id)
    host.does("session.start")
    rooms = rooms_of(people)
    assert [len(room) for room in rooms] == [2, 2]
    assert not any({people[0].name, people[1].name} <= room for room in rooms)
