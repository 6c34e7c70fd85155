"""What arithmetic alone says of a plan is what the plan then brings."""

from hypothesis import given, settings
from hypothesis import strategies as st

from icebreak.matching.rooms import outlook, plan_rooms, room_sizes, why_repeats
from tests.matching.rooms_checks import pairs_of, people


def test_three_rounds_of_four_for_23_people():
    told = outlook(23, [4, 4, 4])
    assert told is not None
    assert (told.smallest, told.largest, told.repeats) == (3, 4, 0)
    assert told.meets_least >= 6
    assert told.meets_most == 9


@settings(max_examples=40)
@given(st.integers(2, 60), st.integers(2, 8), st.integers(1, 5))
def test_an_outlook_tells_what_the_plan_then_brings(n, size, rounds):
    told = outlook(n, [size] * rounds)
    if told is None:
        return
    plan = plan_rooms(people(n), size=size, rounds=rounds, seed=3)
    met = {pair for one in plan.rounds for pair in pairs_of(one.rooms)}
    counts = [sum(person in pair for pair in met) for person in people(n)]
    assert (told.repeats, told.smallest, told.largest) == (0, plan.smallest, plan.largest)
    assert plan.repeats == 0
    assert (told.meets_least, told.meets_most) == (min(counts), max(counts))


def test_arithmetic_does_not_guess_where_rounds_are_many():
    assert outlook(20, [5, 5]) is None
    assert outlook(6, [3] * 4) is None
    assert outlook(12, [2] * 4, [("0", "1"), ("0", "2"), ("0", "3")]) is None


def test_it_is_said_why_people_meet_again():
    assert "only 5" in why_repeats([room_sizes(6, 3)] * 4, ruled=False)
    assert "4 rooms" in why_repeats([room_sizes(20, 5)] * 2, ruled=False)
    assert "met before" in why_repeats([room_sizes(4, 2)], ruled=True)
