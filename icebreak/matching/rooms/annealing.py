"""A parallel heat-bath annealer for groups of equal size.

Each step pairs rooms up, weighs every exchange of people between the two rooms of each pair at
once, and draws one exchange (or none) a pair with the probability exp(gain ÷ temperature), by the
Gumbel-max trick. Exchanges in different pairs do not disturb each other, so all are carried out.
"""

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.event import Indices

Pairing: TypeAlias = Callable[[], tuple[Indices, Indices]]
Worth: TypeAlias = NDArray[np.float32]
NEVER = np.float32(-1e9)


def anneal(
    worth: Worth,
    rooms: Indices,
    pairing: Pairing,
    temperatures: Iterable[float],
    rng: np.random.Generator,
    block: Indices,
    exchanges: tuple[int, ...] = (1,),
) -> None:
    """Rearranges ``rooms`` (rooms × chairs, of any number of independent seatings) in place.

    ``pairing`` gives two arrays of room numbers, no room twice. ``exchanges`` are the numbers of
    people that change places at once, taken in turn; people of one block (N long, -1 is none)
    move together or not at all.
    """
    chairs = rooms.shape[1]
    subsets = {many: _subsets(chairs, many) for many in exchanges}
    blocked = bool((block >= 0).any())
    for turn, temperature in enumerate(temperatures):
        left, right = pairing()
        if not len(left):
            continue
        chosen = subsets[exchanges[turn % len(exchanges)]]
        gain = _gains(worth, rooms[left], rooms[right], chosen, block if blocked else None)
        _exchange(rooms, left, right, chosen, _draw(gain, temperature, rng))


def values(worth: Worth, rooms: Indices) -> NDArray[np.float64]:
    """What each room is worth; ``rooms`` is … × chairs."""
    inside = worth[rooms[..., :, None], rooms[..., None, :]]
    total: NDArray[np.float64] = inside.sum(axis=(-2, -1), dtype=np.float64) / 2
    return total


def _subsets(chairs: int, many: int) -> NDArray[np.float32]:
    """All choices of ``many`` out of the chairs of a room, one row each, 1 where chosen."""
    chosen = np.array(list(combinations(range(chairs), many)))
    rows = np.zeros((len(chosen), chairs), np.float32)
    np.put_along_axis(rows, chosen, 1, axis=1)
    return rows


def _gains(
    worth: Worth, left: Indices, right: Indices, chosen: NDArray[np.float32], block: Indices | None
) -> NDArray[np.float32]:
    """pairs × subsets × subsets: what it brings to exchange one subset for another."""
    chairs = left.shape[1]
    both = np.concatenate([left, right], axis=1)
    between = worth[both[:, :, None], both[:, None, :]]
    here, there = between[:, :chairs, :chairs], between[:, chairs:, chairs:]
    across = between[:, :chairs, chairs:]
    leave = across.sum(axis=2) - here.sum(axis=2)
    arrive = across.sum(axis=1) - there.sum(axis=2)
    if chosen[0].sum() > 1:
        # two who go together keep each other: their mutual worth was taken off twice above
        leave = leave @ chosen.T + np.einsum("cs,pst,ct->pc", chosen, here, chosen)
        arrive = arrive @ chosen.T + np.einsum("cs,pst,ct->pc", chosen, there, chosen)
        across = np.einsum("cs,pst,dt->pcd", chosen, across, chosen)
    if block is not None:
        leave = np.where(_splits_a_block(block[left], chosen), NEVER, leave)
        arrive = np.where(_splits_a_block(block[right], chosen), NEVER, arrive)
    gains: NDArray[np.float32] = leave[:, :, None] + arrive[:, None, :] - 2 * across
    return gains


def _splits_a_block(block: Indices, chosen: NDArray[np.float32]) -> NDArray[np.bool_]:
    kin = ((block[:, :, None] == block[:, None, :]) & (block >= 0)[:, :, None]).astype(np.float32)
    split: NDArray[np.bool_] = np.einsum("cs,pst,ct->pc", chosen, kin, 1 - chosen) > 0
    return split


def _draw(gain: NDArray[np.float32], temperature: float, rng: np.random.Generator) -> Indices:
    """For each pair of rooms the number of the exchange drawn, -1 for none."""
    pairs = len(gain)
    drawn = gain.reshape(pairs, -1) * np.float32(1 / temperature)
    drawn -= np.log(rng.standard_exponential(drawn.shape, dtype=np.float32) + np.float32(1e-30))
    best = drawn.argmax(axis=1)
    stay = -np.log(rng.standard_exponential(pairs, dtype=np.float32) + np.float32(1e-30))
    return np.where(drawn[np.arange(pairs), best] > stay, best, -1)


def _exchange(
    rooms: Indices,
    left: Indices,
    right: Indices,
    chosen: NDArray[np.float32],
    drawn: Indices,
) -> None:
    moving = np.flatnonzero(drawn >= 0)
    if not len(moving):
        return
    leaving, arriving = np.divmod(drawn[moving], len(chosen))
    seats = np.argwhere(chosen > 0)[:, 1].reshape(len(chosen), -1)
    a, b = left[moving, None], right[moving, None]
    here, there = seats[leaving], seats[arriving]
    rooms[a, here], rooms[b, there] = rooms[b, there], rooms[a, here]
