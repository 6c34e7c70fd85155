"""Who has met whom, and what it is worth to seat them together now."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from icebreak.matching.rooms.event import REPEAT, ROWS, Event, Indices
from icebreak.matching.rooms.meetings import meetings

AGAIN = REPEAT / 16  # for each further meeting, so that forced repeats fall on different pairs
FAIR = 4.0  # for a seat in the rarer kind of room, each time that others had fewer of them
MOST_UNFAIR = 2


class Ledger:
    """The worth of an event's pairs, kept up to date as rounds are seated and unseated.

    ``worth`` is N × N float32, ``times`` N × N, how often two have met, the history included;
    those who are kept together never count. The only ledger of an event may take the event's
    matrix for its own (``alone``): of thousands of people a copy takes 100 MB.
    """

    def __init__(
        self, event: Event, seated: Iterable[Indices] = (), *, alone: bool = False
    ) -> None:
        self.event = event
        self.worth = event.worth if alone else event.worth.copy()
        self.times = np.zeros(event.worth.shape, np.uint8 if alone else np.uint16)
        self.rarer = event.rarer.copy()
        self._liked: Indices | None = None
        self._number = 0
        if alone:
            self.friends(2 * event.chairs)  # while nobody has met
        self._record(event.met[:, 0], event.met[:, 1])
        self._charge_chairs()
        for rooms in seated:
            self.seat(rooms)

    @property
    def likes(self) -> float:
        likes = self.event.likes
        return likes[min(self._number, len(likes) - 1)]

    @property
    def fairest(self) -> float:
        """What the seats beside empty chairs are worth at the most."""
        if self.event.empty == 0:
            return 0.0
        seats = self.event.empty * (self.event.chairs - 1)
        return FAIR * float(np.sort(self._fairness())[-seats:].sum())

    def turn_to(self, number: int) -> None:
        """Weigh affinity as round ``number`` does, counted from 0."""
        before, now = self._shift(self._number), self._shift(number)
        self._number = number
        if before is now:
            return
        n = len(self.event.people)
        if before is not None:
            self.worth[:n, :n] -= before
        if now is not None:
            self.worth[:n, :n] += now
        self._liked = None

    def seat(self, rooms: Indices) -> None:
        """``rooms`` is rooms × chairs."""
        self._record(*meetings(self.event, rooms))
        self._sat(rooms, 1)

    def unseat(self, rooms: Indices) -> None:
        self._sat(rooms, -1)
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
            self._liked = _strongest(self._unmet(), most, len(self.event.people))
        met = np.take_along_axis(self.times, self._liked, axis=1) > 0
        fresh = np.argsort(met, axis=1, kind="stable")[:, :some]
        return np.take_along_axis(self._liked, fresh, axis=1)

    def _shift(self, number: int) -> NDArray[np.float32] | None:
        shifts = self.event.shifts
        return shifts[min(number, len(shifts) - 1)] if shifts else None

    def _unmet(self) -> NDArray[np.float32]:
        """The worth of pairs as if nobody had met."""
        shift = self._shift(self._number)
        if shift is None:
            return self.event.worth
        worth, n = self.event.worth.copy(), len(self.event.people)
        worth[:n, :n] += shift
        return worth

    def _sat(self, rooms: Indices, times: int) -> None:
        n = len(self.event.people)
        small = (rooms >= n).any(axis=1)
        if not small.any():
            return
        people = rooms[small == self.event.few_small]
        people = people[people < n]
        self.rarer[people] += times
        self._charge_chairs()

    def _charge_chairs(self) -> None:
        """Who sits beside an empty chair sits in a smaller room."""
        n = len(self.event.people)
        if self.event.empty == 0:
            return
        worth = FAIR * self._fairness()
        self.worth[:n, n:] = worth[:, None]
        self.worth[n:, :n] = worth

    def _fairness(self) -> NDArray[np.float32]:
        """n long: how much rather than others somebody should sit in a smaller room now."""
        above = np.minimum(self.rarer - self.rarer.min(), MOST_UNFAIR).astype(np.float32)
        fairness: NDArray[np.float32] = -above if self.event.few_small else above
        return fairness

    def _record(self, a: Indices, b: Indices) -> None:
        price = np.where(self.times[a, b] == 0, np.float32(REPEAT), np.float32(AGAIN))
        self.worth[a, b] -= price
        self.worth[b, a] -= price
        self.times[a, b] += 1
        self.times[b, a] += 1


def _strongest(worth: NDArray[np.float32], most: int, people: int) -> Indices:
    """Each row's ``most`` largest above 0, largest first, again from the start where there are
    fewer; anybody in rows without any."""
    rows, columns = [], []
    for start in range(0, len(worth), ROWS):
        some_rows = worth[start : start + ROWS]
        told_apart = some_rows + _tie_breaks(start, *some_rows.shape)
        least = np.partition(told_apart, -most, axis=1)[:, -most]
        here, there = np.nonzero((told_apart >= least[:, None]) & (some_rows > 0))
        rows.append(here + start)
        columns.append(there[np.lexsort((-told_apart[here, there], here))])
    row, column = np.concatenate(rows), np.concatenate(columns)
    count = np.bincount(row, minlength=len(worth))[:, None]
    first = np.cumsum(count)[:, None] - count
    some = np.arange(most)
    anybody = (np.arange(len(worth))[:, None] + 1 + some) % people
    if not len(column):
        return anybody
    liked = column.take(first + some % np.maximum(count, 1), mode="clip")
    return np.where(count > 0, liked, anybody)


def _tie_breaks(start: int, rows: int, columns: int) -> NDArray[np.float32]:
    """Small enough to settle nothing but ties, and of those different ones for each row."""
    ahead = (np.arange(columns) - np.arange(start, start + rows)[:, None]) * 7919 % columns
    breaks: NDArray[np.float32] = ahead.astype(np.float32) * np.float32(1e-5 / columns)
    return breaks
