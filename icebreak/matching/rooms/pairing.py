"""Which rooms exchange people in the next step of the annealer."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.annealing import Pairing
from icebreak.matching.rooms.event import Indices

Step: TypeAlias = tuple[Indices, Indices, Indices, NDArray[np.bool_], Indices]

GUIDED = 0.95  # the share of rooms that follow a friend, the others try any room
AHEAD = 32  # steps for which chance is drawn at once


def shuffled(seatings: int, rooms: int, rng: np.random.Generator) -> Pairing:
    """Every room with some other room of its own seating; seatings stand one after the other."""
    half = rooms // 2
    offset = (np.arange(seatings) * rooms)[:, None]

    def pair() -> tuple[Indices, Indices]:
        order = np.argsort(rng.random((seatings, rooms), dtype=np.float32), axis=1) + offset
        return order[:, :half].ravel(), order[:, half : 2 * half].ravel()

    return pair


def guided(rooms: Indices, friends: Indices, rng: np.random.Generator) -> Pairing:
    """Most rooms with the room of a friend of one of their members, for one seating of many rooms.

    ``rooms`` is rooms × chairs and may change between calls; ``friends`` is N × some, for each
    person whom they would gain most from.
    """
    count, chairs = rooms.shape
    some = friends.shape[1]
    place = np.repeat(np.arange(count), chairs)
    room_of = np.empty(len(friends), np.intp)
    drawn: Iterator[Step] = iter(())

    def ahead() -> Iterator[Step]:
        shape = (AHEAD, count)
        order = rng.permuted(np.tile(np.arange(count), (AHEAD, 1)), axis=1)
        follows = rng.random(shape, dtype=np.float32) < GUIDED
        chair, friend = rng.integers(0, chairs, shape), rng.integers(0, some, shape)
        return zip(order, chair, friend, follows, rng.integers(0, count, shape), strict=True)

    def pair() -> tuple[Indices, Indices]:
        nonlocal drawn
        step = next(drawn, None)
        if step is None:
            drawn = ahead()
            step = next(drawn)
        left, chair, friend, follows, anywhere = step
        seats = rooms.reshape(-1)
        room_of[seats] = place
        someone = seats.take(left * chairs + chair)
        there = room_of.take(friends.reshape(-1).take(someone * some + friend))
        return _first_come(left, np.where(follows, there, anywhere))

    return pair


def _first_come(left: Indices, right: Indices) -> tuple[Indices, Indices]:
    """Most of the pairs, each room at most once: the pairs in which both rooms are named for the
    first time, and then the same among those that are left."""
    rooms = len(left)
    two = left != right
    left, right = left[two], right[two]
    agreed = _named_first(left, right, rooms)
    taken = np.zeros(rooms, bool)
    taken[left[agreed]] = taken[right[agreed]] = True
    later = np.flatnonzero(~(taken[left] | taken[right]))
    later = later[_named_first(left[later], right[later], rooms)]
    chosen = np.concatenate([np.flatnonzero(agreed), later])
    return left[chosen], right[chosen]


def _named_first(left: Indices, right: Indices, rooms: int) -> NDArray[np.bool_]:
    turn = np.arange(len(left))
    first = np.full(rooms, len(left))
    # where a room is named several times the last assignment stays, so assign from the back
    first[right[::-1]] = turn[::-1]
    first[left] = np.minimum(first[left], turn)
    named: NDArray[np.bool_] = (first[left] == turn) & (first[right] == turn)
    return named
