"""How often somebody may ask. Time is an argument; what is forgotten on a restart is harmless."""

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

# A person at a phone: bursts of taps are fine, a script in a loop is not.
PERSON_BURST = 60
PERSON_PER_SECOND = 20.0
OPENINGS_BURST = 40
OPENINGS_PER_SECOND = 0.2
BUCKETS_MAX = 50_000

CODE_WINDOW = timedelta(minutes=10)
CODE_FAILURES_PER_ADDRESS = 30
CODE_FAILURES_IN_ALL = 400
# A lecture hall behind one address mistypes its password more often than its code.
PASSWORD_FAILURES_PER_ADDRESS = 100
PASSWORD_FAILURES_IN_ALL = 1000


class Buckets:
    """Token buckets, one a name; the least recently used are dropped when there are too many."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._levels: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def take(self, name: str, now: datetime) -> bool:
        """Whether one more is allowed now; if so, it is counted."""
        level, since = self._levels.pop(name, (self._burst, now))
        refilled = level + max(0.0, (now - since).total_seconds()) * self._per_second
        level = min(self._burst, refilled)
        allowed = level >= 1
        self._levels[name] = (level - 1 if allowed else level, now)
        if len(self._levels) > BUCKETS_MAX:
            self._levels.popitem(last=False)
        return allowed


class Guesses:
    """Counts wrong codes or passwords, so that they can't be guessed.

    Past a limit there is no verdict at all, not even for the right one.
    """

    def __init__(self, per_address: int, in_all: int) -> None:
        self._limits = per_address, in_all
        self._by_address: dict[str, deque[datetime]] = {}
        self._in_all: deque[datetime] = deque()

    def open_for(self, address: str, now: datetime) -> bool:
        mine = self._recent(self._by_address.get(address, deque()), now)
        everyone = self._recent(self._in_all, now)
        per_address, in_all = self._limits
        return len(mine) < per_address and len(everyone) < in_all

    def failed(self, address: str, now: datetime) -> None:
        if len(self._by_address) > BUCKETS_MAX:
            self._by_address.clear()
        self._by_address.setdefault(address, deque()).append(now)
        self._in_all.append(now)

    @staticmethod
    def _recent(failures: deque[datetime], now: datetime) -> deque[datetime]:
        while failures and now - failures[0] >= CODE_WINDOW:
            failures.popleft()
        return failures


@dataclass(frozen=True, slots=True)
class Limits:
    people: Buckets
    openings: Buckets
    codes: Guesses
    passwords: Guesses


def usual_limits() -> Limits:
    return Limits(
        people=Buckets(PERSON_BURST, PERSON_PER_SECOND),
        openings=Buckets(OPENINGS_BURST, OPENINGS_PER_SECOND),
        codes=Guesses(CODE_FAILURES_PER_ADDRESS, CODE_FAILURES_IN_ALL),
        passwords=Guesses(PASSWORD_FAILURES_PER_ADDRESS, PASSWORD_FAILURES_IN_ALL),
    )
