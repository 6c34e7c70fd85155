"""Where an actor's three streams stand: the cheap question before the whole state."""

from collections.abc import Callable

from icebreak.contract.streams import Versions
from icebreak.services.occasion import Actor
from icebreak.store.transaction import Tx


def versions_of(tx: Tx, actor: Actor) -> Versions:
    """A host's ``me`` counts what their desk shows: every room's changes and everybody's presence.

    It is made of counters that only ever rise, so that no story costs a write for it.
    """
    session = tx.sessions.get(actor.session_id)
    if session is None:
        return Versions(session=0)
    if actor.is_host:
        return Versions(session=session.version, me=desk_version(tx, session.id))
    me = tx.participants.get(actor.person_id)
    seat = tx.seats.current(actor.person_id, session.step_id)
    room = tx.rooms.get(seat.room_id) if seat else None
    return Versions(
        session=session.version,
        room=room.version if room else 0,
        me=me.version if me else 0,
    )


def arrived_at(tx: Tx, actor: Actor) -> tuple[Versions, str | None]:
    """The same for whoever connects, and the room that they hear; at the cost of one look."""
    standing = (
        None if actor.is_host else tx.participants.standing(actor.person_id, actor.session_id)
    )
    if standing is None:
        return versions_of(tx, actor), None
    versions = Versions(session=standing.session, room=standing.room or 0, me=standing.me)
    return versions, standing.room_id


def desk_version(tx: Tx, session_id: str) -> int:
    session = tx.sessions.get(session_id)
    rooms = tx.rooms.version_sum(session_id)
    return rooms + tx.participants.presence_sum(session_id) + (session.desk if session else 0)


def versions_in(tx: Tx, session_id: str) -> Callable[[str], Versions]:
    """Where each person of a session stands, read at once; hosts are who is no participant."""
    session = tx.sessions.get(session_id)
    own = tx.participants.versions(session_id)
    room_of = tx.seats.room_versions(session.step_id) if session and session.step_id else {}
    desk = desk_version(tx, session_id)
    session_version = session.version if session else 0

    def of(person_id: str) -> Versions:
        if person_id not in own:
            return Versions(session=session_version, me=desk)
        return Versions(session=session_version, room=room_of.get(person_id, 0), me=own[person_id])

    return of
