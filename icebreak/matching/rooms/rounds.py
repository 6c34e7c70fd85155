"""One round after the other, each as good as the meetings so far allow."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.annealing import anneal, values
from icebreak.matching.rooms.event import SPREAD, Event, Indices
from icebreak.matching.rooms.ledger import Ledger
from icebreak.matching.rooms.pairing import guided, shuffled
from icebreak.matching.rooms.seating import first_seating

MANY_ROOMS = 60  # from here on one seating is searched with guidance, not several at random
FRIENDS = 24
CHUNK = 20


def best_round(
    event: Event, ledger: Ledger, rng: np.random.Generator, start: Indices | None = None
) -> Indices:
    """Rooms × chairs for the next round (``start`` rearranged, if given)."""
    if event.rooms == 1:
        return first_seating(event, rng)
    seatings, steps = _effort(event)
    first = [first_seating(event, rng) if start is None else start for _ in range(seatings)]
    rooms = np.concatenate(first)
    if event.rooms < MANY_ROOMS:
        pairing = shuffled(seatings, event.rooms, rng)
    else:
        pairing = guided(rooms, _friends(event, ledger), rng)
    temperatures = cooling(event, steps, hot=0.35 if start is None else 0.1)
    for chunk in temperatures:
        anneal(ledger.worth, rooms, pairing, chunk, rng, event.block, exchanges(event))
        if event.likes == 0 and _worths(ledger, rooms, seatings).max() >= 0:
            break
    best = int(_worths(ledger, rooms, seatings).argmax())
    chosen: Indices = rooms.reshape(seatings, event.rooms, event.chairs)[best]
    return chosen


def cooling(event: Event, steps: int, hot: float) -> Iterator[list[float]]:
    """Temperatures in chunks: from ``hot`` × the usual affinity to nearly none, then none."""
    unit = event.likes or SPREAD
    falling = np.geomspace(hot * unit, 0.02 * unit, steps - steps // 10)
    whole = np.concatenate([falling, np.full(steps // 10, 1e-4 * unit)])
    for at in range(0, steps, CHUNK):
        yield whole[at : at + CHUNK].tolist()


def exchanges(event: Event) -> tuple[int, ...]:
    """How many people change places at once, in turn: mostly one, sometimes a block's number."""
    sizes = np.unique(np.unique(event.block[event.block >= 0], return_counts=True)[1])
    return tuple(many for size in sizes for many in (1, 1, int(size))) or (1,)


def _effort(event: Event) -> tuple[int, int]:
    if event.rooms >= MANY_ROOMS:
        return 1, 1500
    return max(1, min(16, 320 // event.rooms)), 800


def _worths(ledger: Ledger, rooms: Indices, seatings: int) -> NDArray[np.float64]:
    totals: NDArray[np.float64] = values(ledger.worth, rooms).reshape(seatings, -1).sum(axis=1)
    return totals


def _friends(event: Event, ledger: Ledger) -> Indices:
    some = min(FRIENDS, len(event.people) - 1)
    return np.argpartition(-ledger.worth, some, axis=1)[:, :some]
