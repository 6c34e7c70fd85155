"""Who sits with whom, round after round."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from icebreak.matching.rooms.errors import ImpossibleRules, SizeOutOfRange
from icebreak.matching.rooms.event import Affinity, Event, Indices, Pairs, set_up
from icebreak.matching.rooms.ledger import Ledger
from icebreak.matching.rooms.limits import unavoidable_repeats
from icebreak.matching.rooms.meetings import cost
from icebreak.matching.rooms.placing import place
from icebreak.matching.rooms.plan import Plan, Round
from icebreak.matching.rooms.repeats import fewer_repeats
from icebreak.matching.rooms.rounds import best_round, polished
from icebreak.matching.rooms.seating import first_seating
from icebreak.matching.rooms.templates import template

# Of each search for an arrangement, the first and the last temperature in repeats.
HEATS = ((0.25, 0.1), (0.6, 0.1), (0.4, 0.05))
SEARCHED_WHOLE = 300  # people up to whom all rounds are searched together
HUGE, MANY_ROUNDS = 2000, 200  # more people than this in fewer rounds are planned with one ledger


def plan_rooms(
    people: Sequence[str],
    *,
    size: int,
    rounds: int = 1,
    seed: int = 0,
    affinity: Affinity | Sequence[Affinity] | None = None,
    met: Pairs = (),
    apart: Pairs = (),
    together: Pairs = (),
    spread: Mapping[str, str] | None = None,
    rarer: Mapping[str, int] | None = None,
) -> Plan:
    """Rooms of ``size`` for each of ``rounds`` rounds; sizes as ``room_sizes`` has them.

    ``affinity`` is n × n in the order of ``people``, 0 or more, its diagonal ignored; where it is
    not symmetric the mean of both directions counts; several are one for each round. ``met`` are
    pairs who met before, ``spread`` gives organisations whose people sit apart where possible,
    ``rarer`` how often somebody sat in the rarer kind of room before, as in the one three among
    pairs: whose turn it is changes. The same people and seed give the same plan, in whatever
    order they are named. Raises a PlanError.
    """
    if rounds < 1:
        raise SizeOutOfRange(f"A plan needs at least 1 round, not {rounds}.")
    event = set_up(people, size, affinity, met, apart, together, spread, rarer)
    rng = np.random.default_rng(seed % 2**64)
    return _told(event, _seated(event, rounds, rng))


def _seated(event: Event, rounds: int, rng: np.random.Generator) -> list[Indices]:
    """The best of the ways to seat all rounds, the quickest first, until one cannot be beaten."""
    unavoidable, _ = unavoidable_repeats(event.sizes, rounds, event.kept)
    seated = _one_after_the_other(event, [], rounds, rng)
    if cost(event, seated) <= (0, unavoidable) or len(event.people) > SEARCHED_WHOLE:
        return seated
    if rounds > 1 and not event.has_blocks:
        arranged = _arrangement(event.rooms, event.chairs, event.empty, rounds)
        placed = place(event, arranged, rng)
        seated = min(seated, placed, key=lambda found: cost(event, found))
    if cost(event, seated) > (0, unavoidable) and not event.is_free:
        seated = fewer_repeats(event, seated, unavoidable, rng)
    return polished(event, seated, rng)


@lru_cache(maxsize=64)
def _arrangement(rooms: int, chairs: int, empty: int, rounds: int) -> Indices:
    """Seats for so many rounds with the fewest repeats that are found, whoever sits in them:
    rounds × rooms × chairs, the last ``empty`` seats empty. By a template as far as there is
    one, and by searching all rounds at once. Whom people like plays no part in it, so the same
    numbers have the same repeats in every plan. The answer must not be changed."""
    n = rooms * chairs - empty
    found = template(rooms, chairs, empty, rounds)
    if found is not None and len(found) >= rounds:
        return found
    names = [f"{number:04}" for number in range(n)]
    event = set_up(names, 2 if rooms == n // 2 else chairs, None, (), (), (), None)
    rng = np.random.default_rng([rooms, chairs, empty, rounds])
    unavoidable, _ = unavoidable_repeats(event.sizes, rounds)
    before = [] if found is None else list(found)
    best: list[Indices] = []
    for heat in HEATS:
        start = before + [first_seating(event, rng) for _ in range(rounds - len(before))]
        seated = fewer_repeats(event, start, unavoidable, rng, heat)
        best = min(best or seated, seated, key=lambda each: cost(event, each))
        if cost(event, best) <= (0, unavoidable):
            break
        before = []
    return np.array(best)


def _one_after_the_other(
    event: Event, before: list[Indices], rounds: int, rng: np.random.Generator
) -> list[Indices]:
    alone = len(event.people) > HUGE and rounds < MANY_ROUNDS and not event.differ
    ledger = Ledger(event, before, alone=alone)
    seated = list(before)
    for number in range(len(before), len(before) + rounds):
        ledger.turn_to(number)
        rooms = best_round(event, ledger, rng)
        ledger.seat(rooms)
        seated.append(rooms)
    return seated


def _told(event: Event, seated: list[Indices]) -> Plan:
    broken, repeats = cost(event, seated)
    if broken:
        a, b = event.apart[0]
        raise ImpossibleRules(
            f"No rooms were found that keep “{event.people[a]}” and “{event.people[b]}” "
            "and all others who are kept apart."
        )
    rounds = tuple(_round(event, rooms, number) for number, rooms in enumerate(seated))
    sizes = [len(room) for one in rounds for room in one.rooms]
    return Plan(rounds, repeats, min(sizes), max(sizes))


def _round(event: Event, rooms: Indices, number: int) -> Round:
    n = len(event.people)
    members = sorted(sorted(int(i) for i in room if i < n) for room in rooms)
    pairs = np.array([pair for room in members for pair in combinations(room, 2)])
    return Round(
        tuple(tuple(event.people[i] for i in room) for room in members),
        event.affinity_within(pairs[:, 0], pairs[:, 1], number),
    )
