import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icebreak.matching.rooms import Forecast, forecast, plan_rooms
from tests.matching.rooms_checks import pairs_of, people


def test_three_rounds_of_four_for_23_people():
    told = forecast(23, size=4, rounds=3)
    assert (told.people, told.rooms, told.smallest, told.largest) == (23, 6, 3, 4)
    assert told.repeats == 0
    assert told.why is None
    assert told.meets[0] >= 6
    assert told.meets[1] == 9


@settings(max_examples=15)
@given(st.integers(2, 40), st.integers(2, 8), st.integers(1, 5))
def test_a_forecast_tells_what_the_plan_then_brings(n, size, rounds):
    told = forecast(people(n), size=size, rounds=rounds, seed=3)
    plan = plan_rooms(people(n), size=size, rounds=rounds, seed=3)
    met = {pair for one in plan.rounds for pair in pairs_of(one.rooms)}
    counts = [sum(person in pair for pair in met) for person in people(n)]
    assert told.repeats == plan.repeats
    assert told.meets == (min(counts), max(counts))
    assert (told.why is None) == (plan.repeats == 0)


@pytest.mark.parametrize("n", [0, 1])
def test_a_single_person_has_no_rooms_to_expect(n):
    assert forecast(n, size=4, rounds=3) == Forecast(n, 0, 0, 0, (0, 0), 0, None)


def test_a_forecast_says_why_people_meet_again():
    few_others = forecast(6, size=3, rounds=4).why
    assert few_others is not None
    assert "only 5" in few_others
    few_rooms = forecast(20, size=5, rounds=2).why
    assert few_rooms is not None
    assert "4 rooms" in few_rooms
    history = forecast(["a", "b", "c", "d"], size=2, met=[("a", "b"), ("a", "c"), ("a", "d")]).why
    assert history is not None
    assert "met before" in history
