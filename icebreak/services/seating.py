"""Who sits where: rooms for a round, latecomers, moves.

Planning a round can take half a second for thousands of people. So it runs in
three parts: ``seating_request`` reads, ``planned_rooms`` computes (pure, off
the live path), ``open_rooms`` writes, and fits the plan to whoever is here by
then.
"""

from collections.abc import Sequence
from dataclasses import replace

from icebreak.contract.events import MeChanged, RoomChanged, RoomOpened
from icebreak.domain.content import room_names
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step, admits_latecomers
from icebreak.domain.rooms import Room, Seat, seated
from icebreak.domain.rules import Pair, pair_of
from icebreak.domain.sessions import Session
from icebreak.services import company, prompting
from icebreak.services.latecomers import room_for
from icebreak.services.occasion import Occasion
from icebreak.services.roomplans import Rooms, rounds_ahead
from icebreak.services.rules import pairs_apart
from icebreak.services.turns import rounds_without_seat
from icebreak.store.transaction import Tx


def open_rooms(tx: Tx, occasion: Occasion, step_id: str, plan: Sequence[Rooms]) -> None:
    """Make a round's rooms, the first of ``plan``; the others are kept for the rounds ahead.

    Does nothing if the rooms are there already or the round is over.
    """
    step = tx.steps.get(step_id)
    if step is None or step.seated or step.ended_at is not None:
        return
    session = tx.sessions.get(step.session_id)
    if session is None or session.step_id != step_id:
        return
    tx.steps.save(replace(step, seated=True))
    people = {each.id: each for each in tx.participants.belonging(session.id) if each.wants_seat}
    steps = tx.steps.of(session.id)
    for later, planned in zip(rounds_ahead(steps, step), plan[1:], strict=False):
        if planned:
            tx.steps.save(replace(later, planned=planned))
    here = [[each for each in room if each in people] for room in (plan[0] if plan else ())]
    rooms = [room for room in here if len(room) >= 2]
    _open(tx, occasion, step, 1, [[people[person] for person in members] for members in rooms])
    seated_now = {person for room in rooms for person in room}
    left = [person for person in people.values() if person.id not in seated_now]
    waited = rounds_without_seat(steps, tx.seats.of(session.id), left) if left else {}
    for person in sorted(left, key=lambda each: -waited[each.id]):
        place(tx, occasion, session, person)


def place(tx: Tx, occasion: Occasion, session: Session, person: Participant) -> None:
    """Seat somebody who is here during a round and sits nowhere yet.

    They go to the best smallest room. In the last minute they wait for the
    next round; alone, they wait for the next person.
    """
    step = tx.steps.get(session.step_id)
    if step is None or not step.is_round or not step.seated or not person.wants_seat:
        return
    if tx.seats.current(person.id, step.id) or not admits_latecomers(step, occasion.now):
        return
    room = room_for(tx, step, person)
    if room is not None:
        sit_down(tx, occasion, room, person)
        return
    taken = {seat.participant_id for seat in tx.seats.in_step(step.id)}
    others = [each for each in tx.participants.belonging(session.id) if each.id not in taken]
    together = _gathered(person, others, pairs_apart(tx, session.id))
    if len(together) > 1:
        number = len(tx.rooms.of_step(step.id)) + 1
        _open(tx, occasion, step, number, [together[: step.size]])


def place_waiting(tx: Tx, occasion: Occasion, session: Session) -> None:
    """Seat whoever waits, now that there may be a place or more time for them."""
    if session.step_id is None:
        return
    seats = {seat.participant_id for seat in tx.seats.in_step(session.step_id)}
    for person in tx.participants.belonging(session.id):
        if person.wants_seat and person.id not in seats:
            place(tx, occasion, session, person)


def sit_down(tx: Tx, occasion: Occasion, room: Room, person: Participant) -> None:
    """Give somebody a seat in an open room, and take away the one they had in this round."""
    current = tx.seats.current(person.id, room.step_id)
    if current is not None and current.room_id == room.id:
        return
    if current is not None:
        tx.seats.save(replace(current, left_at=occasion.now))
    again = tx.seats.held(room.id, person.id)
    if again is not None:
        tx.seats.save(replace(again, seated_at=occasion.now, left_at=None))
    else:
        seat = Seat(room.id, person.id, room.session_id, room.step_id, occasion.now)
        tx.seats.add(seat)
    room = seated(tx.rooms.get(room.id) or room, person.id)
    tx.rooms.save(room)
    occasion.seat(room.session_id, person.id, room.id)
    _tell_opened(tx, occasion, room, [person.id])
    company.tell_changed(tx, occasion, room)
    mind_the_lone(tx, occasion, room.id)
    if current is not None:
        _bring_draft(tx, occasion, person.id, current.room_id, room.id)
        left = tx.rooms.get(current.room_id)
        if left is not None:
            company.tell_changed(tx, occasion, left)
            mind_the_lone(tx, occasion, left.id)


