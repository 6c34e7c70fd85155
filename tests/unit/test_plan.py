"""The clock's rules, with time as an argument."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from icebreak.domain import plan
from icebreak.domain.plan import Step

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)


def step(seconds: int = 480, position: int = 0, kind: str = "round") -> Step:
    return Step(
        id=f"step-{position}",
        session_id="s",
        position=position,
        kind=kind,
        title="",
        seconds=seconds,
        size=4,
        seating="ground",
        deck="light",
        prompt="",
        turn_seconds=90,
    )


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@given(
    seconds=st.integers(10, 7200),
    moves=st.lists(
        st.tuples(st.sampled_from(["pause", "resume", "extend", "warn"]), st.floats(0, 600)),
        max_size=12,
    ),
)
def test_no_second_is_lost_or_won_by_pausing(seconds: int, moves: list[tuple[str, float]]) -> None:
    now, left = NOW, float(seconds)
    running = plan.begun(step(seconds), now)
    for move, passes in moves:
        now += timedelta(seconds=passes)
        if not running.paused:
            left = max(0.0, left - passes)
        if move == "pause":
            running = plan.paused(running, now)
        elif move == "resume":
            running = plan.resumed(running, now)
        elif move == "extend":
            running = plan.extended(running, 60, now)
            left += 60
        else:
            running = plan.warned(running, now)
        assert abs(plan.left(running, now) - left) < 0.01
        assert running.paused == (running.ends_at is None)
        # A warning comes before the end, and none while the clock stands still.
        assert running.warn_at is None or (running.ends_at or NOW) > running.warn_at


def test_warnings_come_a_minute_and_half_a_minute_before_the_end() -> None:
    running = plan.begun(step(480), NOW)
    assert running.warn_at == after(420)
    assert plan.warned(running, after(420)).warn_at == after(450)
    assert plan.warned(running, after(450)).warn_at is None
    assert plan.begun(step(45), NOW).warn_at == after(15)
    assert plan.begun(step(20), NOW).warn_at is None


def test_the_last_minute_is_for_nobody_new() -> None:
    running = plan.begun(step(480), NOW)
    assert plan.admits_latecomers(running, after(419))
    assert not plan.admits_latecomers(running, after(420))
    assert plan.admits_latecomers(plan.paused(running, after(450)), after(9999))


def test_what_follows_is_the_next_step_that_has_not_ended() -> None:
    steps = [step(position=place, kind=kind) for place, kind in enumerate(
        ["welcome", "round", "together", "round"])]  # fmt: skip
    assert plan.following(steps, None) == steps[0]
    assert plan.following(steps, steps[0]) == steps[1]
    assert plan.next_round(steps, steps[1]) == steps[3]
    assert plan.following(steps, steps[3]) is None
    assert [plan.round_number(steps, each) for each in steps] == [None, 1, None, 2]
