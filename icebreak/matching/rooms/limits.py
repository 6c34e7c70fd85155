"""How many repeats no plan can avoid, and the reason."""

import math
from collections.abc import Sequence


def unavoidable_repeats(sizes: Sequence[int], rounds: int, kept: int = 0) -> tuple[int, str | None]:
    """A lower bound on the repeats of ``rounds`` rounds in rooms of these sizes, and why.

    ``kept`` pairs are kept together: they meet in every round, and it is no repeat.
    """
    n = sum(sizes)
    crowded = rounds * (sum(math.comb(s, 2) for s in sizes) - kept) - (math.comb(n, 2) - kept)
    pigeons = (rounds - 1) * (sum(_met_before(s, len(sizes)) for s in sizes) - kept)
    if max(crowded, pigeons) <= 0:
        return 0, None
    if pigeons > crowded:
        return pigeons, (
            f"From {len(sizes)} rooms nobody can fill a room of {sizes[0]} "
            "without two who have just met."
        )
    return crowded, (
        f"In {rounds} rounds people would meet {rounds * (sizes[0] - 1)} others each, "
        f"and there are only {n - 1}."
    )


def unavoidable_repeats_of_sizes(rounds: Sequence[Sequence[int]]) -> tuple[int, str | None]:
    """As ``unavoidable_repeats``, for rounds whose rooms have different sizes."""
    n = sum(rounds[0])
    crowded = sum(math.comb(s, 2) for sizes in rounds for s in sizes) - math.comb(n, 2)
    if crowded > 0:
        most = sum(sizes[0] - 1 for sizes in rounds)
        return crowded, (
            f"In {len(rounds)} rounds people would meet {most} others each, "
            f"and there are only {n - 1}."
        )
    fewest = min(len(sizes) for sizes in rounds)
    largest = max(sizes[0] for sizes in rounds)
    if largest > fewest and len(rounds) > 1:
        small = next(sizes for sizes in rounds if len(sizes) == fewest)
        big = max(rounds, key=lambda sizes: sizes[0])
        forced = sum(_met_before(s, len(small)) for s in big) if big is not small else 0
        if forced > 0:
            return forced, (
                f"From {fewest} rooms nobody can fill a room of {largest} without two who have met."
            )
    return 0, None


def _met_before(size: int, rooms: int) -> int:
    """Pairs in one room that come from one room, when its people come from ``rooms`` rooms."""
    each, more = divmod(size, rooms)
    return more * math.comb(each + 1, 2) + (rooms - more) * math.comb(each, 2)
