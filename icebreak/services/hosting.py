"""What a facilitator does with people, rooms and the plan."""

from dataclasses import replace

from icebreak.contract.commands import hosting, plans
from icebreak.contract.events import HostSaid, ParticipantRemoved, SessionChanged
from icebreak.contract.registry import Done
from icebreak.domain.errors import Ended, Full, Invalid, Stale
from icebreak.ports import Unread
from icebreak.services import forecasting, lobby, opening, rules, seating
from icebreak.services.access import (
    access_person,
    access_room,
    access_running,
    access_session,
)
from icebreak.services.occasion import Occasion
from icebreak.store.sessions import Saying
from icebreak.store.transaction import Tx

SAYINGS_MAX = 200
# A room may be fuller than planned by the host's own wish, but not a crowd.
MOST_IN_A_ROOM = 12


def save_plan(tx: Tx, occasion: Occasion, command: plans.PlanSave) -> plans.PlanSaved:
    session = access_session(tx, occasion.actor)
    if session.ended_at is not None:
        raise Ended("This session has ended.")
    if command.version != session.plan_version:
        raise Stale(
            "A co-host has changed the plan meanwhile. Please look at it again.", field="version"
        )
    begun = [step for step in tx.steps.of(session.id) if step.started_at is not None]
    first = max((step.position for step in begun), default=-1) + 1
    tx.steps.drop_unbegun(session.id)
    tx.steps.add_all(opening.planned(session.id, command.steps, first, occasion))
    if not any(step.is_round for step in tx.steps.of(session.id)):
        raise Invalid("A plan needs at least one round.", field="steps")
    tx.sessions.save(replace(session, plan_version=session.plan_version + 1))
    version = tx.sessions.bump(session.id)
    event = SessionChanged(of="session", version=version, after=version - 1)
    occasion.tell_session(session.id, event)
    return saved_plan(session.plan_version + 1)


def saved_plan(version: int) -> plans.PlanSaved:
    """The gate works its forecast out after the commit."""
    return plans.PlanSaved(plan_version=version, forecast=forecasting.nothing(0))


def say(tx: Tx, occasion: Occasion, command: hosting.HostSay) -> Done:
    session = access_session(tx, occasion.actor)
    if len(tx.said.some(tx.said.table.c.session_id == session.id)) >= SAYINGS_MAX:
        raise Full("That is a lot to say in one evening.", field="text")
    saying = Saying(occasion.new_id(), session.id, command.room, command.text, occasion.now)
    if command.room is None:
        tx.said.add(saying)
        version = tx.sessions.bump(session.id)
        event = HostSaid(of="session", version=version, after=version - 1, text=command.text)
        occasion.tell_session(session.id, event)
        return Done()
    room = access_room(tx, occasion.actor, command.room)
    tx.said.add(saying)
    version = tx.rooms.bump(room.id)
    heard = HostSaid(of="room", version=version, after=version - 1, text=command.text)
    occasion.tell_room(session.id, room.id, heard)
    return Done()


def move(tx: Tx, occasion: Occasion, command: hosting.PersonMove) -> Done:
    running = access_running(tx, occasion.actor)
    person = access_person(tx, occasion.actor, command.person)
    room = access_room(tx, occasion.actor, command.room)
    if room.closed_at is not None or room.step_id != running.step.id:
        raise Stale("This room has ended.", field="room")
    if len(tx.seats.in_room(room.id)) >= MOST_IN_A_ROOM:
        raise Full("This room is full.", field="room")
    if not person.belongs:
        raise Stale("This person has left.", field="person")
    rules.check_move(tx, person, [seat.participant_id for seat in tx.seats.in_room(room.id)])
    seating.sit_down(tx, occasion, room, person)
    return Done()


def remove(tx: Tx, occasion: Occasion, command: hosting.PersonRemove) -> Done:
    person = access_person(tx, occasion.actor, command.person)
    if person.removed_at is not None:
        return Done()
    occasion.unread.append(Unread(person.session_id, person.id))
    gone = replace(person, removed_at=occasion.now, away_at=None, draft_room="", draft_text="")
    tx.participants.save(gone)
    tx.participants.bump(person.id, "presence")
    tx.credentials.revoke_person(person.id)
    seating.stand_up(tx, occasion, person)
    version = tx.participants.bump(person.id)
    event = ParticipantRemoved(of="me", version=version, after=version - 1)
    occasion.tell_person(person.session_id, person.id, event)
    occasion.drop(person.session_id, person.id)
    people_now = tx.participants.count_belonging(person.session_id)
    lobby.tell_count(tx, occasion, person.session_id, people_now)
    return Done()
