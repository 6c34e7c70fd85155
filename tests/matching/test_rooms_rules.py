from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icebreak.matching.rooms import (
    BadAffinity,
    DuplicatePerson,
    ImpossibleRules,
    SizeOutOfRange,
    TooFewPeople,
    UnknownPerson,
    plan_rooms,
)
from tests.matching.rooms_checks import assert_sound, pairs_of, people, repeats_of


@settings(max_examples=15)
@given(st.integers(8, 60), st.integers(2, 8), st.integers(0, 100), st.booleans())
def test_who_is_kept_apart_never_shares_a_room(n, size, seed, with_affinity):
    if -(-n // size) < 3:
        return
    chance = np.random.default_rng(seed)
    # nobody is kept apart from more than two others, so three rooms are always enough
    order = chance.permutation(n)
    names = [people(n)[i] for i in order]
    apart = [(names[i], names[i + 1]) for i in range(n - 1) if i % 3]
    affinity = np.ones((n, n)) if with_affinity else None
    plan = plan_rooms(people(n), size=size, rounds=2, seed=seed, apart=apart, affinity=affinity)
    assert_sound(plan, people(n), size)
    for one in plan.rounds:
        assert not {frozenset(pair) for pair in apart} & set(pairs_of(one.rooms))


@settings(max_examples=15)
@given(st.integers(8, 60), st.integers(3, 8), st.integers(0, 100), st.integers(2, 3))
def test_who_is_kept_together_always_shares_a_room(n, size, seed, block):
    chance = np.random.default_rng(seed)
    names = [people(n)[i] for i in chance.permutation(n)]
    blocks = [names[at : at + block] for at in range(0, n // 2 - block, block)][:5]
    blocks = [group for group in blocks if len(group) <= n // -(-n // size)][: -(-n // size)]
    together = [pair for group in blocks for pair in pairwise(group)]
    plan = plan_rooms(people(n), size=size, rounds=2, seed=seed, together=together)
    assert_sound(plan, people(n), size)
    for one in plan.rounds:
        for group in blocks:
            assert any(set(group) <= set(room) for room in one.rooms)
    kept = [frozenset(pair) for group in blocks for pair in combinations(group, 2)]
    assert plan.repeats == repeats_of(plan, kept=kept)


def test_couples_meet_other_couples_once():
    names = people(16)
    couples = [(names[i], names[i + 1]) for i in range(0, 16, 2)]
    plan = plan_rooms(names, size=4, rounds=7, together=couples)
    assert plan.repeats == repeats_of(plan, kept=map(frozenset, couples)) == 0


@settings(max_examples=15)
@given(st.integers(12, 60), st.integers(3, 6), st.integers(0, 100))
def test_who_met_in_the_history_meets_nobody_of_it_again(n, size, seed):
    if -(-n // size) < size:
        return
    before = plan_rooms(people(n), size=size, rounds=1, seed=seed + 1)
    met = [tuple(sorted(pair)) for pair in pairs_of(before.rounds[0].rooms)]
    rounds = max(1, (n - 1) // 2 // (size - 1) - 1)
    plan = plan_rooms(people(n), size=size, rounds=min(rounds, 4), seed=seed, met=met)
    expected = repeats_of(plan, met)
    assert plan.repeats == expected
    if rounds > 1:
        assert expected == 0


def test_a_meeting_in_the_history_makes_the_next_one_a_repeat():
    plan = plan_rooms(["a", "b"], size=2, rounds=2, met=[("b", "a"), ("a", "b")])
    assert plan.repeats == 2


def test_an_organisation_is_one_however_people_type_it():
    spread = dict(zip(people(4), ["Acme Ltd", "acme  ltd", "Birch", "BIRCH "], strict=True))
    plan = plan_rooms(people(4), size=2, spread=spread)
    assert all(
        {spread[a][0].upper(), spread[b][0].upper()} == {"A", "B"} for a, b in plan.rounds[0].rooms
    )


def test_organisations_are_spread_over_the_rooms():
    names = people(24)
    spread = {name: f"firm {i % 6}" for i, name in enumerate(names)}
    colleagues = np.array([[i % 6 == j % 6 for j in range(24)] for i in range(24)], float)
    plan = plan_rooms(names, size=4, rounds=3, spread=spread, affinity=colleagues)
    for one in plan.rounds:
        for room in one.rooms:
            assert len({spread[person] for person in room}) == len(room)


def test_more_colleagues_than_rooms_sit_two_by_two():
    names = people(12)
    plan = plan_rooms(names, size=4, spread=dict.fromkeys(names[:6], "firm"))
    assert all(len(set(room) & set(names[:6])) == 2 for room in plan.rounds[0].rooms)


def test_a_person_without_an_organisation_may_sit_anywhere():
    plan = plan_rooms(people(4), size=4, spread=dict.fromkeys(people(4), ""))
    assert plan.rounds[0].rooms == (tuple(people(4)),)


FIVE = ["ann", "bo", "cy", "di", "ed"]


@pytest.mark.parametrize(
    ("names", "given", "error", "culprit"),
    [
        (["ann", "bo", "ann"], {}, DuplicatePerson, "“ann”"),
        (["ann"], {}, TooFewPeople, "1"),
        ([], {}, TooFewPeople, "0"),
        (FIVE, {"size": 1}, SizeOutOfRange, "1"),
        (FIVE, {"rounds": 0}, SizeOutOfRange, "0"),
        (FIVE, {"met": [("ann", "zoe")]}, UnknownPerson, "“zoe”"),
        (FIVE, {"apart": [("zoe", "ann")]}, UnknownPerson, "“zoe”"),
        (FIVE, {"together": [("ann", "zoe")]}, UnknownPerson, "“zoe”"),
        (FIVE, {"spread": {"zoe": "x"}}, UnknownPerson, "“zoe”"),
        (FIVE, {"apart": [("ann", "ann")]}, ImpossibleRules, "“ann”"),
        (FIVE, {"apart": [("ann", "bo")], "together": [("bo", "ann")]}, ImpossibleRules, "“ann”"),
        (
            FIVE,
            {"apart": [("ann", "cy")], "together": [("bo", "ann"), ("bo", "cy")]},
            ImpossibleRules,
            "“cy”",
        ),
        (
            FIVE,
            {"together": [("ann", "bo"), ("bo", "cy"), ("cy", "di")], "size": 3},
            ImpossibleRules,
            "“di”",
        ),
        (FIVE, {"apart": [("ann", "bo")], "size": 5}, ImpossibleRules, "“bo”"),
    ],
)
def test_bad_input_is_one_sentence_that_names_the_culprit(names, given, error, culprit):
    with pytest.raises(error) as refusal:
        plan_rooms(names, **{"size": 2, **given})
    sentence = str(refusal.value)
    assert culprit in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("weight", [-0.5, float("nan"), float("inf")])
def test_a_weight_that_is_no_number_from_0_up_is_refused_with_the_pair(weight):
    affinity = np.zeros((5, 5))
    affinity[1, 3] = weight
    with pytest.raises(BadAffinity, match="“bo” and “di”"):
        plan_rooms(FIVE, size=2, affinity=affinity)


def test_an_affinity_of_other_people_is_refused():
    with pytest.raises(BadAffinity, match="5 × 5"):
        plan_rooms(FIVE, size=2, affinity=np.zeros((4, 4)))


def test_what_people_think_of_themselves_does_not_count():
    affinity = np.diag([1e9] * 4)
    affinity[0, 1] = 1
    plan = plan_rooms(FIVE[:4], size=2, affinity=affinity)
    assert plan.rounds[0].rooms[0] == ("ann", "bo")
    assert plan.rounds[0].affinity == 0.5  # the mean of both directions
