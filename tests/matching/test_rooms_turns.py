"""Whose turn it is to sit in the one larger or smaller room, and rounds of different kinds."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from icebreak.matching.rooms import outlook, plan_rooms
from tests.matching.rooms_checks import people, repeats_of


@pytest.mark.parametrize(("n", "rounds"), [(9, 3), (15, 5), (21, 7), (201, 4)])
def test_nobody_sits_in_the_odd_three_again_while_others_have_not(n, rounds):
    plan = plan_rooms(people(n), size=2, rounds=rounds, seed=2)
    threes = [room for one in plan.rounds for room in one.rooms if len(room) == 3]
    assert max(Counter(person for room in threes for person in room).values()) == 1
    assert plan.repeats == 0


@pytest.mark.parametrize(("n", "size", "rounds"), [(23, 4, 3), (21, 4, 3), (38, 5, 3), (203, 4, 5)])
def test_everybody_sits_in_smaller_rooms_about_as_often(n, size, rounds):
    plan = plan_rooms(people(n), size=size, rounds=rounds, seed=2)
    small = Counter(
        person for one in plan.rounds for room in one.rooms if len(room) < size for person in room
    )
    times = [small[person] for person in people(n)]
    assert max(times) - min(times) <= 1
    assert plan.repeats == 0


def test_whoever_sat_in_the_odd_three_before_the_plan_is_spared():
    before = dict.fromkeys(people(11)[:8], 1)
    for seed in range(5):
        plan = plan_rooms(people(11), size=2, seed=seed, rarer=before)
        three = next(room for room in plan.rounds[0].rooms if len(room) == 3)
        assert set(three) == set(people(11)[8:])


def test_the_turns_do_not_cost_a_repeat():
    assert plan_rooms(people(19), size=4, rounds=5).repeats == 0
    assert repeats_of(plan_rooms(people(11), size=2, rounds=5)) == 0


@pytest.mark.parametrize("n", [12, 40])
def test_each_round_can_weigh_affinity_in_its_own_way(n):
    group = np.arange(n) % 4
    alike = (group[:, None] == group).astype(np.float32)
    differ = 1 - alike
    weighs = [differ, alike, differ]
    plan = plan_rooms(people(n), size=3, rounds=3, affinity=weighs, seed=4)
    shared = [
        sum(alike[int(a[1:]), int(b[1:])] for room in one.rooms for a, b in combinations(room, 2))
        for one in plan.rounds
    ]
    assert shared[1] > shared[0] + n / 3
    assert shared[1] > shared[2] + n / 3
    assert plan.repeats == 0
    assert plan.rounds[1].affinity == pytest.approx(shared[1])


@pytest.mark.parametrize(("n", "size", "rounds"), [(30, 5, 6), (22, 4, 8), (14, 4, 5), (9, 2, 10)])
def test_the_fewest_repeats_do_not_hang_on_whom_people_like(n, size, rounds):
    half = np.triu(np.random.default_rng(n).random((n, n), dtype=np.float32), 1)
    plain = plan_rooms(people(n), size=size, rounds=rounds, seed=1)
    liking = plan_rooms(people(n), size=size, rounds=rounds, seed=2, affinity=half + half.T)
    assert plain.repeats == liking.repeats


@pytest.mark.parametrize("sizes", [(4, 4, 4), (2, 2, 2), (5, 2, 4)])
def test_for_many_people_arithmetic_tells_what_plans_bring(sizes):
    n = 203
    told = outlook(n, sizes)
    assert told is not None
    assert told.repeats == 0
    met, smaller = set(), {}
    for number, size in enumerate(sizes):
        plan = plan_rooms(people(n), size=size, seed=number, met=sorted(met), rarer=smaller)
        assert plan.repeats == 0
        rooms = plan.rounds[0].rooms
        met |= {pair for room in rooms for pair in combinations(room, 2)}
        if len(set(sizes)) == 1:
            rare = 3 if size == 2 else size - 1
            for person in (each for room in rooms if len(room) == rare for each in room):
                smaller[person] = smaller.get(person, 0) + 1
    counts = Counter(person for pair in met for person in pair)
    least, most = min(counts.values()), max(counts.values())
    assert told.meets_least <= least <= most <= told.meets_most
    if len(set(sizes)) == 1:
        assert (told.meets_least, told.meets_most) == (least, most)
