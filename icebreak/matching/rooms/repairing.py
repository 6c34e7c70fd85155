"""A seat for one more person while a round is running."""

from collections.abc import Callable, Sequence

from icebreak.matching.rooms.event import Pairs

AffinityOf = Callable[[str, str], float]


def seat_latecomer(
    rooms: Sequence[Sequence[str]],
    person: str,
    *,
    size: int,
    met: Pairs = (),
    affinity_of: AffinityOf | None = None,
    apart: Pairs = (),
    together: Pairs = (),
) -> int | None:
    """The index of the best smallest room for someone who just came.

    With whom they are kept together they sit, if there is a place. Otherwise, among the smallest
    rooms the one with the fewest people met before, then with the highest affinity, then the
    first. Never a room that holds more than ``size`` already, an empty one, or
    one with somebody from whom the person is kept apart: None if no other is left.
    """
    open_rooms = [i for i, room in enumerate(rooms) if 0 < len(room) <= size]
    kin = _others([person], together) - {person}
    beside_kin = [i for i in open_rooms if not kin.isdisjoint(rooms[i])]
    if beside_kin:
        best = _best(rooms, beside_kin, [person], met, affinity_of, apart)
        if best is not None:
            return best
    return _best(rooms, open_rooms, [person], met, affinity_of, apart)


def seat_lone(
    rooms: Sequence[Sequence[str]],
    alone: int,
    *,
    size: int,
    met: Pairs = (),
    affinity_of: AffinityOf | None = None,
    apart: Pairs = (),
) -> int | None:
    """The index of the room that takes in those who are left in room ``alone``.

    Chosen like a latecomer's room. Where all have ``size`` + 1 or would come to more, the
    smallest takes them all the same: nobody stays alone because rooms are full. None if there is
    no other room, or none without somebody they are kept apart from.
    """
    left = rooms[alone]
    others = [i for i, room in enumerate(rooms) if i != alone and room]
    fitting = [i for i in others if len(rooms[i]) + len(left) <= size + 1]
    best = _best(rooms, fitting, left, met, affinity_of, apart)
    return best if best is not None else _best(rooms, others, left, met, affinity_of, apart)


def _best(
    rooms: Sequence[Sequence[str]],
    candidates: Sequence[int],
    coming: Sequence[str],
    met: Pairs,
    affinity_of: AffinityOf | None,
    apart: Pairs,
) -> int | None:
    known, parted = _others(coming, met), _others(coming, apart)

    def rank(i: int) -> tuple[int, int, float, int]:
        again = sum(person in known for person in rooms[i])
        pull = (
            sum(affinity_of(one, other) for one in coming for other in rooms[i])
            if affinity_of
            else 0.0
        )
        return len(rooms[i]), again, -pull, i

    allowed = [i for i in candidates if parted.isdisjoint(rooms[i])]
    return min(allowed, key=rank, default=None)


def _others(people: Sequence[str], pairs: Pairs) -> set[str]:
    return {b for a, b in pairs if a in people} | {a for a, b in pairs if b in people}
