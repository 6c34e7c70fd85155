"""Who takes which seat of a template."""

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.event import HARD, Event, Indices
from icebreak.matching.rooms.ledger import Ledger

STEPS = 3000


def place(event: Event, arranged: Indices, rng: np.random.Generator) -> list[Indices]:
    """The rounds of a template (rounds × rooms × chairs of seats) with people in the seats.

    Where rounds weigh affinity differently, the mean of them counts here.

    Annealed: in each step somebody draws whom to change seats with, or nobody, by heat bath over
    everyone. The rules and the history weigh as they do in a single round.
    """
    n, rounds = len(event.people), len(arranged)
    worth = Ledger(event).worth[:n, :n].astype(np.float64)
    for shift in event.shifts[:rounds] if event.differ else ():
        if shift is not None:
            worth += shift / np.float64(rounds)
    meets = _meets(arranged, n)
    sits = rng.permutation(n)
    if worth.any():
        sits = _annealed(worth, meets, sits, max(event.likes) or HARD / 8, rng)
    person = np.arange(len(event.block))
    person[:n] = sits
    return list(person[arranged])


def _meets(arranged: Indices, n: int) -> NDArray[np.float64]:
    """seats × seats: in how many rounds two seats share a room."""
    seats = arranged[0].size
    meets = np.zeros((seats, seats))
    for rooms in arranged:
        meets[rooms[:, :, None], rooms[:, None, :]] += 1
    np.fill_diagonal(meets, 0)
    return meets[:n, :n]


def _annealed(
    worth: NDArray[np.float64],
    meets: NDArray[np.float64],
    sits: Indices,
    unit: float,
    rng: np.random.Generator,
) -> Indices:
    n = len(sits)
    worth = worth[np.ix_(sits, sits)]
    # would[i, j]: what whoever sits in seat j would be worth in seat i
    would = meets @ worth
    best, best_total, total = sits.copy(), would.trace(), would.trace()
    for temperature in np.geomspace(1.2 * unit, 0.03 * unit, STEPS):
        i = int(rng.integers(n))
        own = would.diagonal()
        gain = would[i] + would[:, i] - own[i] - own + 2 * meets[i] * worth[i]
        j = int((gain / temperature - np.log(rng.standard_exponential(n) + 1e-30)).argmax())
        if i == j:
            continue
        total += 2 * gain[j]
        _swap(worth, would, meets, i, j)
        sits[[i, j]] = sits[[j, i]]
        if total > best_total + 1e-9:
            best, best_total = sits.copy(), total
    return best


def _swap(
    worth: NDArray[np.float64],
    would: NDArray[np.float64],
    meets: NDArray[np.float64],
    i: int,
    j: int,
) -> None:
    """The people of seats i and j change places."""
    change = worth[j] - worth[i]
    change[[i, j]] = 0
    would += np.outer(meets[:, i] - meets[:, j], change)
    pair = [i, j]
    other = [j, i]
    worth[pair] = worth[other]
    worth[:, pair] = worth[:, other]
    would[:, pair] = meets @ worth[:, pair]
