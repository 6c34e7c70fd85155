"""The clock: steps begin and end, by the host's hand or by their deadline."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from icebreak.contract.commands import rounds, sessions
from icebreak.contract.events import RoundChanged, RoundEnded, RoundStarted, StepChanged
from icebreak.contract.registry import Done
from icebreak.domain import plan
from icebreak.domain.errors import Conflict, Ended, Stale
from icebreak.domain.plan import Step
from icebreak.domain.rooms import LONE_GRACE
from icebreak.domain.sessions import Session
from icebreak.services import company, opening, seating
from icebreak.services.access import access_running, access_session
from icebreak.services.occasion import Occasion
from icebreak.services.survivors import merge_lone
from icebreak.store.transaction import Tx


def start(tx: Tx, occasion: Occasion, command: sessions.SessionStart) -> Done:
    session = _going_on(tx, occasion)
    if session.started_at is not None:
        raise Conflict("This session has started already.")
    session = replace(session, started_at=occasion.now)
    _begin(tx, occasion, session, plan.following(tx.steps.of(session.id), None))
    return Done()


def next_step(tx: Tx, occasion: Occasion, command: sessions.StepNext) -> Done:
    session = _going_on(tx, occasion)
    if session.started_at is None:
        session = replace(session, started_at=occasion.now)
    _follow(tx, occasion, session, plan.following)
    return Done()


def start_round(tx: Tx, occasion: Occasion, command: rounds.RoundStart) -> Done:
    session = _going_on(tx, occasion)
    steps, current = tx.steps.of(session.id), tx.steps.get(session.step_id)
    if plan.next_round(steps, current) is None:
        raise Stale("The plan has no further round.")
    if session.started_at is None:
        session = replace(session, started_at=occasion.now)
    _follow(tx, occasion, session, plan.next_round)
    return Done()


def end_round(tx: Tx, occasion: Occasion, command: rounds.RoundEnd) -> Done:
    running = access_running(tx, occasion.actor)
    if not running.step.is_round:
        raise Stale("No round is running.")
    _follow(tx, occasion, running.session, plan.following)
    return Done()


def pause(tx: Tx, occasion: Occasion, command: rounds.RoundPause) -> Done:
    step = access_running(tx, occasion.actor).step
    if step.paused:
        return Done()
    _reset_clock(tx, occasion, plan.paused(step, occasion.now))
    return Done()


def resume(tx: Tx, occasion: Occasion, command: rounds.RoundResume) -> Done:
    step = access_running(tx, occasion.actor).step
    if step.paused:
        _reset_clock(tx, occasion, plan.resumed(step, occasion.now))
    return Done()


def extend(tx: Tx, occasion: Occasion, command: rounds.RoundExtend) -> Done:
    running = access_running(tx, occasion.actor)
    step = running.step
    _reset_clock(tx, occasion, plan.extended(step, command.seconds, occasion.now))
    for room in tx.rooms.open_in(step.id):
        if room.time_asked_at is not None:
            tx.rooms.save(replace(room, time_asked_at=None))
            tx.asks.clear(room.id, "time")
            company.tell_changed(tx, occasion, room)
    seating.place_waiting(tx, occasion, running.session)
    return Done()


def carry_out_due(tx: Tx, occasion: Occasion) -> None:
    """Whatever the clock asks for at this moment, in all sessions."""
    for step in tx.steps.due(occasion.now):
        session = tx.sessions.get(step.session_id)
        if session is not None and session.step_id == step.id:
            _follow(tx, occasion, session, plan.following)
    for step in tx.steps.warnings_due(occasion.now):
        _warn(tx, occasion, step)
    for room in tx.rooms.lone_since(occasion.now - LONE_GRACE):
        merge_lone(tx, occasion, room)


def anything_due(tx: Tx, now: datetime) -> bool:
    """A cheap look before the writer is asked."""
    return bool(
        tx.steps.due(now) or tx.steps.warnings_due(now) or tx.rooms.lone_since(now - LONE_GRACE)
    )


Choice = Callable[[list[Step], Step | None], Step | None]


def _going_on(tx: Tx, occasion: Occasion) -> Session:
    session = access_session(tx, occasion.actor)
    if session.ended_at is not None:
        raise Ended("This session has ended.")
    return session


def _follow(tx: Tx, occasion: Occasion, session: Session, choose: Choice) -> None:
    """End the running step and begin the chosen one, or end the session."""
    current = tx.steps.get(session.step_id)
    chosen = choose(tx.steps.of(session.id), current)
    if current is not None and current.ended_at is None:
        _finish(tx, occasion, current)
    _begin(tx, occasion, session, chosen)


def _finish(tx: Tx, occasion: Occasion, step: Step) -> None:
    seating.close_rooms(tx, occasion, step)
    tx.steps.save(plan.over(step, occasion.now))
    number = plan.round_number(tx.steps.of(step.session_id), step)
    if number is not None:
        version = tx.sessions.bump(step.session_id)
        event = RoundEnded(
            of="session", version=version, after=version - 1, step=step.id, round=number
        )
        occasion.tell_session(step.session_id, event)


def _begin(tx: Tx, occasion: Occasion, session: Session, step: Step | None) -> None:
    if step is None:
        tx.sessions.save(session)
        opening.end_session(tx, occasion, session)
        return
    running = plan.begun(step, occasion.now)
    tx.steps.save(running)
    tx.sessions.save(replace(session, step_id=step.id))
    version = tx.sessions.bump(session.id)
    number = plan.round_number(tx.steps.of(session.id), step)
    if number is not None:
        occasion.tell_session(
            session.id,
            RoundStarted(
                of="session", version=version, after=version - 1, step=step.id, round=number
            ),
        )
        version = tx.sessions.bump(session.id)
        occasion.to_seat.append(step.id)
    occasion.tell_session(
        session.id, StepChanged(of="session", version=version, after=version - 1, step=step.id)
    )


def _reset_clock(tx: Tx, occasion: Occasion, step: Step) -> None:
    tx.steps.save(step)
    version = tx.sessions.bump(step.session_id)
    event = RoundChanged(of="session", version=version, after=version - 1, step=step.id)
    occasion.tell_session(step.session_id, event)


def _warn(tx: Tx, occasion: Occasion, step: Step) -> None:
    """Nothing has changed, so the version stays; the phones only hear how long is left."""
    tx.steps.save(plan.warned(step, occasion.now))
    session = tx.sessions.get(step.session_id)
    if session is None:
        return
    event = RoundChanged(
        of="session",
        version=session.version,
        after=session.version,
        step=step.id,
        left=round(plan.left(step, occasion.now)),
    )
    occasion.tell_session(session.id, event)
