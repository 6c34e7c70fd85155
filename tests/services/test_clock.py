"""Steps begin and end by their deadlines, whoever is there to see it."""

from datetime import timedelta

import pytest

from icebreak.contract.events import RoundChanged, RoundEnded, RoundStarted, SessionEnded
from icebreak.live.deadlines import Deadlines
from tests.services.stage import ROUND, WELCOME, WRAP_UP, Someone, Stage


def kind_and_left(someone: Someone) -> tuple[str, int]:
    step = someone.state.session.step
    return step.kind, step.left_seconds


def warnings(someone: Someone) -> list[int]:
    return [
        event.left
        for event in someone.heard
        if isinstance(event, RoundChanged) and event.left is not None
    ]


def test_an_evening_runs_by_itself_from_start_to_end(stage: Stage) -> None:
    host, people = stage.evening(5, WELCOME, ROUND, ROUND, WRAP_UP)
    seen = [kind_and_left(people[0])]
    for _ in range(3):
        stage.wait(people[0].state.session.step.left_seconds)
        seen.append(kind_and_left(people[0]))
    assert seen == [("welcome", 120), ("round", 480), ("round", 480), ("wrap_up", 120)]
    stage.wait(120)
    assert host.state.session.status == "ended"
    told = [type(event) for event in people[0].heard]
    assert told.count(RoundStarted) == told.count(RoundEnded) == 2
    assert told[-1] is SessionEnded


def test_a_step_ends_although_the_process_died(stage: Stage) -> None:
    _, people = stage.evening(5, ROUND, WRAP_UP)
    seat, members = people[0].room.id, people[0].room.members
    stage.wait(100)
    stage.crash()
    stage.wait(10)
    assert (people[0].room.id, people[0].room.members) == (seat, members)
    assert kind_and_left(people[0]) == ("round", 370)
    stage.crash()
    stage.wait(370)
    assert kind_and_left(people[0]) == ("wrap_up", 120)


def test_after_a_long_outage_the_next_step_has_its_whole_time(stage: Stage) -> None:
    _, people = stage.evening(4, ROUND, ROUND, WRAP_UP)
    stage.wait(3600, step=3600)
    assert kind_and_left(people[0]) == ("round", 480)


def test_rooms_that_a_dead_process_owed_are_made_by_the_next_one(stage: Stage) -> None:
    host, people = stage.evening(4, start=False)
    seat_rounds = stage.gate.seat_rounds
    stage.gate.seat_rounds = lambda step_ids: None  # type: ignore[method-assign]
    host.does("session.start")
    assert people[0].room is None
    assert "being made" in people[0].state.me.waiting
    stage.gate.seat_rounds = seat_rounds  # type: ignore[method-assign]
    stage.crash()
    stage.wait(1)
    assert len(people[0].room.members) == 4


def test_a_round_warns_a_minute_and_half_a_minute_before_its_end(stage: Stage) -> None:
    _, people = stage.evening(4, ROUND, WRAP_UP)
    stage.wait(415, step=5)
    assert warnings(people[0]) == []
    stage.wait(60, step=5)
    assert warnings(people[0]) == [60, 30]
    # Nobody is thrown out before the time that was told.
    assert people[0].room is not None
    stage.wait(5)
    assert kind_and_left(people[0])[0] == "wrap_up"


def test_a_warning_moves_no_version(stage: Stage) -> None:
    _, people = stage.evening(4, ROUND, WRAP_UP)
    before = people[0].state.versions
    stage.wait(420)
    assert warnings(people[0]) == [60]
    assert people[0].state.versions == before


def test_a_short_round_has_only_the_warnings_that_fit(stage: Stage) -> None:
    _, people = stage.evening(4, {**ROUND, "seconds": 45}, WRAP_UP)
    stage.wait(44, step=1)
    assert warnings(people[0]) == [30]


def test_without_autopilot_a_step_waits_for_its_host(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP, settings={"autopilot": False})
    people = [stage.joins(host, name) for name in ("Ana", "Ben")]
    host.does("session.start")
    stage.wait(900, step=30)
    assert kind_and_left(people[0]) == ("round", 0)
    assert people[0].room is not None
    host.does("step.next")
    assert kind_and_left(people[0]) == ("wrap_up", 120)


def test_switching_the_autopilot_on_lets_an_overdue_step_end(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP, settings={"autopilot": False})
    person = stage.joins(host, "Ana")
    host.does("session.start")
    stage.wait(900, step=30)
    host.does("session.update", autopilot=True)
    stage.wait(1)
    assert kind_and_left(person)[0] == "wrap_up"


