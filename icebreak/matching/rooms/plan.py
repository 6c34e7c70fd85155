"""What the planner hands out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """The rooms of one round, each the sorted ids of its members; ``affinity`` is the sum of
    the weights of all pairs that share a room, each pair once."""

    rooms: tuple[tuple[str, ...], ...]
    affinity: float


@dataclass(frozen=True, slots=True)
class Plan:
    """``repeats`` counts the meetings of two who met in an earlier round or in the history;
    those who are kept together do not count. ``smallest`` and ``largest`` are room sizes."""

    rounds: tuple[Round, ...]
    repeats: int
    smallest: int
    largest: int
