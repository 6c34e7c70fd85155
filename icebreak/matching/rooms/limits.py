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


def _met_before(size: int, rooms: int) -> int:
    """Pairs in one room that come from one room, when its people come from ``rooms`` rooms."""
    each, more = divmod(size, rooms)
    return more * math.comb(each + 1, 2) + (rooms - more) * math.comb(each, 2)
