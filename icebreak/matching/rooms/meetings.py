"""Who meets whom in rounds of rooms, and what of it breaks a rule."""

from collections.abc import Sequence

import numpy as np

from icebreak.matching.rooms.event import Event, Indices


def meetings(event: Event, rooms: Indices) -> tuple[Indices, Indices]:
    """The pairs of people who share a room, smaller number first, without those kept together.

    ``rooms`` is rooms × chairs.
    """
    one, other = np.triu_indices(event.chairs, 1)
    a, b = rooms[:, one].ravel(), rooms[:, other].ravel()
    met = np.maximum(a, b) < len(event.people)
    if event.has_blocks:
        met &= (event.block[a] != event.block[b]) | (event.block[a] < 0)
    a, b = a[met], b[met]
    return np.minimum(a, b), np.maximum(a, b)


def cost(event: Event, rounds: Sequence[Indices]) -> tuple[int, int]:
    """How many kept-apart pairs share a room, and how many meetings are repeats."""
    total = len(event.block)
    codes = [event.met[:, 0] * total + event.met[:, 1]]
    for a, b in (meetings(event, rooms) for rooms in rounds):
        codes.append(a * total + b)
    seen = np.concatenate(codes)
    return sum(_broken_apart(event, rooms) for rooms in rounds), len(seen) - len(np.unique(seen))


def _broken_apart(event: Event, rooms: Indices) -> int:
    room_of = np.empty(len(event.block), np.intp)
    room_of[rooms.ravel()] = np.repeat(np.arange(len(rooms)), event.chairs)
    return int(np.count_nonzero(room_of[event.apart[:, 0]] == room_of[event.apart[:, 1]]))
