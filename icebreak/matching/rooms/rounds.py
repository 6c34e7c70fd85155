"""One round after the other, each as good as the meetings so far allow."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.annealing import Gumbels, anneal, values
from icebreak.matching.rooms.event import SPREAD, Event, Indices
from icebreak.matching.rooms.ledger import Ledger
from icebreak.matching.rooms.pairing import guided, shuffled
from icebreak.matching.rooms.pairs import MATCHED, best_pairs
from icebreak.matching.rooms.seating import first_seating

MANY_ROOMS = 60  # from here on one seating is searched with guidance, not several at random
CHUNK = 25
POLISHING = 300
HOT, COLD = 0.3, 0.07  # temperatures, in units of what a person's best company is worth


def best_round(event: Event, ledger: Ledger, rng: np.random.Generator) -> Indices:
    """Rooms × chairs for the next round."""
    if event.rooms == 1:
        return first_seating(event, rng)
    if not event.in_pairs or event.has_blocks or len(event.people) > MATCHED:
        return _annealed(event, ledger, rng)
    paired = best_pairs(event, ledger, rng)
    if event.chairs == 2 or event.rooms >= MANY_ROOMS:
        return paired
    # with a three in the play, the best pairs are not always part of the best rooms
    return max(paired, _annealed(event, ledger, rng), key=lambda r: values(ledger.worth, r).sum())


def _annealed(event: Event, ledger: Ledger, rng: np.random.Generator) -> Indices:
    seatings, steps = _effort(event)
    rooms = np.concatenate([first_seating(event, rng) for _ in range(seatings)])
    if event.rooms < MANY_ROOMS:
        pairing = shuffled(seatings, event.rooms, rng)
    else:
        pairing = guided(rooms, ledger.friends(2 * event.chairs), rng)
    chance, moves = Gumbels(rng), exchanges(event)
    for temperatures in _cooling(ledger.likes, steps):
        anneal(ledger.worth, rooms, pairing, temperatures, chance, event.block, moves)
        if ledger.likes == 0 and _worths(ledger, rooms, seatings).max() >= ledger.fairest:
            break
    best = int(_worths(ledger, rooms, seatings).argmax())
    chosen: Indices = rooms.reshape(seatings, event.rooms, event.chairs)[best]
    return chosen


def polished(event: Event, seated: list[Indices], rng: np.random.Generator) -> list[Indices]:
    """The rounds with more affinity, where exchanges bring some without a repeat."""
    if not any(event.likes) or event.rooms == 1:
        return seated
    ledger, chance = Ledger(event, seated), Gumbels(rng)
    polished = []
    for number, rooms in enumerate(_each_where_it_is_liked(event, seated)):
        ledger.turn_to(number)
        if ledger.likes > 0:
            rooms = _polished(ledger, rooms, chance, rng)
        polished.append(rooms)
    return polished


def _polished(ledger: Ledger, rooms: Indices, chance: Gumbels, rng: np.random.Generator) -> Indices:
    event = ledger.event
    ledger.unseat(rooms)
    better = rooms.copy()
    pairing = shuffled(1, event.rooms, rng)
    cooling = np.geomspace(COLD * ledger.likes, 1e-4 * ledger.likes, POLISHING).tolist()
    anneal(ledger.worth, better, pairing, cooling, chance, event.block, exchanges(event))
    if values(ledger.worth, better).sum() > values(ledger.worth, rooms).sum():
        rooms = better
    ledger.seat(rooms)
    return rooms


def _each_where_it_is_liked(event: Event, seated: list[Indices]) -> list[Indices]:
    """The rounds in the order that brings most affinity, where rounds weigh it differently."""
    if not event.differ:
        return seated
    ledger = Ledger(event)
    worths = np.empty((len(seated), len(seated)))
    for number in range(len(seated)):
        ledger.turn_to(number)
        worths[:, number] = [values(ledger.worth, rooms).sum() for rooms in seated]
    order = list(range(len(seated)))
    improving = True
    while improving:
        improving = False
        for i, j in combinations(range(len(seated)), 2):
            now = worths[order[i], i] + worths[order[j], j]
            if worths[order[j], i] + worths[order[i], j] > now + 1e-6:
                order[i], order[j] = order[j], order[i]
                improving = True
    return [seated[which] for which in order]


def exchanges(event: Event) -> tuple[int, ...]:
    """How many people change places at once, in turn: mostly one, sometimes a block's number."""
    sizes = np.unique(np.unique(event.block[event.block >= 0], return_counts=True)[1])
    return tuple(many for size in sizes for many in (1, 1, int(size))) or (1,)


def _effort(event: Event) -> tuple[int, int]:
    """How many seatings are searched at once, and for how many steps."""
    if event.rooms >= MANY_ROOMS:
        return 1, max(1300, min(4500, 1_200_000 // event.rooms))
    return max(1, min(16, 320 // event.rooms)), 1100


def _cooling(likes: float, steps: int) -> Iterator[list[float]]:
    """Falling temperatures in chunks, and at the end, for a tenth, none."""
    unit = likes or SPREAD
    frozen = steps // 10
    falling = np.geomspace(HOT * unit, COLD * unit, steps - frozen)
    whole = np.concatenate([falling, np.full(frozen, 1e-4 * unit)])
    for at in range(0, steps, CHUNK):
        yield whole[at : at + CHUNK].tolist()


def _worths(ledger: Ledger, rooms: Indices, seatings: int) -> NDArray[np.float64]:
    totals: NDArray[np.float64] = values(ledger.worth, rooms).reshape(seatings, -1).sum(axis=1)
    return totals
