"""Who is with whom: in a room now, and over the evening."""

from collections.abc import Iterable, Sequence

from icebreak.contract.events import RoomChanged
from icebreak.contract.states import Member
from icebreak.domain.people import Participant
from icebreak.domain.rooms import Room, Seat
from icebreak.domain.rules import Pair, pairs_in
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx


def present(tx: Tx, room_id: str) -> list[Participant]:
    """Who sits in the room and is here, by arrival in it."""
    return [person for person in tx.participants.sitting_in(room_id) if person.here]


def tell_changed(tx: Tx, occasion: Occasion, room: Room) -> None:
    version = tx.rooms.bump(room.id)
    event = RoomChanged(of="room", version=version, after=version - 1, room=room.id)
    occasion.tell_room(room.session_id, room.id, event)


def pairs_met(tx: Tx, session_id: str) -> set[Pair]:
    """Everyone who has sat in one room at the same time, whichever round."""
    return pairs_seated(tx.seats.of(session_id))


def pairs_seated(seats: Iterable[Seat]) -> set[Pair]:
    by_room: dict[str, list[str]] = {}
    for seat in seats:
        by_room.setdefault(seat.room_id, []).append(seat.participant_id)
    return pairs_in(by_room.values())


def members_of(people: Sequence[Participant]) -> list[Member]:
    return [
        Member(id=each.id, name=each.name, organisation=each.organisation, here=each.here)
        for each in people
    ]
