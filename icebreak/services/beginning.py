"""The rooms of a round that has begun: read, planned aside, written."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from icebreak.ports import Late, Lost, Store
from icebreak.services import analyses, analyst, roomplans, seating, tallies
from icebreak.services.occasion import Occasion
from icebreak.services.roomplans import Rooms, SeatingRequest
from icebreak.store.transaction import Tx

if TYPE_CHECKING:
    from icebreak.services.gate import Gate


# So many people take a thread of the server a few hundredths of a second, and no longer.
PLANNED_AT_ONCE = 100


def make_rooms(gate: "Gate", step_id: str) -> None:
    rooms = rooms_of(gate, step_id)
    if rooms is not None:
        gate.do(partial(_open_rooms, step_id, rooms))


def rooms_of(gate: "Gate", step_id: str) -> Sequence[Rooms] | None:
    """Rooms for a round that has begun and has none; None where nothing is to be done.

    Planned aside, from what is known by now of its people. Any rooms are better than none: if
    the matcher can't, chance decides.
    """
    # Thousands of rows take a moment, in which the sockets go on.
    asked: tuple[SeatingRequest, list[bytes]] | None
    asked = gate.world.aside(partial(_question, gate.world.store, step_id))
    if asked is None:
        return None
    request, rows = asked
    if request.step.seating == "random" and len(request.people) <= PLANNED_AT_ONCE:
        # Nothing that was found counts, so a matcher that still loads needn't be waited for.
        return gate.world.aside(partial(roomplans.planned_rooms, request))  # type: ignore[no-any-return]
    try:
        with tallies.MATCHER_PLANNING.track_inprogress():
            return gate.world.compute(partial(analyst.plan, request, rows), urgent=True)
    except (Late, Lost):
        by_chance = replace(request.step, seating="random")
        request = replace(request, step=by_chance, swapless=frozenset())
        rooms: Sequence[Rooms] = gate.world.aside(partial(roomplans.planned_rooms, request))
        return rooms


def _question(store: Store[Tx], step_id: str) -> tuple[SeatingRequest, list[bytes]] | None:
    """What the planner has to know of a round without rooms, and what was found in the words of
    its people; None if there is no such round."""
    current = analyses.revision()
    with store.read() as tx:
        step = tx.steps.get(step_id)
        if step is None or step.seated:
            return None
        request = roomplans.seating_request(tx, step)
        known = tx.profile_analyses.named([person.id for person in request.people])
    return request, [each.found for each in known.values() if each.revision == current]


def _open_rooms(step_id: str, rooms: Sequence[Rooms], tx: Tx, occasion: Occasion) -> None:
    seating.open_rooms(tx, occasion, step_id, rooms)
