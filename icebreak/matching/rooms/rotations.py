"""Templates made from one round that is turned: seats stand on circles, and each next round moves
all of them on by one place. If no two pairs of seats that share a room of the first round are
turned into each other, no pair meets twice. (Kirkman's fifteen schoolgirls are such a template.)
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.event import Indices

SEATINGS = 64
STEPS = 1500
MOST_SEATS = 64


def turned_round(rooms: int, chairs: int, empty: int, rounds: int) -> Indices | None:
    """rounds × rooms × chairs of seats, the last ``empty`` of which never share a room, or None
    if the search with its fixed number of steps does not find one."""
    seats = rooms * chairs
    if seats > MOST_SEATS or rounds < 2:
        return None
    for length, still in _circles(seats, rooms, rounds):
        turn = _turn(seats, length, still)
        first = _first_round(_kinds(seats, turn, length, rounds), rooms, chairs, length)
        if first is not None:
            turned = [first]
            for _ in range(rounds - 1):
                turned.append(turn[turned[-1]])
            return _with_empty_last(np.array(turned), seats, empty)
    return None


def _circles(seats: int, rooms: int, rounds: int) -> Iterator[tuple[int, int]]:
    """Lengths of circles, and how many seats stand still beside them, the tightest first."""
    for still in range(min(rooms, 4) + 1):
        for length in range(rounds, seats + 1):
            if (seats - still) % length == 0:
                yield length, still


def _turn(seats: int, length: int, still: int) -> Indices:
    seat = np.arange(seats)
    place = seat % length
    moved = seat - place + (place + 1) % length
    return np.where(seat < seats - still, moved, seat)


def _kinds(seats: int, turn: Indices, length: int, rounds: int) -> Indices:
    """seats × seats: pairs that are turned into each other have the same number; 0 is for pairs
    that would meet themselves again."""
    kinds = np.full((seats, seats), -1, np.intp)
    number = 1
    for a in range(seats):
        for b in range(a + 1, seats):
            if kinds[a, b] >= 0:
                continue
            x, y, steps = a, b, 0
            while kinds[x, y] < 0:
                kinds[x, y] = kinds[y, x] = number
                x, y, steps = turn[x], turn[y], steps + 1
            if steps < rounds:
                kinds[kinds == number] = 0
            number += 1
    np.fill_diagonal(kinds, 0)
    return kinds


def _first_round(kinds: Indices, rooms: int, chairs: int, length: int) -> Indices | None:
    """Rooms × chairs in which no kind of pair comes twice, by annealing many seatings at once."""
    rng = np.random.default_rng(length)
    seats = rooms * chairs
    all_rows = np.arange(SEATINGS)
    order = rng.permuted(np.tile(np.arange(seats), (SEATINGS, 1)), axis=1)
    cost = _clashes(kinds, order, rooms, chairs)
    for temperature in np.geomspace(1.0, 0.15, STEPS):
        if cost.min() == 0:
            break
        a, b = rng.integers(0, seats, SEATINGS), rng.integers(0, seats, SEATINGS)
        tried = order.copy()
        tried[all_rows, a], tried[all_rows, b] = order[all_rows, b], order[all_rows, a]
        after = _clashes(kinds, tried, rooms, chairs)
        taken = rng.standard_exponential(SEATINGS) * temperature > after - cost
        order[taken], cost[taken] = tried[taken], after[taken]
    if cost.min() > 0:
        return None
    first: Indices = order[cost.argmin()].reshape(rooms, chairs)
    return first


def _clashes(kinds: Indices, order: Indices, rooms: int, chairs: int) -> NDArray[np.intp]:
    """For each seating, how many pairs are of a kind that is there already, or of kind 0."""
    one, other = np.triu_indices(chairs, 1)
    in_rooms = order.reshape(len(order), rooms, chairs)
    found = kinds[in_rooms[:, :, one], in_rooms[:, :, other]].reshape(len(order), -1)
    found.sort(axis=1)
    clashes: NDArray[np.intp] = (found[:, 1:] == found[:, :-1]).sum(axis=1)
    clashes += found[:, 0] == 0
    return clashes


def _with_empty_last(turned: Indices, seats: int, empty: int) -> Indices | None:
    """Renumbered so that the last seats never share a room."""
    together = np.zeros((seats, seats), bool)
    for rooms in turned:
        together[rooms[:, :, None], rooms[:, None, :]] = True
    chosen: list[int] = []
    for seat in range(seats):
        if len(chosen) < empty and not together[seat, chosen].any():
            chosen.append(seat)
    if len(chosen) < empty:
        return None
    rest = [seat for seat in range(seats) if seat not in chosen]
    number = np.argsort([*rest, *chosen])
    renumbered: Indices = number[turned]
    return renumbered
