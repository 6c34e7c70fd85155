"""A first seating that keeps the blocks whole, before anybody asks whether it is a good one."""

import numpy as np

from icebreak.matching.rooms.errors import ImpossibleRules
from icebreak.matching.rooms.event import Event, Indices

ATTEMPTS = 40


def first_seating(event: Event, rng: np.random.Generator) -> Indices:
    """A random seating, rooms × chairs, with at most one empty chair in a room.

    Raises ImpossibleRules if those who are kept together were not made to fit.
    """
    n, total = len(event.people), len(event.block)
    rooms: list[list[int]] = [[] for _ in range(event.rooms)]
    for room, chair in zip(rng.permutation(event.rooms), range(n, total), strict=False):
        rooms[room].append(chair)
    _place(event, rooms, rng)
    seated = {person for room in rooms for person in room}
    singles = iter(rng.permutation([p for p in range(n) if p not in seated]))
    for room in rooms:
        while len(room) < event.chairs:
            room.append(int(next(singles)))
    return np.array(rooms, np.intp)


def _place(event: Event, rooms: list[list[int]], rng: np.random.Generator) -> None:
    labels = np.unique(event.block[event.block >= 0])
    if not len(labels):
        return
    empty = [list(room) for room in rooms]
    blocks = [np.flatnonzero(event.block == label).tolist() for label in labels]
    for attempt in range(ATTEMPTS):
        order = sorted(blocks, key=lambda block: (-len(block), rng.random()))
        # at first into any room with space, for variety; in the end into the fullest
        if all(
            _into_a_room(block, rooms, event.chairs, attempt * 2 > ATTEMPTS, rng) for block in order
        ):
            return
        rooms[:] = [list(room) for room in empty]
    raise ImpossibleRules(
        f"Those who are kept together do not fit into {event.rooms} rooms of {event.chairs}."
    )


def _into_a_room(
    block: list[int], rooms: list[list[int]], chairs: int, fullest: bool, rng: np.random.Generator
) -> bool:
    fitting = [room for room in rooms if len(room) + len(block) <= chairs]
    if not fitting:
        return False
    scores = rng.random(len(fitting))
    if fullest:
        scores += [len(room) for room in fitting]
    fitting[int(scores.argmax())].extend(block)
    return True
