"""Coming in, being here, and the profile that others see."""

from dataclasses import replace

from icebreak.contract.commands import people, sessions
from icebreak.contract.events import MeChanged, ParticipantsChanged, RoomChanged
from icebreak.contract.registry import Done
from icebreak.domain.errors import Forbidden, Full, NotFound
from icebreak.domain.people import GRACE, GRACE_WITHOUT_SOCKET, Participant
from icebreak.domain.sessions import PEOPLE_MAX, Session
from icebreak.ports import Unread
from icebreak.services import analyses, doors, seating
from icebreak.services.access import access_me
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind, digest
from icebreak.store.sessions import Credential
from icebreak.store.transaction import Tx

# Where a link leads back to one's seat.
RESUME = "/r/"


def join(tx: Tx, occasion: Occasion, command: sessions.SessionJoin) -> sessions.SessionJoined:
    session = doors.admitting(tx, command.code, command.join_token)
    if session.locked:
        raise Forbidden("The host has closed the doors of this session.")
    doors.check_password(session, command.password)
    people_now = tx.participants.count_belonging(session.id)
    if people_now >= PEOPLE_MAX:
        raise Full("This session is full.")
    person = Participant(
        id=occasion.new_id(),
        session_id=session.id,
        nonce=occasion.new_id(),
        name=command.name,
        joined_at=occasion.now,
        language=command.language,
        away_at=occasion.now + GRACE_WITHOUT_SOCKET,
    )
    tx.participants.add(person)
    came = joined(occasion, person)
    opens = {Kind.PARTICIPANT: came.token, Kind.RESUME: came.resume_url.removeprefix(RESUME)}
    for kind, token in opens.items():
        tx.credentials.add(Credential(digest(kind, token), kind, session.id, person.id))
    tell_count(tx, occasion, session.id, people_now + 1)
    seating.place(tx, occasion, session, person)
    return came


def joined_again(tx: Tx, occasion: Occasion, person_id: str) -> sessions.SessionJoined:
    """The answer to a repeated ``session.join``: the same seat, the same token."""
    person = tx.participants.get(person_id)
    if person is None or person.removed_at is not None:
        raise NotFound("This seat is no longer there.")
    return joined(occasion, person)


def joined(occasion: Occasion, person: Participant) -> sessions.SessionJoined:
    return sessions.SessionJoined(
        session_id=person.session_id,
        participant_id=person.id,
        token=occasion.tokens.token(Kind.PARTICIPANT, person.nonce),
        resume_url=f"{RESUME}{occasion.tokens.token(Kind.RESUME, person.nonce)}",
    )


def save_profile(tx: Tx, occasion: Occasion, command: people.ProfileSave) -> people.ProfileSaved:
    me = access_me(tx, occasion.actor)
    changes = {
        field: value
        for field in ("name", "organisation", "why", "offer", "seek", "language", "on_picture")
        if (value := getattr(command, field)) is not None
    }
    if command.interests is not None:
        changes["interests"] = tuple(dict.fromkeys(command.interests))
    saved = replace(me, **changes)
    tx.participants.save(saved)
    # The desk shows names, and what many have in common.
    tx.participants.bump(me.id, "presence")
    tell_me(tx, occasion, saved)
    tell_my_room(tx, occasion, saved)
    occasion.stir(me.session_id)
    _drop_what_is_gone(tx, occasion, me, saved)
    occasion.unread.append(Unread(me.session_id, me.id))
    # What the matcher makes of it is added by the gate, when it has read it.
    return people.ProfileSaved(facets=[])


def _drop_what_is_gone(tx: Tx, occasion: Occasion, before: Participant, saved: Participant) -> None:
    """What was found in words goes with the words, not only when others have been read."""
    row = tx.profile_analyses.get(saved.id)
    if row is not None:
        found = analyses.unpacked(row.found)
        kept = {analyses.mark_of(text) for text in analyses.profile_texts(saved)} & found.keys()
        if len(kept) < len(found):
            packed = analyses.packed({mark: found[mark] for mark in found if mark in kept})
            tx.profile_analyses.put(replace(row, found=packed))
    if saved.language != before.language:
        # Their stories are read anew, with another hint.
        tx.story_analyses.drop_by(saved.id)
        occasion.unread.extend(
            Unread(saved.session_id, saved.id, story.id) for story in tx.stories.of_person(saved.id)
        )


