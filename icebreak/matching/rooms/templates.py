"""Seats arranged for many rounds so that no two ever share a room twice.

A template is rounds × rooms × chairs of seat numbers. Seats stand in rows of as many as there are
rooms; in round r, (row a, column b) goes to room b + a·r, so two seats of different rows meet in
one round only. Over a field that gives as many rounds as rooms (a transversal design); over any
other group, rows are searched that differ from each other by another amount in every round. Where
a row fills whole rooms, seats of one row meet afterwards, by a template of their own.
Source: Colbourn and Dinitz, Handbook of Combinatorial Designs, III.3 and VI.17.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from icebreak.matching.rooms.event import Indices
from icebreak.matching.rooms.fields import field, prime_power
from icebreak.matching.rooms.groups import differing_rows, groups
from icebreak.matching.rooms.rotations import turned_round

LARGEST = 64  # rooms; more need no template, or hardly


@lru_cache(maxsize=64)
def template(rooms: int, chairs: int, empty: int, rounds: int) -> Indices | None:
    """The most rounds, up to ``rounds``, that are known for these rooms; the last ``empty`` seats
    never share a room. None if there is no template. The answer must not be changed."""
    found = [
        arranged
        for arranged in _candidates(rooms, chairs, empty, rounds)
        if arranged is not None and len(arranged)
    ]
    longest = max(found, key=len, default=None)
    if longest is None or len(longest) < rounds:
        turned = turned_round(rooms, chairs, empty, rounds)
        if turned is not None:
            return turned
    return longest


def _candidates(rooms: int, chairs: int, empty: int, rounds: int) -> Iterator[Indices | None]:
    if chairs == 2 and not empty:
        yield _circle(rooms, rounds)
    elif chairs <= rooms <= LARGEST:
        columns = _slopes(rooms, chairs, rounds)
        yield _across_rows(columns, rooms, chairs, empty, rounds)


def _circle(rooms: int, rounds: int) -> Indices:
    """The round-robin of a tournament: one seat stays, the others move on by one."""
    others = 2 * rooms - 1
    turns = np.arange(min(rounds, others))[:, None]
    steps = np.arange(1, rooms)[None, :]
    pairs = np.stack([(turns + steps) % others, (turns - steps) % others], axis=2)
    still = np.stack([turns, np.full_like(turns, others)], axis=2)
    return np.concatenate([still, pairs], axis=1)


def _across_rows(slopes: Indices, rooms: int, chairs: int, empty: int, rounds: int) -> Indices:
    """``slopes`` is rounds × rows × columns: the room of each seat."""
    seats = np.arange(rooms * chairs)
    arranged = [seats[np.argsort(room.ravel(), kind="stable")] for room in slopes]
    whole = np.array(arranged).reshape(-1, rooms, chairs)
    if rooms % chairs or empty > rooms // chairs or len(whole) >= rounds:
        return whole
    return np.concatenate([whole, _within_rows(rooms, chairs, empty, rounds - len(whole))])


def _within_rows(rooms: int, chairs: int, empty: int, rounds: int) -> Indices:
    """Each row apart, by a template of its own; where there is none, for one round."""
    full = template(rooms // chairs, chairs, 0, rounds)
    last = template(rooms // chairs, chairs, empty, rounds)
    if full is None or last is None:
        by_rows = np.arange(rooms * chairs).reshape(chairs, chairs, rooms // chairs)
        return by_rows.transpose(0, 2, 1).reshape(1, rooms, chairs)
    most = min(len(full), len(last))
    rows = [full[:most] + row * rooms for row in range(chairs - 1)]
    return np.concatenate([*rows, last[:most] + (chairs - 1) * rooms], axis=1)


def _slopes(rooms: int, chairs: int, rounds: int) -> Indices:
    """rounds × rows × columns, the room of each seat; fewer rounds where no more are found."""
    power = prime_power(rooms)
    if power:
        plus, times = field(*power)
        steps: Indices = plus[times[: min(rounds, rooms), :chairs]]
        return steps
    for most in range(min(rounds, rooms - 1), 1, -1):
        for plus in groups(rooms):
            found = differing_rows(plus, chairs, most)
            if found is not None:
                return plus[found.T]
    return np.tile(np.arange(rooms), (1, chairs, 1))
