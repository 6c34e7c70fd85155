"""Which rooms exchange people in the next step of the annealer."""

import numpy as np

from icebreak.matching.rooms.annealing import Pairing
from icebreak.matching.rooms.event import Indices


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

    ``friends`` is N × some, for each person (or empty chair) whom they would gain most from.
    """
    count, chairs = rooms.shape
    place = np.arange(count)
    room_of = np.empty(len(friends), np.intp)

    def pair() -> tuple[Indices, Indices]:
        room_of[rooms.ravel()] = np.repeat(place, chairs)
        left = rng.permutation(count)
        someone = rooms[left, rng.integers(0, chairs, count)]
        friend = friends[someone, rng.integers(0, friends.shape[1], count)]
        right = np.where(rng.random(count) < 0.8, room_of[friend], rng.integers(0, count, count))
        first = np.full(count, count)
        claims = np.where(left == right, count, place)
        np.minimum.at(first, left, claims)
        np.minimum.at(first, right, claims)
        agreed = (first[left] == place) & (first[right] == place)
        return left[agreed], right[agreed]

    return pair