def sit_out(tx: Tx, occasion: Occasion, command: people.MeSitOut) -> Done:
    me = access_me(tx, occasion.actor)
    tx.participants.save(replace(me, sits_out=command.on))
    tx.participants.bump(me.id, "presence")
    tell_me(tx, occasion, me)
    occasion.stir(me.session_id)
    session = tx.sessions.get(me.session_id)
    if session is not None and not command.on:
        seating.place(tx, occasion, session, replace(me, sits_out=False))
    return Done()


def arrived(tx: Tx, occasion: Occasion, participant_id: str) -> None:
    """A socket of theirs opened: they are here, and sit where they sat."""
    person = tx.participants.get(participant_id)
    if person is None or not person.belongs:
        return
    if person.away_at is not None or person.away:
        tx.participants.save(replace(person, away=False, away_at=None))
    if person.away:
        _back(tx, occasion, replace(person, away=False, away_at=None))
    else:
        session = tx.sessions.get(person.session_id)
        if session is not None:
            seating.place(tx, occasion, session, person)


def departed(tx: Tx, occasion: Occasion, participant_id: str) -> None:
    """Their last socket closed: a grace begins in which nobody notices."""
    person = tx.participants.get(participant_id)
    if person is not None and person.belongs and not person.away:
        tx.participants.save(replace(person, away_at=occasion.now + GRACE))


def seen(tx: Tx, occasion: Occasion, participant_id: str) -> None:
    """They were heard of without a socket."""
    person = tx.participants.get(participant_id)
    if person is None or not person.belongs:
        return
    back = replace(person, away=False, away_at=occasion.now + GRACE_WITHOUT_SOCKET)
    tx.participants.save(back)
    if person.away:
        _back(tx, occasion, back)


def nobody_connected(tx: Tx, occasion: Occasion) -> None:
    """After a restart no socket is open: whoever doesn't come back within the grace is away."""
    tx.participants.start_grace(occasion.now + GRACE)


def went_away(tx: Tx, occasion: Occasion, person: Participant) -> None:
    """The grace is over: their room is told, and whoever is left alone is looked after."""
    tx.participants.save(replace(person, away=True))
    tx.participants.bump(person.id, "presence")
    occasion.stir(person.session_id)
    tell_my_room(tx, occasion, person)


def tell_count(tx: Tx, occasion: Occasion, session_id: str, people_now: int) -> None:
    version = tx.sessions.bump(session_id)
    event = ParticipantsChanged(of="session", version=version, after=version - 1, people=people_now)
    occasion.tell_session(session_id, event)
    occasion.stir(session_id)


def tell_me(tx: Tx, occasion: Occasion, person: Participant) -> None:
    """Move the person's own stream; their other devices hear of it, nobody else does."""
    version = tx.participants.bump(person.id)
    event = MeChanged(of="me", version=version, after=version - 1)
    occasion.tell_person(person.session_id, person.id, event)


def tell_my_room(tx: Tx, occasion: Occasion, person: Participant) -> None:
    """The person's room, if they sit in one, sees them differently now."""
    session = tx.sessions.get(person.session_id)
    seat = tx.seats.current(person.id, session.step_id) if session else None
    if seat is not None:
        version = tx.rooms.bump(seat.room_id)
        event = RoomChanged(of="room", version=version, after=version - 1, room=seat.room_id)
        occasion.tell_room(person.session_id, seat.room_id, event)
        seating.mind_the_lone(tx, occasion, seat.room_id)


def _back(tx: Tx, occasion: Occasion, person: Participant) -> None:
    tx.participants.bump(person.id, "presence")
    occasion.stir(person.session_id)
    tell_my_room(tx, occasion, person)
    session: Session | None = tx.sessions.get(person.session_id)
    if session is not None:
        seating.place(tx, occasion, session, person)
