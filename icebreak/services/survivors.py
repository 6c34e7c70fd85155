"""Who is left alone in a room is brought to others."""

from dataclasses import replace

from icebreak.domain.plan import admits_latecomers
from icebreak.domain.rooms import Room
from icebreak.domain.rules import Pair
from icebreak.matching.rooms import seat_lone
from icebreak.services import company, seating
from icebreak.services.occasion import Occasion
from icebreak.services.rules import pairs_apart
from icebreak.store.transaction import Tx


def merge_lone(tx: Tx, occasion: Occasion, room: Room) -> None:
    """Bring who is left alone to another room; who is away finds a seat there too.

    Without another room, whoever waits for a seat comes to them.
    """
    step = tx.steps.get(room.step_id)
    if step is None or room.closed_at is not None or not admits_latecomers(step, occasion.now):
        return
    if len(company.present(tx, room.id)) != 1:
        seating.mind_the_lone(tx, occasion, room.id)
        return
    rooms = tx.rooms.open_in(step.id)
    here = [[person.id for person in company.present(tx, each.id)] for each in rooms]
    apart = pairs_apart(tx, room.session_id)
    chosen = seat_lone(
        here,
        next(index for index, each in enumerate(rooms) if each.id == room.id),
        size=step.size,
        met=company.pairs_met(tx, room.session_id),
        apart=apart,
    )
    if chosen is not None:
        _move_all(tx, occasion, room, rooms[chosen], apart)
        return
    session = tx.sessions.get(room.session_id)
    if session is not None:
        seating.place_waiting(tx, occasion, session)


def _move_all(tx: Tx, occasion: Occasion, room: Room, target: Room, apart: set[Pair]) -> None:
    """The room goes on in the target, without those who are kept apart from somebody there."""
    tx.rooms.save(replace(room, closed_at=occasion.now, merged_into=target.id, lone_at=None))
    there = {seat.participant_id for seat in tx.seats.in_room(target.id)}
    avoided = {one if other in there else other for one, other in apart if {one, other} & there}
    movers = tx.participants.named([seat.participant_id for seat in tx.seats.in_room(room.id)])
    for person in movers.values():
        if person.id in avoided and not person.here:
            seating.stand_up(tx, occasion, person)
        else:
            seating.sit_down(tx, occasion, tx.rooms.get(target.id) or target, person)
