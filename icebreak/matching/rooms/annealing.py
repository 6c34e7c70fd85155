"""A parallel heat-bath annealer for groups of equal size.

Each step pairs rooms up, weighs every exchange of people between the two rooms of each pair at
once, and draws one exchange (or none) a pair with the probability exp(gain ÷ temperature), by the
Gumbel-max trick. Exchanges in different pairs do not disturb each other, so all are carried out.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.event import Indices

Pairing: TypeAlias = Callable[[], tuple[Indices, Indices]]
Floats: TypeAlias = NDArray[np.float32]

NEVER = np.float32(-1e9)
POOL = 1 << 18


class Gumbels:
    """Gumbel-distributed numbers, drawn once and then dealt again and again from random places:
    drawing them anew would take a third of the annealer's time."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._pool = self._drawn(POOL)
        self._at = 0

    def some(self, count: int) -> Floats:
        if count > POOL // 4:
            return self._drawn(count)
        if self._at + count > POOL:
            self._at = int(self._rng.integers(0, POOL // 2))
        self._at += count
        return self._pool[self._at - count : self._at]

    def _drawn(self, count: int) -> Floats:
        exponential = self._rng.standard_exponential(count, dtype=np.float32)
        gumbels: Floats = -np.log(exponential + np.float32(1e-30))
        return gumbels


def anneal(
    worth: Floats,
    rooms: Indices,
    pairing: Pairing,
    temperatures: Iterable[float],
    chance: Gumbels,
    block: Indices,
    exchanges: tuple[int, ...] = (1,),
) -> None:
    """Rearranges ``rooms`` (rooms × chairs, of any number of independent seatings) in place.

    ``pairing`` gives two arrays of room numbers, no room twice. ``exchanges`` are the numbers of
    people that change places at once, taken in turn; people of one block (N long, -1 is none)
    move together or not at all.
    """
    choices = [_choice(rooms.shape[1], many) for many in exchanges]
    kept = block if (block >= 0).any() else None
    for turn, temperature in enumerate(temperatures):
        left, right = pairing()
        if not len(left):
            continue
        choice = choices[turn % len(choices)]
        gain = _gains(worth, rooms.take(left, 0), rooms.take(right, 0), choice, kept)
        _exchange(rooms, left, right, choice, _draw(gain, temperature, chance))


def values(worth: Floats, rooms: Indices) -> NDArray[np.float64]:
    """What each room is worth; ``rooms`` is … × chairs."""
    inside = worth[rooms[..., :, None], rooms[..., None, :]]
    total: NDArray[np.float64] = inside.sum(axis=(-2, -1), dtype=np.float64) / 2
    return total


class _Choice(NamedTuple):
    """All ways to choose some of a room's chairs: ``chosen`` is ways × chairs, 1 where chosen,
    ``chairs`` is ways × some; ``sign`` is +1 between two rooms' chairs and -1 within a room."""

    chosen: Floats
    chairs: Indices
    sign: Floats


@lru_cache(maxsize=32)
def _choice(chairs: int, many: int) -> _Choice:
    ways = np.array(list(combinations(range(chairs), many)))
    chosen = np.zeros((len(ways), chairs), np.float32)
    np.put_along_axis(chosen, ways, 1, axis=1)
    side = np.arange(2 * chairs) // chairs
    sign = np.where(side[:, None] == side, np.float32(-1), np.float32(1))
    return _Choice(chosen, ways, sign)


def _gains(
    worth: Floats, left: Indices, right: Indices, choice: _Choice, block: Indices | None
) -> Floats:
    """pairs × ways × ways: what it brings to exchange some of one room for some of the other."""
    k = left.shape[1]
    both = np.concatenate([left, right], axis=1)
    between = worth.ravel().take(both[:, :, None] * len(worth) + both[:, None, :])
    across = between[:, :k, k:]
    moved = np.einsum("pij,ij->pi", between, choice.sign)
    leave, arrive = moved[:, :k], moved[:, k:]
    if choice.chairs.shape[1] > 1:
        # two who go together keep each other: their mutual worth was taken off twice above
        here, there = between[:, :k, :k], between[:, k:, k:]
        leave = leave @ choice.chosen.T + _within(choice, here, choice.chosen)
        arrive = arrive @ choice.chosen.T + _within(choice, there, choice.chosen)
        across = choice.chosen @ across @ choice.chosen.T
    if block is not None:
        leave = np.where(_splits_a_block(block[left], choice), NEVER, leave)
        arrive = np.where(_splits_a_block(block[right], choice), NEVER, arrive)
    gains: Floats = leave[:, :, None] + arrive[:, None, :] - 2 * across
    return gains


def _splits_a_block(block: Indices, choice: _Choice) -> NDArray[np.bool_]:
    kin = ((block[:, :, None] == block[:, None, :]) & (block >= 0)[:, :, None]).astype(np.float32)
    return _within(choice, kin, 1 - choice.chosen) > 0


def _within(choice: _Choice, between: Floats, others: Floats) -> Floats:
    """pairs × ways: the sum over the chosen chairs and, for each, the other ones."""
    total: Floats = np.einsum("cs,pst,ct->pc", choice.chosen, between, others, optimize=True)
    return total


def _draw(gain: Floats, temperature: float, chance: Gumbels) -> Indices:
    """For each pair of rooms the number of the exchange drawn, -1 for none."""
    pairs = len(gain)
    drawn = gain.reshape(pairs, -1) * np.float32(1 / temperature)
    drawn += chance.some(drawn.size).reshape(drawn.shape)
    best = drawn.argmax(axis=1)
    return np.where(drawn[np.arange(pairs), best] > chance.some(pairs), best, -1)


def _exchange(
    rooms: Indices, left: Indices, right: Indices, choice: _Choice, drawn: Indices
) -> None:
    moving = np.flatnonzero(drawn >= 0)
    if not len(moving):
        return
    leaving, arriving = np.divmod(drawn[moving], len(choice.chairs))
    k = rooms.shape[1]
    here = left[moving, None] * k + choice.chairs[leaving]
    there = right[moving, None] * k + choice.chairs[arriving]
    seats = rooms.reshape(-1)
    seats[here], seats[there] = seats[there], seats[here]
