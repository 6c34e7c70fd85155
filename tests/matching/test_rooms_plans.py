import os
import random
import subprocess
import sys
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icebreak.matching.rooms import plan_rooms, room_sizes
from tests.matching.rooms_checks import assert_sound, pairs_of, people, repeats_of

events = st.tuples(st.integers(2, 60), st.integers(2, 8))


@settings(max_examples=30)
@given(events, st.integers(1, 4), st.integers(0, 2**40))
def test_everybody_has_one_seat_a_round_and_the_figures_are_true(event, rounds, seed):
    n, size = event
    plan = plan_rooms(people(n), size=size, rounds=rounds, seed=seed)
    assert_sound(plan, people(n), size)
    assert len(plan.rounds) == rounds
    assert plan.repeats == repeats_of(plan)


@settings(max_examples=30)
@given(events, st.integers(0, 1000), st.booleans())
def test_nobody_meets_twice_while_half_of_the_others_are_new(event, seed, with_affinity):
    n, size = event
    sizes = room_sizes(n, size)
    rounds = min((n - 1) // 2 // (size - 1), 8)
    if rounds < 1 or len(sizes) < sizes[0]:
        return
    affinity = symmetric(n, seed) if with_affinity else None
    plan = plan_rooms(people(n), size=size, rounds=rounds, seed=seed, affinity=affinity)
    assert plan.repeats == repeats_of(plan) == 0


@pytest.mark.parametrize(
    ("n", "size", "rounds"),
    [
        (20, 4, 5), (28, 4, 7), (16, 4, 5), (25, 5, 6), (12, 2, 11), (9, 3, 4), (8, 2, 7),
        (49, 7, 8), (15, 3, 7), (24, 4, 7), (19, 4, 5), (27, 3, 13), (56, 7, 4),
    ],
)  # fmt: skip
def test_tight_schedules_that_exist_are_found(n, size, rounds):
    plan = plan_rooms(people(n), size=size, rounds=rounds)
    assert_sound(plan, people(n), size)
    assert repeats_of(plan) == 0


@pytest.mark.parametrize(
    ("n", "size", "rounds", "fewest"),
    [(20, 5, 2, 4), (50, 8, 2, 1), (8, 4, 3, 8), (6, 3, 4, 9), (4, 2, 5, 4), (2, 2, 3, 2)],
)
def test_where_repeats_are_forced_there_are_no_more_than_that(n, size, rounds, fewest):
    assert plan_rooms(people(n), size=size, rounds=rounds).repeats == fewest


def test_forced_repeats_fall_on_different_people():
    plan = plan_rooms(people(6), size=2, rounds=8)
    meetings = [pair for one in plan.rounds for pair in pairs_of(one.rooms)]
    assert max(map(meetings.count, meetings)) == 2


@settings(max_examples=20)
@given(st.integers(3, 40), st.integers(2, 5), st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_named_does_not_matter(n, size, chance):
    names = people(n)
    affinity = symmetric(n, 1)
    order = list(range(n))
    chance.shuffle(order)
    rules = {"met": [(names[0], names[1])], "apart": [(names[1], names[2])], "size": size}
    if size == 2 and n == 3:
        rules["apart"] = []
    if len(room_sizes(n, size)) == 1:
        rules["apart"] = []
    one = plan_rooms(names, rounds=2, seed=7, affinity=affinity, **rules)
    other = plan_rooms(
        [names[i] for i in order], rounds=2, seed=7, affinity=affinity[np.ix_(order, order)],
        **rules,
    )  # fmt: skip
    assert one == other


def test_the_hash_seed_does_not_matter():
    program = (
        "from icebreak.matching.rooms import plan_rooms\n"
        "ids = [f'p{i}' for i in range(31)]\n"
        "print(plan_rooms(ids, size=2, rounds=3, seed=5, met={(a, 'p7') for a in ids[:5]},"
        " apart={('p1', 'p2'), ('p2', 'p3')}), plan_rooms(ids, size=4, rounds=4, seed=5))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(told) == 1


def test_another_seed_gives_another_plan():
    plans = {plan_rooms(people(20), size=4, seed=seed).rounds for seed in range(5)}
    assert len(plans) == 5


@settings(max_examples=20)
@given(st.integers(4, 40), st.integers(2, 6), st.integers(0, 100))
def test_a_rounds_affinity_is_the_sum_over_its_rooms(n, size, seed):
    affinity = symmetric(n, seed)
    plan = plan_rooms(people(n), size=size, rounds=2, affinity=affinity)
    for one in plan.rounds:
        pairs = [sorted(int(name[1:]) for name in pair) for pair in pairs_of(one.rooms)]
        assert one.affinity == pytest.approx(sum(float(affinity[a, b]) for a, b in pairs))


@pytest.mark.parametrize(("n", "size"), [(8, 4), (9, 3), (7, 4), (8, 2), (7, 2)])
def test_few_people_get_the_best_rooms_there_are(n, size):
    for seed in range(4):
        affinity = symmetric(n, seed).astype(np.float64)
        plan = plan_rooms(people(n), size=size, affinity=affinity)
        best = max(_all_worths(list(range(n)), list(room_sizes(n, size)), affinity))
        assert plan.rounds[0].affinity == pytest.approx(best)


def test_friends_among_many_sit_together():
    n = 600
    affinity = np.zeros((n, n))
    chance = random.Random(3)
    order = list(range(n))
    chance.shuffle(order)
    for at in range(0, n, 4):
        for a, b in combinations(order[at : at + 4], 2):
            affinity[a, b] = affinity[b, a] = 1
    plan = plan_rooms(people(n), size=4, affinity=affinity)
    assert plan.rounds[0].affinity > 0.97 * comb(4, 2) * n / 4


@pytest.mark.parametrize(("n", "size"), [(300, 4), (301, 2), (400, 2), (501, 5)])
@pytest.mark.parametrize("with_affinity", [True, False])
def test_hundreds_of_people_never_meet_twice(n, size, with_affinity):
    affinity = symmetric(n, 0) if with_affinity else None
    plan = plan_rooms(people(n), size=size, rounds=3, affinity=affinity)
    assert_sound(plan, people(n), size)
    assert repeats_of(plan) == 0


def symmetric(n: int, seed: int) -> np.ndarray:
    half = np.triu(np.random.default_rng(seed).random((n, n), dtype=np.float32), 1)
    return half + half.T


def _all_worths(left: list[int], sizes: list[int], affinity: np.ndarray) -> list[float]:
    if not left:
        return [0.0]
    worths = []
    for size in set(sizes):
        rest_sizes = sizes.copy()
        rest_sizes.remove(size)
        for others in combinations(left[1:], size - 1):
            room = (left[0], *others)
            own = sum(float(affinity[a, b]) for a, b in combinations(room, 2))
            rest = [person for person in left if person not in room]
            worths.append(own + max(_all_worths(rest, rest_sizes, affinity)))
    return worths
