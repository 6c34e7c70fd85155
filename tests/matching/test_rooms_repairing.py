from hypothesis import given
from hypothesis import strategies as st

from icebreak.matching.rooms import plan_rooms, seat_latecomer, seat_lone
from tests.matching.rooms_checks import people

ROOMS = [["a", "b", "c", "d"], ["e", "f", "g"], ["h", "i", "j"]]


def test_a_latecomer_joins_the_smallest_room():
    assert seat_latecomer([["a", "b", "c"], ["d", "e"], ["f", "g", "h"]], "new", size=4) == 1


def test_among_the_smallest_rooms_it_is_one_without_somebody_met_before():
    assert seat_latecomer(ROOMS, "new", size=4, met=[("f", "new")]) == 2
    assert seat_latecomer(ROOMS, "new", size=4, met=[("new", "e"), ("h", "new"), ("f", "new")]) == 2


def test_then_it_is_the_room_with_the_highest_affinity():
    liked = {"h": 1.0, "e": 0.5}
    assert seat_latecomer(ROOMS, "new", size=4, affinity_of=lambda _, b: liked.get(b, 0.0)) == 2


def test_a_latecomer_never_sits_with_somebody_they_are_kept_apart_from():
    assert seat_latecomer(ROOMS, "new", size=4, apart=[("new", "e"), ("j", "new")]) == 0
    everywhere = [("new", "e"), ("j", "new"), ("a", "new")]
    assert seat_latecomer(ROOMS, "new", size=4, apart=everywhere) is None


def test_a_full_room_takes_one_more_and_no_second():
    assert seat_latecomer([["a", "b", "c", "d"]], "new", size=4) == 0
    assert seat_latecomer([["a", "b", "c", "d", "e"]], "new", size=4) is None


def test_nobody_is_sent_into_an_empty_room():
    assert seat_latecomer([[], ["a"]], "new", size=4) == 1
    assert seat_latecomer([[], []], "new", size=4) is None


def test_a_lone_survivor_is_brought_to_the_best_smallest_room():
    rooms = [["a"], ["b", "c", "d"], ["e", "f"], ["g", "h"]]
    assert seat_lone(rooms, 0, size=4) == 2
    assert seat_lone(rooms, 0, size=4, met=[("a", "f")]) == 3
    assert seat_lone(rooms, 0, size=4, met=[("a", "f")], apart=[("h", "a")]) == 2


def test_full_rooms_do_not_leave_a_survivor_alone():
    assert seat_lone([["a"], list("bcdefg"), list("hijkl")], 0, size=4) == 2


def test_a_survivor_stays_where_nobody_else_is_or_may_be():
    assert seat_lone([["a"]], 0, size=4) is None
    assert seat_lone([["a"], ["b", "c"]], 0, size=4, apart=[("c", "a")]) is None


@given(st.integers(4, 60), st.integers(2, 8), st.integers(1, 12))
def test_latecomers_keep_the_rooms_even(n, size, late):
    plan = plan_rooms(people(n), size=size)
    rooms = [list(room) for room in plan.rounds[0].rooms]
    for number in range(late):
        before = [len(room) for room in rooms]
        chosen = seat_latecomer(rooms, f"late {number}", size=size)
        if chosen is None:
            assert min(before) > size
            return
        rooms[chosen].append(f"late {number}")
        assert before[chosen] == min(before)
        assert len(rooms[chosen]) <= size + 1


@given(st.integers(4, 60), st.integers(2, 8), st.randoms(use_true_random=False))
def test_however_people_leave_nobody_stays_alone(n, size, chance):
    plan = plan_rooms(people(n), size=size)
    rooms = [list(room) for room in plan.rounds[0].rooms]
    leavers = chance.sample(people(n), n - 2)
    for leaver in leavers:
        rooms = [[person for person in room if person != leaver] for room in rooms]
        for index, room in enumerate(rooms):
            if len(room) == 1 and sum(map(len, rooms)) > 1:
                target = seat_lone(rooms, index, size=size)
                assert target is not None
                rooms[target].extend(room)
                rooms[index] = []
        assert all(len(room) != 1 for room in rooms)
