"""What a round's rooms are planned from, and the plan. Pure but for the reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.matching.rooms import ImpossibleRules, plan_rooms
from icebreak.services import ground
from icebreak.services.company import pairs_apart, pairs_met
from icebreak.store.transaction import Tx

Pair = tuple[str, str]
Rooms = tuple[tuple[str, ...], ...]

# Beyond this many people rounds are planned one by one: there is room enough for all to be new.
TOGETHER_UP_TO = 120


@dataclass(frozen=True, slots=True)
class SeatingRequest:
    """What the planner needs to know of one round. ``met`` and ``apart`` hold pairs of ids."""

    step: Step
    people: tuple[Participant, ...]
    met: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    ahead: int
    """Rounds of the same size that are still to come after this one."""


def seating_request(tx: Tx, step: Step) -> SeatingRequest:
    people = [each for each in tx.participants.belonging(step.session_id) if each.wants_seat]
    return SeatingRequest(
        step=step,
        people=tuple(people),
        met=tuple(pairs_met(tx, step.session_id)),
        apart=tuple(pairs_apart(tx, step.session_id)),
        ahead=len(rounds_ahead(tx.steps.of(step.session_id), step)),
    )


def rounds_ahead(steps: Sequence[Step], step: Step) -> list[Step]:
    later = (each for each in steps if each.is_round and each.position > step.position)
    return [each for each in later if each.size == step.size and each.started_at is None]


def drop_plans_with(tx: Tx, person: Participant) -> None:
    """Forget who should have sat with somebody who is being forgotten."""
    for step in tx.steps.of(person.session_id):
        if any(person.id in room for room in step.planned):
            tx.steps.save(replace(step, planned=()))


def planned_rooms(request: SeatingRequest) -> tuple[Rooms, ...]:
    """Rooms of participants' ids for this round, and for those ahead if they were planned too.

    A tight schedule is repeat-free only as a whole, so its rounds are planned together and kept
    to while the same people are here. Empty when there are not two people, and where blocks
    leave no such rooms: then each person is seated where they may be.
    """
    ids = [person.id for person in request.people]
    if len(ids) < 2:
        return ()
    present = set(ids)
    met, apart = _among(request.met, present), _among(request.apart, present)
    kept = request.step.planned
    if kept and _fits(kept, present, {frozenset(pair) for pair in (*met, *apart)}):
        return (kept,)
    together = 1 + request.ahead if _is_tight(request) else 1
    try:
        plan = plan_rooms(
            ids,
            size=request.step.size,
            rounds=together,
            seed=seed_of(request.step.id),
            affinity=ground.affinity(request.people) if request.step.seating == "ground" else None,
            met=met,
            apart=apart,
        )
    except ImpossibleRules:
        return ()
    return tuple(each.rooms for each in plan.rounds)


def _is_tight(request: SeatingRequest) -> bool:
    """Whether a round that is planned alone may leave a later one no way but repeats."""
    people, meets = len(request.people), (request.step.size - 1) * (1 + request.ahead)
    return people <= TOGETHER_UP_TO and meets > (people - 1) / 2


def _fits(rooms: Rooms, present: set[str], parted: set[frozenset[str]]) -> bool:
    """Whether a kept plan seats exactly those who are here, and nobody with whom they may not."""
    seated = [person for room in rooms for person in room]
    if len(seated) != len(present) or set(seated) != present:
        return False
    pairs = (frozenset(pair) for room in rooms for pair in combinations(room, 2))
    return not any(pair in parted for pair in pairs)


def seed_of(text: str) -> int:
    """The same plan for the same round, whichever process makes it, however often."""
    return int.from_bytes(text.encode()[-8:], "big") % (1 << 31)


def _among(pairs: Sequence[Pair], present_ids: set[str]) -> list[Pair]:
    return [pair for pair in pairs if pair[0] in present_ids and pair[1] in present_ids]
