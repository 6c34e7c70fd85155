"""The forecast on the set-up page is what then happens."""

import random
from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from icebreak.services.forecasting import foresee, question
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage
from tests.services.test_seats import rooms_of


def forecast_of(stage: Stage, host: Someone) -> Any:
    with stage.read() as tx:
        return foresee(question(tx, host.session_id))


def what_happens(
    host: Someone, people: list[Someone], rounds: int, kin: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Play the rounds and count as the forecast does."""
    met: Counter[tuple[str, ...]] = Counter()
    sizes = []
    for _ in range(rounds):
        host.does("round.start")
        rooms = rooms_of(people)
        sizes += map(len, rooms)
        met.update(pair for room in rooms for pair in combinations(sorted(room), 2))
    others = Counter(name for pair in met for name in pair)
    counts = [others[person.name] for person in people]
    return {
        "meets_least": min(counts),
        "meets_most": max(counts),
        "repeats": sum(times - 1 for pair, times in met.items() if pair != kin),
        "smallest": min(sizes),
        "largest": max(sizes),
    }


def told_as_counted(told: Any) -> dict[str, Any]:
    names = ("meets_least", "meets_most", "repeats", "smallest", "largest")
    return {name: getattr(told, name) for name in names}


@pytest.mark.parametrize("seed", range(12))
def test_what_the_forecast_says_is_what_happens(stage: Stage, seed: int) -> None:
    """Any number of people, rounds of any sizes and kinds, and a few rules."""
    chance = random.Random(seed)
    kinds = ("ground", "mixed", "offers", "random")
    steps = [
        {**ROUND, "size": chance.choice((2, 3, 4, 4, 5, 6)), "seating": chance.choice(kinds)}
        for _ in range(chance.randint(1, 5))
    ]
    if chance.random() < 0.5:
        steps = [{**step, "size": steps[0]["size"]} for step in steps]
    host, people = stage.evening(chance.randint(4, 20), *steps, WRAP_UP, start=False)
    for person in people:
        interest = chance.choice(("chess", "beekeeping", "rowing", "knitting"))
        person.does("profile.save", interests=[interest])
    if chance.random() < 0.5:
        host.does("rooms.rule", apart=[[people[0].id, people[1].id]])
    kin: tuple[str, ...] = ()
    if chance.random() < 0.3 and len(people) > 6:
        kin = (people[2].name, people[3].name)
        host.does("rooms.rule", together=[[people[2].id, people[3].id]])
    told = forecast_of(stage, host)
    assert told.people == len(people)
    assert told.rounds == len(steps)
    happened = what_happens(host, people, len(steps), kin)
    assert told_as_counted(told) == happened
    assert bool(told.why) == (told.repeats > 0)


def test_the_forecast_speaks_of_each_size_of_room(stage: Stage) -> None:
    steps = [ROUND, {**ROUND, "size": 2}, ROUND]
    host, _ = stage.evening(16, *steps, WRAP_UP, start=False)
    told = forecast_of(stage, host)
    assert told.sentence == (
        "16 people, 3 rounds (2 in rooms of 4, 1 in pairs): "
        "each meets 7 others, nobody twice, smallest room 2."
    )


def test_the_forecast_is_that_of_the_product(stage: Stage) -> None:
    host, _ = stage.evening(20, *[ROUND] * 3, WRAP_UP, start=False)
    for name in ("Udo", "Vera", "Wim"):
        stage.joins(host, name)
    told = forecast_of(stage, host)
    assert told.sentence == (
        "23 people, rooms of 4, 3 rounds: each meets 8 to 9 others, nobody twice, smallest room 3."
    )


def test_the_forecast_counts_whom_people_have_met_and_the_rounds_that_are_left(
    stage: Stage,
) -> None:
    host, people = stage.evening(6, *[{**ROUND, "size": 3}] * 3, WRAP_UP)
    told = forecast_of(stage, host)
    assert told.rounds == 2
    assert told.repeats > 0
    assert told.why
    before = Counter(pair for room in rooms_of(people) for pair in combinations(sorted(room), 2))
    for _ in range(2):
        host.does("round.start")
        before.update(pair for room in rooms_of(people) for pair in combinations(sorted(room), 2))
    assert told.repeats == sum(times - 1 for times in before.values())


def test_the_forecast_follows_who_comes_and_goes(stage: Stage) -> None:
    host, people = stage.evening(9, {**ROUND, "size": 3}, WRAP_UP, start=False)
    assert forecast_of(stage, host).smallest == 3
    people[0].does("me.leave")
    people[1].does("me.sit_out", on=True)
    told = forecast_of(stage, host)
    assert (told.people, told.smallest) == (7, 2)


def test_the_forecast_says_if_somebody_will_have_no_seat(stage: Stage) -> None:
    host, people = stage.evening(3, {**ROUND, "size": 3}, WRAP_UP, start=False)
    for one, other in combinations(people, 2):
        one.does("person.block", person=other.id)
    told = forecast_of(stage, host)
    assert (told.smallest, told.meets_most) == (0, 0)
    assert "3 people wait" in told.why


def test_saving_a_plan_answers_with_its_forecast_and_does_so_again(stage: Stage) -> None:
    host, _ = stage.evening(8, ROUND, WRAP_UP, start=False)
    steps = [{"kind": "round", "size": 2}] * 3
    version = host.state.plan_version
    first = host.asks("plan.save", key="plan-key-1", steps=steps, version=version)
    assert first["forecast"]["sentence"] == (
        "8 people, pairs, 3 rounds: each meets 3 others, nobody twice, smallest room 2."
    )
    again = host.asks("plan.save", key="plan-key-1", steps=steps, version=version)
    assert again == first


def test_before_anybody_has_come_the_forecast_tells_of_an_example(stage: Stage) -> None:
    host = stage.opens(*[ROUND] * 5, WRAP_UP)
    assert forecast_of(stage, host).sentence == (
        "With 20 people, for example: rooms of 4, 5 rounds: "
        "each meets 15 others, nobody twice, smallest room 4."
    )
