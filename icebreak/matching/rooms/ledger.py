"""Who has met whom, and what it is worth to seat them together now."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.event import REPEAT, Event, Indices
from icebreak.matching.rooms.meetings import meetings

AGAIN = REPEAT / 16  # for each further meeting, so that forced repeats fall on different pairs


class Ledger:
    """The worth of an event's pairs, kept up to date as rounds are seated and unseated.

    ``worth`` is N × N float32, ``times`` N × N uint16, how often two have met, the history
    included; those who are kept together never count.
    """

    def __init__(self, event: Event, seated: Iterable[Indices] = ()) -> None:
        self.event = event
        self.worth = event.worth.copy()
        self.times = np.zeros(event.worth.shape, np.uint16)
        self._liked: Indices | None = None
        self._record(event.met[:, 0], event.met[:, 1])
        for rooms in seated:
            self.seat(rooms)

    def seat(self, rooms: Indices) -> None:
        """``rooms`` is rooms × chairs."""
        self._record(*meetings(self.event, rooms))

    def unseat(self, rooms: Indices) -> None:
        a, b = meetings(self.event, rooms)
        self.times[a, b] -= 1
        self.times[b, a] -= 1
        back = np.where(self.times[a, b] == 0, np.float32(REPEAT), np.float32(AGAIN))
        self.worth[a, b] += back
        self.worth[b, a] += back

    def friends(self, some: int) -> Indices:
        """N × some: for each, whose company is worth most of those they have not met."""
        some = min(some, len(self.event.people) - 1)
        if self._liked is None:
            most = min(some + 4 * self.event.chairs, len(self.worth) - 1)
            self._liked = _strongest(self.event.worth, most, len(self.event.people))
        met = np.take_along_axis(self.times, self._liked, axis=1) > 0
        fresh = np.argsort(met, axis=1, kind="stable")[:, :some]
        return np.take_along_axis(self._liked, fresh, axis=1)

    def _record(self, a: Indices, b: Indices) -> None:
        price = np.where(self.times[a, b] == 0, np.float32(REPEAT), np.float32(AGAIN))
        self.worth[a, b] -= price
        self.worth[b, a] -= price
        self.times[a, b] += 1
        self.times[b, a] += 1


def _strongest(worth: NDArray[np.float32], most: int, people: int) -> Indices:
    """Each row's ``most`` largest above 0, largest first, again from the start where there are
    fewer; anybody in rows without any."""
    least = np.maximum(np.partition(worth, -most, axis=1)[:, -most], np.float32(1e-30))
    row, column = np.nonzero(worth >= least[:, None])
    column = column[np.lexsort((-worth[row, column], row))]
    count = np.bincount(row, minlength=len(worth))[:, None]
    start = np.cumsum(count)[:, None] - count
    some = np.arange(most)
    anybody = (np.arange(len(worth))[:, None] + 1 + some) % people
    if not len(column):
        return anybody
    liked = column.take(start + some % np.maximum(count, 1), mode="clip")
    return np.where(count > 0, liked, anybody)
