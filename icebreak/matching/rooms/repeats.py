"""All rounds at once, where one after the other leaves repeats that could be avoided."""

import numpy as np

from icebreak.matching.rooms.annealing import Gumbels, anneal
from icebreak.matching.rooms.event import REPEAT, Event, Indices
from icebreak.matching.rooms.ledger import Ledger
from icebreak.matching.rooms.meetings import cost
from icebreak.matching.rooms.pairing import shuffled
from icebreak.matching.rooms.rounds import exchanges

SWEEPS = 900
VISITS = 4500  # of a round, in all sweeps together


def fewer_repeats(
    event: Event,
    rounds: list[Indices],
    unavoidable: int,
    rng: np.random.Generator,
    heat: tuple[float, float] = (0.25, 0.1),
) -> list[Indices]:
    """Rearranges the rounds in turn, with repeats allowed at first and ever less: ``heat`` is
    the first and the last temperature, in repeats.

    Stops at the unavoidable number of repeats, or gives the best of all it has seen.
    """
    ledger = Ledger(event, rounds)
    rounds = [rooms.copy() for rooms in rounds]
    best, fewest = [rooms.copy() for rooms in rounds], cost(event, rounds)
    pairing = shuffled(1, event.rooms, rng)
    chance, moves = Gumbels(rng), exchanges(event)
    sweeps = min(SWEEPS, VISITS // len(rounds) + 1)
    for temperature in np.geomspace(heat[0] * REPEAT, heat[1] * REPEAT, sweeps):
        for number, rooms in enumerate(rounds):
            ledger.turn_to(number)
            ledger.unseat(rooms)
            anneal(ledger.worth, rooms, pairing, [temperature] * 3, chance, event.block, moves)
            ledger.seat(rooms)
        found = cost(event, rounds)
        if found < fewest:
            best, fewest = [rooms.copy() for rooms in rounds], found
        if fewest <= (0, unavoidable):
            break
    return best