def stand_up(tx: Tx, occasion: Occasion, person: Participant) -> None:
    """Take somebody's seat away: they left or were removed."""
    session = tx.sessions.get(person.session_id)
    seat = tx.seats.current(person.id, session.step_id) if session else None
    if seat is None:
        return
    tx.seats.save(replace(seat, left_at=occasion.now))
    occasion.seat(person.session_id, person.id, None)
    room = tx.rooms.get(seat.room_id)
    if room is not None:
        company.tell_changed(tx, occasion, room)
        mind_the_lone(tx, occasion, room.id)


def mind_the_lone(tx: Tx, occasion: Occasion, room_id: str) -> None:
    """Note since when somebody is alone in a room, or that nobody is any more."""
    room = tx.rooms.get(room_id)
    if room is None or room.closed_at is not None:
        return
    alone = len(company.present(tx, room_id)) == 1
    if alone != (room.lone_at is not None):
        tx.rooms.save(replace(room, lone_at=occasion.now if alone else None))


def close_rooms(tx: Tx, occasion: Occasion, step: Step) -> None:
    for room_id, version in tx.rooms.close(step.id, occasion.now).items():
        event = RoomChanged(of="room", version=version, after=version - 1, room=room_id)
        occasion.tell_room(step.session_id, room_id, event)


def _open(
    tx: Tx,
    occasion: Occasion,
    step: Step,
    number: int,
    groups: Sequence[Sequence[Participant]],
) -> None:
    """A room for each group, numbered from ``number`` on."""
    prompt = prompting.round_prompt(tx.steps.of(step.session_id), step)
    rooms = [
        _new_room(occasion, step, place, people, prompt)
        for place, people in enumerate(groups, start=number)
    ]
    tx.rooms.add_all(rooms)
    tx.seats.add_all(
        Seat(room.id, each, step.session_id, step.id, occasion.now)
        for room in rooms
        for each in room.order
    )
    for room, people in zip(rooms, groups, strict=True):
        for each in room.order:
            occasion.seat(step.session_id, each, room.id)
        _tell_opened(tx, occasion, room, None, people)


def _new_room(
    occasion: Occasion, step: Step, number: int, people: Sequence[Participant], prompt: str
) -> Room:
    ids = [person.id for person in people]
    occasion.chance.shuffle(ids)
    return Room(
        id=occasion.new_id(),
        session_id=step.session_id,
        step_id=step.id,
        number=number,
        name=_name(number),
        prompt=prompt,
        prompts_seen=(prompt,),
        order=tuple(ids),
        opened_at=occasion.now,
    )


def _tell_opened(
    tx: Tx,
    occasion: Occasion,
    room: Room,
    newcomers: Sequence[str] | None,
    people: Sequence[Participant] = (),
) -> None:
    """To everybody in a new room, or to the newcomers of one that is open already."""
    members = people or tuple(
        tx.participants.named([seat.participant_id for seat in tx.seats.in_room(room.id)]).values()
    )
    event = RoomOpened(
        of="room",
        version=room.version,
        after=0,
        room=room.id,
        name=room.name,
        number=room.number,
        members=company.members_of(members),
        prompt=room.prompt,
    )
    if newcomers is None:
        occasion.tell_room(room.session_id, room.id, event)
    else:
        for person in newcomers:
            occasion.tell_person(room.session_id, person, event)


def _gathered(
    person: Participant, others: Sequence[Participant], apart: set[Pair]
) -> list[Participant]:
    """The person, and in order of arrival those who may all sit together with them."""
    gathered = [person]
    for each in others:
        strange = all(pair_of(each.id, other.id) not in apart for other in gathered)
        if each.wants_seat and each.id != person.id and strange:
            gathered.append(each)
    return gathered


def _bring_draft(tx: Tx, occasion: Occasion, person_id: str, left: str, entered: str) -> None:
    """What somebody was typing comes along to the room where they sit now."""
    person = tx.participants.get(person_id)
    if person is not None and person.draft_text and person.draft_room == left:
        tx.participants.save(replace(person, draft_room=entered))
        version = tx.participants.bump(person_id)
        event = MeChanged(of="me", version=version, after=version - 1)
        occasion.tell_person(person.session_id, person_id, event)


def _name(number: int) -> str:
    names = room_names()
    again, index = divmod(number - 1, len(names))
    return names[index] if again == 0 else f"{names[index]} {again + 1}"
