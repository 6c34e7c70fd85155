"""The plan: steps in order, and what the clock does to them. Times are arguments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

WELCOME, ROUND, TOGETHER, WRAP_UP = "welcome", "round", "together", "wrap_up"
FIRST_WARNING = timedelta(seconds=60)
LAST_WARNING = timedelta(seconds=30)
# In the last minute of a round nobody new is seated: they wait for the next one.
LATE_CUT_OFF = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. While paused, ``ends_at`` is None and ``paused_left`` holds the seconds left.

    ``warn_at`` is when the next warning is due; ``seated`` says that a round's
    rooms have been made, ``planned`` who should sit together if the same people are here.
    """

    id: str
    session_id: str
    position: int
    kind: str
    title: str
    seconds: int
    size: int
    seating: str
    deck: str
    prompt: str
    turn_seconds: int
    started_at: datetime | None = None
    ends_at: datetime | None = None
    paused_left: float | None = None
    warn_at: datetime | None = None
    ended_at: datetime | None = None
    seated: bool = False
    planned: tuple[tuple[str, ...], ...] = ()

    @property
    def is_round(self) -> bool:
        return self.kind == ROUND

    @property
    def paused(self) -> bool:
        return self.paused_left is not None


def begun(step: Step, now: datetime) -> Step:
    """The step with its clock running from now."""
    return _ending(replace(step, started_at=now), now + timedelta(seconds=step.seconds), now)


def over(step: Step, now: datetime) -> Step:
    return replace(step, ended_at=now, ends_at=None, warn_at=None, paused_left=None)


def paused(step: Step, now: datetime) -> Step:
    if step.ends_at is None:
        return step
    return replace(step, paused_left=left(step, now), ends_at=None, warn_at=None)


def resumed(step: Step, now: datetime) -> Step:
    if step.paused_left is None:
        return step
    ends_at = now + timedelta(seconds=step.paused_left)
    return _ending(replace(step, paused_left=None), ends_at, now)


def extended(step: Step, seconds: int, now: datetime) -> Step:
    """More time; a step that is already over its time is extended from now."""
    if step.paused_left is not None:
        return replace(step, paused_left=step.paused_left + seconds)
    if step.ends_at is None:
        return step
    return _ending(step, max(step.ends_at, now) + timedelta(seconds=seconds), now)


def left(step: Step, now: datetime) -> float:
    """Seconds left on the step's clock, never below 0."""
    if step.paused_left is not None:
        return step.paused_left
    if step.ends_at is None:
        return 0.0
    return max(0.0, (step.ends_at - now).total_seconds())


def warned(step: Step, now: datetime) -> Step:
    """The step after a warning was given, with the time of the next one."""
    return replace(step, warn_at=_next_warning(step.ends_at, now))


def admits_latecomers(step: Step, now: datetime) -> bool:
    return step.paused or left(step, now) > LATE_CUT_OFF.total_seconds()


def following(steps: Sequence[Step], current: Step | None) -> Step | None:
    """The step after the current one, or the first."""
    position = -1 if current is None else current.position
    return min(
        (step for step in steps if step.position > position and step.ended_at is None),
        key=lambda step: step.position,
        default=None,
    )


def next_round(steps: Sequence[Step], current: Step | None) -> Step | None:
    position = -1 if current is None else current.position
    return min(
        (step for step in steps if step.is_round and step.position > position),
        key=lambda step: step.position,
        default=None,
    )


def round_number(steps: Sequence[Step], step: Step) -> int | None:
    """Which round of the plan a step is, counted from 1."""
    if not step.is_round:
        return None
    return sum(1 for other in steps if other.is_round and other.position <= step.position)


def _ending(step: Step, ends_at: datetime, now: datetime) -> Step:
    return replace(step, ends_at=ends_at, warn_at=_next_warning(ends_at, now))


def _next_warning(ends_at: datetime | None, now: datetime) -> datetime | None:
    if ends_at is None:
        return None
    for ahead in (FIRST_WARNING, LAST_WARNING):
        if ends_at - ahead > now:
            return ends_at - ahead
    return None