def test_a_pause_stops_the_clock_and_the_warnings(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    stage.wait(100)
    host.does("round.pause")
    stage.wait(1000, step=20)
    assert people[0].state.session.step.paused
    assert kind_and_left(people[0]) == ("round", 380)
    assert warnings(people[0]) == []
    host.does("round.resume")
    stage.wait(320, step=20)
    assert warnings(people[0]) == [60]
    stage.wait(60)
    assert kind_and_left(people[0])[0] == "wrap_up"


def test_a_pause_outlives_the_process(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    stage.wait(100)
    host.does("round.pause")
    stage.crash()
    stage.wait(1000, step=20)
    assert kind_and_left(people[0]) == ("round", 380)


def test_pausing_twice_takes_nothing_away(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    stage.wait(100)
    host.does("round.pause")
    stage.wait(50)
    host.does("round.pause")
    host.does("round.resume")
    host.does("round.resume")
    assert kind_and_left(people[0]) == ("round", 380)


def test_an_extension_gives_time_and_warns_anew(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    stage.wait(460)
    host.does("round.extend", seconds=120)
    assert kind_and_left(people[0]) == ("round", 140)
    stage.wait(80)
    assert warnings(people[0]) == [60, 30, 60]


def test_a_pause_can_be_extended(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    stage.wait(470)
    host.does("round.pause")
    host.does("round.extend", seconds=60)
    assert kind_and_left(people[0]) == ("round", 70)


def test_an_overdue_step_is_extended_from_now(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP, settings={"autopilot": False})
    stage.joins(host, "Ana")
    host.does("session.start")
    stage.wait(600, step=30)
    host.does("round.extend", seconds=60)
    assert host.state.session.step.left_seconds == 60


def test_a_round_can_begin_at_once_and_skip_what_comes_before(stage: Stage) -> None:
    host, people = stage.evening(4, WELCOME, {"kind": "together", "seconds": 60}, ROUND, WRAP_UP)
    host.does("round.start")
    assert kind_and_left(people[0]) == ("round", 480)
    assert people[0].room is not None
    host.does("round.end")
    assert kind_and_left(people[0])[0] == "wrap_up"
    assert host.is_refused("round.start") == "stale"


def test_the_last_step_ends_the_session(stage: Stage) -> None:
    host, _ = stage.evening(4, ROUND, WRAP_UP)
    host.does("step.next")
    host.does("step.next")
    assert host.state.session.status == "ended"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("round.pause", "stale"),
        ("round.resume", "stale"),
        ("round.extend", "stale"),
        ("round.end", "stale"),
    ],
)
def test_before_the_start_there_is_no_clock(stage: Stage, command: str, code: str) -> None:
    host, _ = stage.evening(2, start=False)
    assert host.is_refused(command) == code


def test_a_session_starts_once(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    step = people[0].state.session.step.id
    assert host.is_refused("session.start") == "conflict"
    assert people[0].state.session.step.id == step


def test_the_plan_changes_only_where_it_has_not_begun(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, ROUND, WRAP_UP)
    running = people[0].state.session.step.id
    host.does("plan.save", steps=[ROUND, ROUND, ROUND, WRAP_UP], version=1)
    steps = host.state.steps
    assert [step.kind for step in steps] == ["round"] * 4 + ["wrap_up"]
    assert (steps[0].id, people[0].state.session.step.id) == (running, running)
    assert host.is_refused("plan.save", steps=[ROUND], version=1) == "stale"
    assert host.state.plan_version == 2


def test_a_plan_without_a_round_is_refused_and_changes_nothing(stage: Stage) -> None:
    host, _ = stage.evening(4, ROUND, WRAP_UP, start=False)
    before = [step.id for step in host.state.steps]
    assert host.is_refused("plan.save", steps=[WELCOME], version=1) == "invalid"
    assert [step.id for step in host.state.steps] == before


def test_a_session_opened_days_before_is_still_there_on_its_evening(stage: Stage) -> None:
    host, people = stage.evening(4, start=False)
    stage.wait(3 * 86400, step=3600)
    host.does("session.start")
    assert people[0].state.session.status == "running"


def test_a_session_that_nobody_ends_is_ended_a_day_after_its_start(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP, settings={"autopilot": False})
    host.does("session.start")
    stage.wait(23 * 3600, step=600)
    assert host.state.session.status == "running"
    stage.wait(2 * 3600, step=600)
    assert host.state.session.status == "ended"


class TestTheLease:
    """Of several processes one carries out what is due."""

    def test_nobody_else_does_while_one_holds_it(self, stage: Stage) -> None:
        _, people = stage.evening(4, {**ROUND, "seconds": 60}, WRAP_UP)
        other = Deadlines(stage.gate, holder="another process")
        stage.deadlines.look()
        other.look()
        stage.now += timedelta(seconds=5)
        stage.deadlines.look()
        stage.now += timedelta(seconds=55)
        with stage.read() as tx:
            assert tx.steps.due(stage.now)
        stage.deadlines.look()
        other.look()
        assert kind_and_left(people[0]) == ("wrap_up", 120)

    def test_another_takes_over_when_its_time_is_over(self, stage: Stage) -> None:
        _, people = stage.evening(4, {**ROUND, "seconds": 60}, WRAP_UP)
        stage.wait(58, step=1)
        other = Deadlines(stage.gate, holder="another process")
        stage.now += timedelta(seconds=3)
        other.look()
        assert kind_and_left(people[0]) == ("round", 0)
        stage.now += timedelta(seconds=4)
        other.look()
        assert kind_and_left(people[0]) == ("wrap_up", 120)

    def test_a_process_that_knows_the_other_dead_does_not_wait(self, stage: Stage) -> None:
        _, people = stage.evening(4, {**ROUND, "seconds": 60}, WRAP_UP)
        stage.wait(58, step=1)
        stage.crash()
        stage.deadlines.take_over()
        stage.now += timedelta(seconds=3)
        stage.deadlines.look()
        assert kind_and_left(people[0]) == ("wrap_up", 120)

    def test_a_process_that_stops_lets_go_at_once(self, stage: Stage) -> None:
        _, people = stage.evening(4, {**ROUND, "seconds": 60}, WRAP_UP)
        stage.wait(58, step=1)
        stage.deadlines.release()
        other = Deadlines(stage.gate, holder="another process")
        stage.now += timedelta(seconds=3)
        other.look()
        assert kind_and_left(people[0]) == ("wrap_up", 120)
