"""What a plan will do with the people who are here: the truth before start."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from icebreak.contract.commands.plans import Forecast
from icebreak.contract.states import ForecastView
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rules import pairs_in
from icebreak.matching.rooms import Outlook, outlook, room_sizes, seat_latecomer, why_repeats
from icebreak.services.roomplans import (
    TOGETHER_UP_TO,
    Rooms,
    SeatingRequest,
    planned_rooms,
    seating_request,
)
from icebreak.store.transaction import Tx

# Before anybody has come, the forecast speaks of an evening of this size.
EXAMPLE_PEOPLE = 20
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# Beyond this many, where arithmetic leaves something open, it is not worth planning to know it.
PLANNED_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """The first round that is still to come, with all that will be planned from; None if there
    is none. With fewer than two people, an example evening is told of."""

    people: int
    request: SeatingRequest | None
    example: bool


def question(tx: Tx, session_id: str) -> Question:
    steps = tx.steps.of(session_id)
    first = next((step for step in steps if step.is_round and step.started_at is None), None)
    if first is None:
        here = sum(each.wants_seat for each in tx.participants.belonging(session_id))
        return Question(here, None, False)
    request = seating_request(tx, first)
    if len(request.people) >= 2:
        return Question(len(request.people), request, False)
    example = SeatingRequest(
        first, _example_people(first), frozenset(), frozenset(), ahead=request.ahead
    )
    return Question(EXAMPLE_PEOPLE, example, True)


def foresee(asked: Question) -> Forecast:
    """Pure, and it may take seconds where a schedule is tight: for off the live path."""
    request = asked.request
    if request is None:
        return nothing(asked.people)
    rounds = [request.step, *request.ahead]
    sizes = [step.size for step in rounds]
    known = [*request.met, *request.apart]
    certain = outlook(asked.people, sizes, known) if asked.people > TOGETHER_UP_TO else None
    if certain is None and asked.people > PLANNED_UP_TO:
        certain = outlook(asked.people, sizes)
    told = certain or _planned(request)
    why = ""
    if told.repeats:
        ruled = bool(known or request.together or request.spread)
        why = why_repeats([room_sizes(asked.people, size) for size in sizes], ruled=ruled)
    return Forecast(
        people=asked.people,
        rounds=len(rounds),
        meets_least=told.meets_least,
        meets_most=told.meets_most,
        repeats=told.repeats,
        smallest=told.smallest,
        largest=told.largest,
        sentence=_sentence(asked, sizes, told),
        why=" ".join(filter(None, (why, _who_waits(told.without_seat)))),
    )


def by_chance(asked: Question) -> Question:
    """The same without a look at what people share: the matcher has no time for it now."""
    if asked.request is None:
        return asked
    step, *ahead = (
        replace(each, seating="random") for each in (asked.request.step, *asked.request.ahead)
    )
    return replace(asked, request=replace(asked.request, step=step, ahead=tuple(ahead)))


def _planned(request: SeatingRequest) -> Outlook:
    """Counted in the rounds as they would be planned, one after the other."""
    seen = set(request.met)
    kin = pairs_in(request.together)
    others: dict[str, set[str]] = {person.id: set() for person in request.people}
    repeats, without_seat = 0, 0
    sizes: list[int] = []
    for rooms in _rounds(request):
        without_seat = max(without_seat, len(others) - sum(map(len, rooms)))
        sizes += map(len, rooms)
        pairs = pairs_in(rooms)
        repeats += len((pairs & seen) - kin)
        seen |= pairs
        for one, other in pairs:
            others[one].add(other)
            others[other].add(one)
    counts = [len(met) for met in others.values()]
    return Outlook(
        meets_least=min(counts),
        meets_most=max(counts),
        repeats=repeats,
        smallest=min(sizes, default=0),
        largest=max(sizes, default=0),
        without_seat=without_seat,
    )


def _rounds(request: SeatingRequest) -> list[Rooms]:
    left: SeatingRequest | None = replace(request, swapless=frozenset())
    rounds: list[Rooms] = []
    while left is not None:
        plan = planned_rooms(left)
        rooms = _with_the_others(left, plan[0] if plan else ())
        rounds.append(rooms)
        left = _next(left, rooms, plan[1:])
    return rounds


def _with_the_others(request: SeatingRequest, planned: Rooms) -> Rooms:
    """Whoever the plan leaves out joins a room as a latecomer would, or waits."""
    rooms = [list(room) for room in planned]
    seated = {person for room in rooms for person in room}
    for person in request.people:
        if rooms and person.id not in seated:
            chosen = seat_latecomer(
                rooms, person.id, size=request.step.size, met=request.met, apart=request.apart
            )
            if chosen is not None:
                rooms[chosen].append(person.id)
    return tuple(map(tuple, rooms))


def _next(
    request: SeatingRequest, rooms: Rooms, promised: Sequence[Rooms]
) -> SeatingRequest | None:
    if not request.ahead:
        return None
    planned = [*promised, *[()] * len(request.ahead)]
    ahead = [
        replace(step, planned=rooms) if rooms else step
        for step, rooms in zip(request.ahead, planned, strict=False)
    ]
    seated = {person for room in rooms for person in room}
    waited = dict(request.waited or {})
    for person in request.people:
        waited[person.id] = waited.get(person.id, 0) + (person.id not in seated)
    return replace(
        request,
        step=ahead[0],
        ahead=tuple(ahead[1:]),
        met=request.met | pairs_in(rooms),
        past=(*request.past, (request.step.size, rooms)),
        waited=waited,
    )


def _sentence(asked: Question, sizes: Sequence[int], told: Outlook) -> str:
    least, most = told.meets_least, told.meets_most
    company = str(least) if least == most else f"{least} to {most}"
    others = "other" if company == "1" else "others"
    repeats = {0: "nobody twice", 1: "1 pair meets again"}.get(
        told.repeats, f"{told.repeats} pairs meet again"
    )
    start = (
        f"With {asked.people} people, for example: "
        if asked.example
        else f"{asked.people} people, "
    )
    return (
        f"{start}{_rounds_in_words(sizes)}: each meets {company} {others}, "
        f"{repeats}, smallest room {told.smallest}."
    )


def _rounds_in_words(sizes: Sequence[int]) -> str:
    kinds = list(dict.fromkeys(sizes))
    count = "1 round" if len(sizes) == 1 else f"{len(sizes)} rounds"
    if len(kinds) == 1:
        return f"{_room_kind(kinds[0])}, {count}"
    parts = [f"{sizes.count(kind)} in {_room_kind(kind)}" for kind in kinds]
    return f"{count} ({', '.join(parts)})"


def _room_kind(size: int) -> str:
    return "pairs" if size == 2 else f"rooms of {size}"


def _who_waits(without_seat: int) -> str:
    if not without_seat:
        return ""
    who = "1 person waits" if without_seat == 1 else f"{without_seat} people wait"
    return f"In some rounds {who}, for who must not share a room leaves no place; they take turns."


def _example_people(step: Step) -> tuple[Participant, ...]:
    return tuple(
        Participant(f"{number:03}", step.session_id, "", "", LONG_AGO)
        for number in range(EXAMPLE_PEOPLE)
    )


def shown(told: Forecast) -> ForecastView:
    return ForecastView(sentence=told.sentence, why=told.why, repeats=told.repeats)


def nothing(people: int) -> Forecast:
    """Where no round is still to come."""
    return Forecast(
        people=people,
        rounds=0,
        meets_least=0,
        meets_most=0,
        repeats=0,
        smallest=0,
        largest=0,
        sentence="No round is still to come.",
    )
