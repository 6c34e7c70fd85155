"""What a round's rooms are planned from, and the plan. Pure but for the reading."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rules import Pair, kept_together, pairs_in
from icebreak.matching.rooms import ImpossibleRules, Plan, plan_rooms
from icebreak.services.company import pairs_seated
from icebreak.services.roundkinds import Weights, weights_of
from icebreak.services.rules import blocked, forget, rules_of
from icebreak.services.turns import past_rooms, rarer_rooms, rounds_without_seat
from icebreak.store.transaction import Tx

Rooms = tuple[tuple[str, ...], ...]

# Beyond this many people rounds are planned one by one: there is room enough for all to be new.
TOGETHER_UP_TO = 150
# Up to this many, a round that can't keep apart who is kept apart is tried in smaller rooms.
SMALLER_UP_TO = 60


@dataclass(frozen=True, slots=True)
class SeatingRequest:
    """What the planner needs to know of one round. ``met`` and ``apart`` hold pairs of ids, the
    smaller first."""

    step: Step
    people: tuple[Participant, ...]
    met: frozenset[Pair]
    apart: frozenset[Pair]
    together: tuple[tuple[str, ...], ...] = ()
    spread: bool = False
    ahead: tuple[Step, ...] = ()
    """The rounds that are still to come after this one, in order."""
    swapless: frozenset[str] = frozenset()
    """Who has no swap yet, if this is the last round and others have one."""
    past: tuple[tuple[int, Rooms], ...] = ()
    """The size and the rooms, as first made, of each round that has been."""
    waited: Mapping[str, int] | None = None
    """How many rounds somebody was without a seat."""


def seating_request(tx: Tx, step: Step) -> SeatingRequest:
    everyone = tx.participants.belonging(step.session_id)
    steps = tx.steps.of(step.session_id)
    ahead = rounds_ahead(steps, step)
    seats = tx.seats.of(step.session_id)
    rules = rules_of(tx, step.session_id)
    apart = blocked(tx, step.session_id) | rules.pairs_apart
    return SeatingRequest(
        step=step,
        people=tuple(each for each in everyone if each.wants_seat),
        met=frozenset(pairs_seated(seats)),
        apart=frozenset(apart),
        together=tuple(kept_together(rules, apart, step.size)),
        spread=rules.spread,
        ahead=tuple(ahead),
        swapless=frozenset() if ahead else _swapless(tx, step.session_id, everyone),
        past=past_rooms(steps, seats),
        waited=rounds_without_seat(steps, seats, everyone),
    )


def _swapless(tx: Tx, session_id: str, people: Sequence[Participant]) -> frozenset[str]:
    swapped = tx.contacts.swapped(session_id)
    return (
        frozenset(each.id for each in people if each.id not in swapped) if swapped else frozenset()
    )


def rounds_ahead(steps: Sequence[Step], step: Step) -> list[Step]:
    later = (each for each in steps if each.is_round and each.position > step.position)
    return [each for each in later if each.started_at is None]


def drop_plans_with(tx: Tx, person: Participant) -> None:
    """Forget who should have sat with somebody who is being forgotten, or should never."""
    forget(tx, person)
    for step in tx.steps.of(person.session_id):
        if any(person.id in room for room in step.planned):
            tx.steps.save(replace(step, planned=()))


def planned_rooms(request: SeatingRequest) -> tuple[Rooms, ...]:
    """Rooms of participants' ids for this round, and for those ahead if they were planned too:
    one entry for each of them in order, empty where a round of another size is left for later.

    A tight schedule is repeat-free only as a whole, so its rounds are planned together and kept
    to while the same people are here. Empty when there are not two people. Whoever can't be
    seated with anybody is left out, in turn.
    """
    people = _in_turn(request)
    while len(people) >= 2:
        try:
            return _planned(replace(request, people=tuple(people)))
        except ImpossibleRules:
            people = _without_one(people, request.apart)
    return ()


def _in_turn(request: SeatingRequest) -> list[Participant]:
    """Those who have waited most come first, then by arrival."""
    waited = request.waited or {}
    return sorted(request.people, key=lambda each: -waited.get(each.id, 0))


def _without_one(people: Sequence[Participant], apart: Iterable[Pair]) -> list[Participant]:
    """Without whom most are kept apart from; of several the one who has waited least."""
    present = {each.id for each in people}
    parted = Counter(each for pair in _among(apart, present) for each in set(pair))
    last = max(range(len(people)), key=lambda place: (parted[people[place].id], place))
    return [*people[:last], *people[last + 1 :]]


def _planned(request: SeatingRequest) -> tuple[Rooms, ...]:
    present = {person.id for person in request.people}
    apart = _among(request.apart, present)
    kin = set(_kin(request, present))
    met = [pair for pair in _among(request.met, present) if pair not in kin]
    kept = _kept(request, present, {*met, *apart})
    if kept and not request.swapless:
        return (kept,)
    together = [each for each in request.ahead if each.size == request.step.size]
    if not _is_tight(present, [*met, *apart], request.step.size, 1 + len(together)):
        together = []
    rounds = [request.step, *together]
    plan = _plan(request, rounds, [*met, *_promised(request, present)], apart)
    if kept and plan.repeats:
        return (kept,)
    rooms = iter([each.rooms for each in plan.rounds])
    first = next(rooms)
    return (first, *(next(rooms) if each in together else () for each in request.ahead))


def _plan(
    request: SeatingRequest, rounds: Sequence[Step], met: Sequence[Pair], apart: Sequence[Pair]
) -> Plan:
    """In smaller rooms where the rules ask for it, and then without those to be kept together.

    Raises ImpossibleRules where even so somebody would sit with whom they may not.
    """
    ids = [person.id for person in request.people]
    present = set(ids)
    rarer = rarer_rooms(request.past, request.step.size, present)
    sizes = [request.step.size]
    if len(ids) <= SMALLER_UP_TO:
        sizes += range(request.step.size - 1, 1, -1)
    kin = _kin(request, present)
    spread = {each.id: each.organisation for each in request.people} if request.spread else None
    weights = _weights(request, rounds)
    problem: ImpossibleRules | None = None
    ways = [(size, kept) for kept in ([kin, []] if kin else [[]]) for size in sizes]
    for size, together in ways:
        try:
            return plan_rooms(
                ids,
                size=size,
                rounds=len(rounds),
                seed=seed_of(request.step.id),
                affinity=weights,
                met=met,
                apart=apart,
                together=together,
                spread=spread,
                rarer=rarer,
            )
        except ImpossibleRules as impossible:
            problem = problem or impossible
    assert problem is not None  # noqa: S101 - at least one size was tried
    raise problem


def _kin(request: SeatingRequest, present: set[str]) -> list[Pair]:
    """The pairs of those who are here and kept together."""
    return sorted(pairs_in([present & set(group) for group in request.together]))


def _weights(request: SeatingRequest, rounds: Sequence[Step]) -> list[Weights] | None:
    kinds = {step.seating: None for step in rounds}
    weights = {kind: weights_of(request.people, kind, request.swapless) for kind in kinds}
    if all(each is None for each in weights.values()):
        return None
    one = next(each for each in weights.values() if each is not None)
    given = {kind: one * 0 if each is None else each for kind, each in weights.items()}
    return [given[step.seating] for step in rounds]


def _kept(request: SeatingRequest, present: set[str], parted: set[Pair]) -> Rooms:
    """What was planned for this round, if it still fits: otherwise nothing."""
    kept = request.step.planned
    return kept if kept and _fits(kept, present, parted) else ()


def _promised(request: SeatingRequest, present: set[str]) -> list[Pair]:
    """Who is going to meet in rounds ahead that are planned already: not now, then."""
    kept = (step.planned for step in request.ahead if _fits(step.planned, present, set()))
    return [pair for rooms in kept for pair in sorted(pairs_in(rooms))]


def _is_tight(present: set[str], known: Sequence[Pair], size: int, rounds: int) -> bool:
    """Whether a round that is planned alone may leave a later one no way but repeats."""
    if rounds == 1 or len(present) > TOGETHER_UP_TO:
        return False
    others = Counter(each for pair in set(known) for each in pair)
    most_known = max(others.values(), default=0)
    return most_known + (size - 1) * rounds > (len(present) - 1) / 2


def _fits(rooms: Rooms, present: set[str], parted: set[Pair]) -> bool:
    """Whether a kept plan seats exactly those who are here, and nobody with whom they may not."""
    seated = [person for room in rooms for person in room]
    if len(seated) != len(present) or set(seated) != present:
        return False
    return pairs_in(rooms).isdisjoint(parted)


def seed_of(text: str) -> int:
    """The same plan for the same round, whichever process makes it, however often."""
    return int.from_bytes(text.encode()[-8:], "big") % (1 << 31)


def _among(pairs: Iterable[Pair], present_ids: set[str]) -> list[Pair]:
    return sorted(pair for pair in pairs if pair[0] in present_ids and pair[1] in present_ids)
