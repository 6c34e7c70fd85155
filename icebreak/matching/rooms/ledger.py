"""Who has met whom, and what it is worth to seat them together now."""

from collections.abc import Iterable

import numpy as np

from icebreak.matching.rooms.event import REPEAT, Event, Indices

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
        self._upper = np.triu_indices(event.chairs, 1)
        self._record(event.met[:, 0], event.met[:, 1])
        for rooms in seated:
            self.seat(rooms)

    def seat(self, rooms: Indices) -> None:
        """``rooms`` is rooms × chairs."""
        self._record(*self.meetings(rooms))

    def unseat(self, rooms: Indices) -> None:
        a, b = self.meetings(rooms)
        self.times[a, b] -= 1
        self.times[b, a] -= 1
        back = np.where(self.times[a, b] == 0, np.float32(REPEAT), np.float32(AGAIN))
        self.worth[a, b] += back
        self.worth[b, a] += back

    def repeats(self) -> int:
        """The meetings so far of two who had met before."""
        return int(np.maximum(self.times, 1).sum(dtype=np.int64) - self.times.size) // 2

    def meetings(self, rooms: Indices) -> tuple[Indices, Indices]:
        """The pairs of people who share a room, without those who are kept together."""
        a, b = rooms[:, self._upper[0]].ravel(), rooms[:, self._upper[1]].ravel()
        block = self.event.block
        n = len(self.event.people)
        met = (a < n) & (b < n) & ((block[a] != block[b]) | (block[a] < 0))
        return a[met], b[met]

    def broken_apart(self, rooms: Indices) -> int:
        """How many kept-apart pairs share a room."""
        room_of = np.empty(len(self.event.block), np.intp)
        room_of[rooms.ravel()] = np.repeat(np.arange(len(rooms)), self.event.chairs)
        apart = self.event.apart
        return int(np.count_nonzero(room_of[apart[:, 0]] == room_of[apart[:, 1]]))

    def _record(self, a: Indices, b: Indices) -> None:
        price = np.where(self.times[a, b] == 0, np.float32(REPEAT), np.float32(AGAIN))
        self.worth[a, b] -= price
        self.worth[b, a] -= price
        self.times[a, b] += 1
        self.times[b, a] += 1
