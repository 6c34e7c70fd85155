"""The only ways to an object by its id: through what the actor may reach.

A foreign id answers exactly as an unknown one.
"""

from dataclasses import dataclass
from datetime import datetime

from icebreak.domain.errors import Ended, NotFound, Stale, Unauthorised
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rooms import JUST_ENDED, Room, Seat
from icebreak.domain.sessions import Host, Session
from icebreak.domain.stories import Story
from icebreak.domain.swaps import Contact
from icebreak.services.occasion import Actor
from icebreak.store.transaction import Tx

_NO_ROOM = "There is no such room for you."


def access_session(tx: Tx, actor: Actor) -> Session:
    session = tx.sessions.get(actor.session_id)
    if session is None:
        raise NotFound("This session no longer exists.")
    return session


def access_me(tx: Tx, actor: Actor) -> Participant:
    """The participant who acts, if they still belong."""
    me = tx.participants.get(actor.person_id)
    if me is None or me.removed_at is not None or me.session_id != actor.session_id:
        raise Unauthorised("Your place in this session is gone.")
    return me


def access_host(tx: Tx, actor: Actor) -> Host:
    host = tx.hosts.get(actor.person_id)
    if host is None or host.revoked_at is not None or host.session_id != actor.session_id:
        raise Unauthorised("This host link no longer works.")
    return host


def access_person(tx: Tx, actor: Actor, person_id: str, *, gone: bool = False) -> Participant:
    """Another participant of the same session; with ``gone``, also who left it."""
    person = tx.participants.get(person_id)
    if person is None or person.session_id != actor.session_id:
        raise NotFound("There is no such person in this session.")
    if person.removed_at is not None and not (gone or actor.is_host):
        raise NotFound("There is no such person in this session.")
    return person


def access_room(tx: Tx, actor: Actor, room_id: str) -> Room:
    """A host's: any room of the session. A participant's: where they have, or had, a seat."""
    room = tx.rooms.get(room_id)
    if room is None or room.session_id != actor.session_id:
        raise NotFound(_NO_ROOM, field="room")
    if not actor.is_host and tx.seats.held(room_id, actor.person_id) is None:
        raise NotFound(_NO_ROOM, field="room")
    return room


def access_my_room(tx: Tx, actor: Actor, room_id: str) -> tuple[Room, Seat]:
    """The room in which a participant sits now.

    Raises:
        Stale: when it has ended, or they sit elsewhere now.
    """
    room = access_room(tx, actor, room_id)
    seat = tx.seats.held(room_id, actor.person_id)
    if room.closed_at is not None or seat is None or seat.left_at is not None:
        raise Stale("This room has ended.", field="room")
    return room, seat


def access_telling_room(tx: Tx, actor: Actor, room_id: str, now: datetime) -> Room:
    """A room that a story may still go to: one's own now, or one that has only just ended.

    For somebody who was brought elsewhere, a room ended when they left it.
    """
    room = access_room(tx, actor, room_id)
    seat = tx.seats.held(room_id, actor.person_id)
    ended = room.closed_at or (seat.left_at if seat else None)
    if ended is not None and now - ended > JUST_ENDED:
        raise Stale("That round is over, and your story came too late for it.", field="room")
    return room


def access_story(tx: Tx, actor: Actor, story_id: str) -> Story:
    """A story told in a room where the actor has, or had, a seat."""
    story = tx.stories.get(story_id)
    if story is None or story.withdrawn_at is not None or story.session_id != actor.session_id:
        raise NotFound("This story is no longer there.", field="story")
    if tx.seats.held(story.room_id, actor.person_id) is None:
        raise NotFound("This story is no longer there.", field="story")
    return story


def access_my_story(tx: Tx, actor: Actor, story_id: str) -> Story:
    story = access_story(tx, actor, story_id)
    if story.participant_id != actor.person_id:
        raise NotFound("This story is not yours to change.", field="story")
    return story


def access_contact(tx: Tx, actor: Actor, contact_id: str) -> Contact:
    contact = tx.contacts.get(contact_id)
    if contact is None or contact.owner_id != actor.person_id:
        raise NotFound("There is no such contact.", field="contact")
    return contact


@dataclass(frozen=True, slots=True)
class Running:
    """A session that runs, with its step."""

    session: Session
    step: Step


def access_running(tx: Tx, actor: Actor) -> Running:
    session = access_session(tx, actor)
    if session.ended_at is not None:
        raise Ended("This session has ended.")
    step = tx.steps.get(session.step_id)
    if step is None:
        raise Stale("The session has not started yet.")
    return Running(session, step)
