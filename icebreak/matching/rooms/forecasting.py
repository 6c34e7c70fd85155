"""What a plan would bring, told before anybody presses start."""

from collections.abc import Mapping, Sequence

from icebreak.matching.rooms.event import Pairs
from icebreak.matching.rooms.limits import unavoidable_repeats
from icebreak.matching.rooms.plan import Forecast, Plan
from icebreak.matching.rooms.planning import plan_rooms
from icebreak.matching.rooms.sizes import room_sizes


def forecast(
    people: Sequence[str] | int,
    *,
    size: int,
    rounds: int = 1,
    seed: int = 0,
    met: Pairs = (),
    apart: Pairs = (),
    together: Pairs = (),
    spread: Mapping[str, str] | None = None,
) -> Forecast:
    """The truth about a plan of these people (or of so many), from a plan made under these rules.

    Fewer than two people give a forecast without rooms; otherwise raises what plan_rooms raises.
    """
    names = [str(i) for i in range(people)] if isinstance(people, int) else list(people)
    sizes = room_sizes(len(names), size)
    if not sizes:
        return Forecast(len(names), 0, 0, 0, (0, 0), 0, None)
    plan = plan_rooms(
        names,
        size=size,
        rounds=rounds,
        seed=seed,
        met=met,
        apart=apart,
        together=together,
        spread=spread,
    )
    why = _reason(sizes, rounds, bool(met or apart or together)) if plan.repeats else None
    return Forecast(
        len(names), len(sizes), plan.smallest, plan.largest, _meets(plan), plan.repeats, why
    )


def _meets(plan: Plan) -> tuple[int, int]:
    others: dict[str, set[str]] = {}
    for one in plan.rounds:
        for room in one.rooms:
            for person in room:
                others.setdefault(person, set()).update(room)
    counts = [len(met) - 1 for met in others.values()]
    return min(counts), max(counts)


def _reason(sizes: Sequence[int], rounds: int, ruled: bool) -> str:
    _, why = unavoidable_repeats(sizes, rounds)
    if why:
        return why
    return (
        "With those who have met before and the rules, no plan without repeats was found."
        if ruled
        else "No plan without repeats was found for these numbers."
    )
