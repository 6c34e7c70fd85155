from itertools import combinations

import numpy as np
import pytest

from icebreak.matching.rooms.fields import field, prime_power
from icebreak.matching.rooms.groups import differing_rows, groups
from icebreak.matching.rooms.templates import template


@pytest.mark.parametrize(
    ("q", "power"), [(2, (2, 1)), (9, (3, 2)), (16, (2, 4)), (7, (7, 1)), (6, None), (1, None)]
)
def test_a_prime_power_is_told_from_other_numbers(q, power):
    assert prime_power(q) == power


@pytest.mark.parametrize(("p", "m"), [(2, 1), (5, 1), (2, 2), (2, 3), (3, 2), (5, 2), (2, 4)])
def test_a_field_adds_multiplies_and_divides(p, m):
    plus, times = field(p, m)
    q = p**m
    everything = np.arange(q)
    for a in range(q):
        assert sorted(plus[a]) == list(everything)
        assert (plus[a] == plus[:, a]).all()
        assert (times[a] == times[:, a]).all()
        if a:
            assert sorted(times[a]) == list(everything)
        for b in range(q):
            assert (times[a, plus[b]] == plus[times[a, b], times[a]]).all()
    assert (times[1] == everything).all()
    assert (plus[0] == everything).all()


@pytest.mark.parametrize(("order", "rows", "columns"), [(6, 4, 5), (10, 6, 5), (12, 5, 7)])
def test_rows_of_a_group_differ_everywhere_by_something_else(order, rows, columns):
    found = [(plus, differing_rows(plus, rows, columns)) for plus in groups(order)]
    plus, table = next((plus, table) for plus, table in found if table is not None)
    minus = (plus == 0).argmax(axis=1)
    for one, other in combinations(table, 2):
        assert len(set(plus[one, minus[other]])) == columns


@pytest.mark.parametrize(
    ("rooms", "chairs", "empty", "rounds"),
    [
        (5, 4, 0, 5), (4, 4, 0, 5), (4, 4, 1, 5), (8, 4, 2, 8), (9, 3, 0, 13), (9, 3, 3, 13),
        (6, 2, 0, 11), (5, 3, 0, 7), (6, 4, 0, 7), (6, 5, 2, 5), (16, 4, 0, 21), (8, 7, 6, 8),
    ],
)  # fmt: skip
def test_no_two_seats_of_a_template_share_a_room_twice(rooms, chairs, empty, rounds):
    arranged = template(rooms, chairs, empty, rounds)
    assert arranged is not None
    if (rooms, chairs, empty) != (9, 3, 3):  # its rows cannot be filled again with empty chairs
        assert len(arranged) == rounds
    people = rooms * chairs - empty
    met = set()
    for one in arranged:
        assert sorted(one.ravel()) == list(range(rooms * chairs))
        for room in one.tolist():
            seated = [seat for seat in room if seat < people]
            assert len(seated) >= chairs - 1
            pairs = set(combinations(sorted(seated), 2))
            assert not pairs & met
            met |= pairs
