"""The session and its steps, as everybody in it sees them."""

from collections.abc import Sequence
from datetime import datetime

from icebreak.contract.states import Said, SessionView, StepView
from icebreak.domain.plan import Step, following, left, round_number
from icebreak.domain.sessions import Session
from icebreak.services.prompting import round_prompt
from icebreak.store.transaction import Tx

SAID_SHOWN = 3


def session_view(
    tx: Tx, session: Session, steps: Sequence[Step], room_id: str | None, now: datetime
) -> SessionView:
    current = next((step for step in steps if step.id == session.step_id), None)
    coming = following(steps, current) if session.ended_at is None else None
    since = current.started_at if current and current.started_at else session.opened_at
    said = tx.said.heard_in(session.id, room_id, since)[-SAID_SHOWN:]
    return SessionView(
        id=session.id,
        title=session.title,
        status=session.status,
        language=session.language,
        people=tx.participants.count_belonging(session.id),
        locked=session.locked,
        step=step_view(steps, current, now) if current else None,
        next_step=step_view(steps, coming, now) if coming else None,
        said=[Said(id=each.id, text=each.text, at=each.at) for each in said],
        ended_at=session.ended_at,
        swaps_until=session.swaps_until,
        contacts_until=session.contacts_until,
        retention_days=session.retention_days,
    )


def step_view(steps: Sequence[Step], step: Step, now: datetime) -> StepView:
    running = step.started_at is not None and step.ended_at is None
    return StepView(
        id=step.id,
        position=step.position,
        kind=step.kind,
        title=step.title,
        seconds=step.seconds,
        round=round_number(steps, step),
        rounds=sum(1 for each in steps if each.is_round),
        started_at=step.started_at,
        ends_at=step.ends_at,
        paused=step.paused,
        left_seconds=round(left(step, now)) if running else None,
        size=step.size,
        prompt=round_prompt(steps, step) if step.is_round else step.prompt,
        deck=step.deck,
        seating=step.seating,
        turn_seconds=step.turn_seconds,
        ended=step.ended_at is not None,
    )
