"""What a round's rooms are planned from, and the plan. Pure but for the reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.matching.rooms import ImpossibleRules, plan_rooms
from icebreak.services import ground
from icebreak.services.company import pairs_apart, pairs_met
from icebreak.store.transaction import Tx

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SeatingRequest:
    """What the planner needs to know of one round. ``met`` and ``apart`` hold pairs of ids."""

    step: Step
    people: tuple[Participant, ...]
    met: tuple[Pair, ...]
    apart: tuple[Pair, ...]


def seating_request(tx: Tx, step: Step) -> SeatingRequest:
    people = [each for each in tx.participants.belonging(step.session_id) if each.wants_seat]
    return SeatingRequest(
        step=step,
        people=tuple(people),
        met=tuple(pairs_met(tx, step.session_id)),
        apart=tuple(pairs_apart(tx, step.session_id)),
    )


def planned_rooms(request: SeatingRequest) -> tuple[tuple[str, ...], ...]:
    """Rooms of participants' ids for one round; empty when there are not two people.

    Empty too where blocks leave no such rooms: then each person is seated where they may be.
    """
    ids = [person.id for person in request.people]
    if len(ids) < 2:
        return ()
    present = set(ids)
    try:
        plan = plan_rooms(
            ids,
            size=request.step.size,
            seed=seed_of(request.step.id),
            affinity=ground.affinity(request.people) if request.step.seating == "ground" else None,
            met=_among(request.met, present),
            apart=_among(request.apart, present),
        )
    except ImpossibleRules:
        return ()
    return plan.rounds[0].rooms


def seed_of(text: str) -> int:
    """The same plan for the same round, whichever process makes it, however often."""
    return int.from_bytes(text.encode()[-8:], "big") % (1 << 31)


def _among(pairs: Sequence[Pair], present_ids: set[str]) -> list[Pair]:
    return [pair for pair in pairs if pair[0] in present_ids and pair[1] in present_ids]
