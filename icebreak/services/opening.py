"""Opening a session, finding it, changing it, ending it."""

from dataclasses import replace

from icebreak.contract.commands import plans, sessions
from icebreak.contract.events import SessionChanged, SessionEnded
from icebreak.contract.registry import Done
from icebreak.domain.content import PlanTemplate, plan_templates
from icebreak.domain.errors import Invalid, NotFound
from icebreak.domain.plan import Step, over
from icebreak.domain.sessions import (
    Host,
    Session,
)
from icebreak.ports import Unread
from icebreak.services import seating
from icebreak.services.access import access_session
from icebreak.services.admission import admit, fresh_code, hashed
from icebreak.services.cohosts import add_host
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind
from icebreak.store.transaction import Tx


def open_session(
    tx: Tx, occasion: Occasion, command: sessions.SessionOpen
) -> sessions.SessionOpened:
    chosen = command.settings or sessions.SessionSettings()
    session = Session(
        id=occasion.new_id(),
        title=command.title,
        code=fresh_code(tx, occasion),
        join_nonce=occasion.new_id(),
        language=command.language,
        retention_days=chosen.retention_days,
        password_hash=hashed(chosen.password) if chosen.password else "",
        autopilot=chosen.autopilot,
        locked=False,
        opened_at=occasion.now,
    )
    tx.sessions.add(session)
    steps = command.plan if command.plan is not None else _template(command.template or "45")
    tx.steps.add_all(planned(session.id, steps, 0, occasion))
    admit(tx, occasion, session)
    host = add_host(tx, occasion, session.id)
    return _opened(occasion, session, host)


def opened_again(tx: Tx, occasion: Occasion, session_id: str) -> sessions.SessionOpened:
    """The answer to a repeated ``session.open``."""
    session, host = tx.sessions.get(session_id), tx.hosts.first(session_id)
    if session is None or host is None:
        raise NotFound("This session no longer exists.")
    return _opened(occasion, session, host)


def _opened(occasion: Occasion, session: Session, host: Host) -> sessions.SessionOpened:
    host_token = occasion.tokens.token(Kind.HOST, host.nonce)
    join_token = occasion.tokens.token(Kind.JOIN, session.join_nonce)
    return sessions.SessionOpened(
        session_id=session.id,
        code=session.code or "",
        host_token=host_token,
        host_url=f"/h/{host_token}",
        join_token=join_token,
        join_url=f"/j/{join_token}",
    )


def planned(
    session_id: str, plan: list[plans.StepPlan], first: int, occasion: Occasion
) -> list[Step]:
    """The rows of a plan whose steps begin at position ``first``."""
    if not plan:
        raise Invalid("A plan needs at least one step.", field="steps")
    return [
        Step(
            id=occasion.new_id(),
            session_id=session_id,
            position=first + offset,
            kind=step.kind,
            title=step.title,
            seconds=step.seconds,
            size=step.size,
            seating=step.seating,
            deck=step.deck,
            prompt=step.prompt,
            turn_seconds=step.turn_seconds,
        )
        for offset, step in enumerate(plan)
    ]


def update(tx: Tx, occasion: Occasion, command: sessions.SessionUpdate) -> Done:
    session = access_session(tx, occasion.actor)
    changes = {
        name: value
        for name in ("title", "language", "retention_days", "autopilot")
        if (value := getattr(command, name)) is not None
    }
    if command.password is not None:
        changes["password_hash"] = hashed(command.password)
    elif command.no_password:
        changes["password_hash"] = ""
    change(tx, occasion, replace(session, **changes))
    return Done()


def end(tx: Tx, occasion: Occasion, command: sessions.SessionEnd) -> Done:
    session = access_session(tx, occasion.actor)
    end_session(tx, occasion, session)
    return Done()


def end_session(tx: Tx, occasion: Occasion, session: Session) -> None:
    """No new people, no new stories; swaps for 24 hours more."""
    step = tx.steps.get(session.step_id)
    if step is not None and step.ended_at is None:
        seating.close_rooms(tx, occasion, step)
        tx.steps.save(over(step, occasion.now))
    ended = replace(session, ended_at=occasion.now, code=None, step_id=None)
    tx.sessions.save(ended)
    if ended.swaps_until is not None:
        tx.credentials.expire_kind(session.id, Kind.CARD, ended.swaps_until)
    version = tx.sessions.bump(session.id)
    event = SessionEnded(of="session", version=version, after=version - 1)
    occasion.tell_session(session.id, event)


def delete(tx: Tx, occasion: Occasion, command: sessions.SessionDelete) -> Done:
    session = access_session(tx, occasion.actor)
    version = session.version + 1
    occasion.tell_session(
        session.id, SessionEnded(of="session", version=version, after=version - 1)
    )
    for person in tx.participants.everyone(session.id):
        occasion.drop(session.id, person.id)
    for host in tx.hosts.of(session.id):
        occasion.drop(session.id, host.id)
    tx.sessions.delete(session.id)
    occasion.unread.append(Unread(session.id))
    return Done()


def change(tx: Tx, occasion: Occasion, session: Session) -> None:
    tx.sessions.save(session)
    version = tx.sessions.bump(session.id)
    event = SessionChanged(of="session", version=version, after=version - 1)
    occasion.tell_session(session.id, event)


def _template(name: str) -> list[plans.StepPlan]:
    template = next((each for each in plan_templates() if each.name == name), None)
    if template is None:
        known = ", ".join(each.name for each in plan_templates())
        raise Invalid(f"There is no template of that name. There are: {known}.", field="template")
    return plan_of(template)


def plan_of(template: PlanTemplate) -> list[plans.StepPlan]:
    return [
        plans.StepPlan(
            kind=step.kind,  # type: ignore[arg-type]
            title=step.title,
            seconds=step.seconds,
            size=step.size,
            seating=step.seating,  # type: ignore[arg-type]
            deck=step.deck,  # type: ignore[arg-type]
            prompt=step.prompt,
            turn_seconds=step.turn_seconds,
        )
        for step in template.steps
    ]
