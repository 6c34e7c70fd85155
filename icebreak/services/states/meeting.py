"""Whom a participant has met, and whom they should."""

from collections.abc import Collection, Mapping, Sequence

from icebreak.contract.states import Ground, Met, PersonRef
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step, round_number
from icebreak.domain.rooms import Room, Seat
from icebreak.domain.sessions import Session
from icebreak.matching.lexicon import is_intimate
from icebreak.services import ground, swapping
from icebreak.services.known import ToMeet
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx

SUGGESTED = 5


def people_met(tx: Tx, me: Participant, seats: Sequence[Seat]) -> dict[str, Participant]:
    """Everybody with whom the reader has sat, and the reader."""
    people = tx.participants.named({seat.participant_id for seat in seats} | {me.id})
    # Only those whom the reader blocks: whoever is blocked must not be able to tell.
    avoided = {block.blocked_id for block in tx.blocks.by(me.id)}
    return {
        person_id: person
        for person_id, person in people.items()
        if person_id == me.id or (person.removed_at is None and person_id not in avoided)
    }


def met(
    tx: Tx,
    me: Participant,
    people: dict[str, Participant],
    rooms: Sequence[Room],
    seats: Sequence[Seat],
    steps: Sequence[Step],
    shared: dict[str, list[Ground]],
    yes: Collection[str],
) -> list[Met]:
    """``yes``: whom the reader has said yes to, here and below."""
    by_step = {step.id: step for step in steps}
    found: dict[str, Met] = {}
    for room in rooms:
        for seat in seats:
            person = people.get(seat.participant_id)
            if seat.room_id != room.id or person is None or person.id == me.id:
                continue
            step = by_step.get(room.step_id)
            found[person.id] = Met(
                person=PersonRef(id=person.id, name=person.name),
                organisation=person.organisation,
                room=room.name,
                room_id=room.id,
                round=(round_number(steps, step) if step else None) or 0,
                shared=shared.get(person.id, []),
                swap=_swap(tx, me.id, person.id, person.id in yes),
            )
    return list(found.values())


def _swap(tx: Tx, me_id: str, other_id: str, proposed: bool) -> str:
    if not proposed:
        return "none"
    return "agreed" if swapping.is_agreed(tx, me_id, other_id) else "proposed"


def suggested(
    tx: Tx,
    occasion: Occasion,
    session: Session,
    me: Participant,
    met_already: Mapping[str, Participant],
    yes: Collection[str],
    *,
    asking: bool,
) -> dict[str, Participant]:
    """People one has not sat with, best first: those to whom one has said yes, by their card's
    link, and those whom the matcher would bring together with the reader.

    Nobody before the first round, when names are not told yet. Without ``asking``, what is not
    known already is not asked for: while a round runs, rooms are what counts.
    """
    if session.started_at is None:
        return {}
    avoided = _avoided(tx, me)
    without = frozenset({*avoided, *met_already})
    wanted = [*yes, *_by_the_matcher(tx, occasion, session, me, without, asking)]
    people = tx.participants.named([each for each in wanted if each not in met_already])
    return {
        each: people[each]
        for each in dict.fromkeys(wanted)
        if each in people and people[each].belongs and each not in avoided
    }


def _by_the_matcher(
    tx: Tx,
    occasion: Occasion,
    session: Session,
    me: Participant,
    without: frozenset[str],
    asking: bool,
) -> Sequence[str]:
    profile = ground.profile_found(tx, me.id)
    if profile is None or not me.belongs:
        return ()
    people = tx.participants.count_belonging(session.id).bit_length()
    asked = ToMeet(me.id, profile, without, people)
    found = occasion.known.to_meet(asked)
    if found is None and asking:
        ground.wanted_of(tx, occasion, session.id).to_meet = asked
    return found or ()


def _avoided(tx: Tx, me: Participant) -> frozenset[str]:
    """Whoever blocks, and who is blocked: neither is pointed out to the other."""
    return frozenset(
        each.blocked_id if each.person_id == me.id else each.person_id
        for each in tx.blocks.of(me.session_id)
        if me.id in (each.person_id, each.blocked_id)
    )


def to_meet(
    tx: Tx,
    me: Participant,
    people: Mapping[str, Participant],
    shared: Mapping[str, list[Ground]],
    yes: Collection[str],
) -> list[Met]:
    """With a reason each, but for those to whom the reader has said yes."""
    told: list[Met] = []
    for person in people.values():
        swap = _swap(tx, me.id, person.id, person.id in yes)
        reasons = [each for each in shared.get(person.id, []) if not is_intimate(each.key)]
        if swap == "agreed" or not (reasons or swap == "proposed"):
            continue
        told.append(
            Met(
                person=PersonRef(id=person.id, name=person.name),
                organisation=person.organisation,
                room="",
                room_id="",
                round=0,
                shared=reasons,
                swap=swap,
            )
        )
    told.sort(key=lambda each: each.swap != "proposed")
    proposed = sum(each.swap == "proposed" for each in told)
    return told[: proposed + SUGGESTED]
