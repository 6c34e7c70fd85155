"""What this process knows of common ground: a cache in front of the matcher, and nothing else.

Written on the main loop alone. A look at somebody's state notes here what it would need to
know besides (``Wanted``); the gate asks the matcher for that, and looks again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from icebreak.contract.states import Ground

SESSIONS_KNOWN = 256
PAIRS_KNOWN = 50_000
PEOPLE_KNOWN = 20_000

# (label, key, how many people), most people first.
Common = tuple[tuple[str, str, int], ...]


class Two(NamedTuple):
    """Two people and all that may be used of what they wrote, packed as in their rows."""

    one: str
    other: str
    ones: tuple[bytes, ...]
    others: tuple[bytes, ...]


class Known:
    """What many share in each session, and what pairs of people do."""

    def __init__(self) -> None:
        self._common: dict[str, Common] = {}
        self._pairs: dict[tuple[str, str], tuple[int, list[Ground]]] = {}
        self._to_meet: dict[str, tuple[int, tuple[str, ...]]] = {}
        self._untold: set[tuple[str, str]] = set()

    def common(self, session_id: str) -> Common | None:
        return self._common.get(session_id)

    def note_common(self, session_id: str, common: Common) -> None:
        self._common.pop(session_id, None)
        self._common[session_id] = common
        _shorten(self._common, SESSIONS_KNOWN)

    def between(self, two: Two, people: int) -> list[Ground] | None:
        """What these two share by exactly these texts; None if that is not known."""
        mark, found = self._pairs.get((two.one, two.other), (None, []))
        return found if mark == _mark(two, people) else None

    def note_between(self, two: Two, people: int, found: list[Ground]) -> None:
        pair = (two.one, two.other)
        if found != self._pairs.pop(pair, (0, []))[1]:
            self._untold.add(pair)
        self._pairs[pair] = (_mark(two, people), found)
        for gone in _shorten(self._pairs, PAIRS_KNOWN):
            self._untold.discard(gone)

    def to_meet(self, asked: "ToMeet") -> tuple[str, ...] | None:
        """Whom they should meet, best first; None if that is not known of just this profile and
        just these people met."""
        mark, found = self._to_meet.get(asked.person, (None, ()))
        return found if mark == hash(asked) else None

    def note_to_meet(self, asked: "ToMeet", found: tuple[str, ...]) -> None:
        self._to_meet.pop(asked.person, None)
        self._to_meet[asked.person] = (hash(asked), found)
        _shorten(self._to_meet, PEOPLE_KNOWN)

    def tell(self, pairs: Iterable[tuple[str, str]]) -> bool:
        """Whether anything else was found of these pairs than was told the last time."""
        news = self._untold.intersection(pairs)
        self._untold -= news
        return bool(news)

    def forget_person(self, session_id: str, person_id: str) -> None:
        self._common.pop(session_id, None)
        self._to_meet.pop(person_id, None)
        for pair in [pair for pair in self._pairs if person_id in pair]:
            del self._pairs[pair]
            self._untold.discard(pair)

    def forget_sessions(self, session_ids: Iterable[str]) -> None:
        """Pairs and people are not known by session, and cheap to ask for again."""
        for session_id in session_ids:
            self._common.pop(session_id, None)
        self._pairs.clear()
        self._to_meet.clear()
        self._untold.clear()


class ToMeet(NamedTuple):
    """Whom somebody should meet beside those they have met; ``profile`` is packed as in its row.

    How many people there are counts in powers of two: who comes later is suggested later.
    """

    person: str
    profile: bytes
    without: frozenset[str]
    people: int


@dataclass(slots=True)
class Wanted:
    """What a look at one session would need to know, and ``people``: how many are there."""

    session_id: str = ""
    people: int = 0
    common: bool = False
    pairs: dict[tuple[str, str], Two] = field(default_factory=dict)
    to_meet: ToMeet | None = None

    def __bool__(self) -> bool:
        return self.common or bool(self.pairs) or self.to_meet is not None


def of_two(
    one_id: str,
    other_id: str,
    profiles: Mapping[str, bytes],
    stories: Mapping[str, Sequence[bytes]],
) -> Two:
    """The same two make the same question, whoever of them looks."""
    one, other = sorted((one_id, other_id))
    return Two(one, other, _rows(one, profiles, stories), _rows(other, profiles, stories))


def _rows(
    person_id: str, profiles: Mapping[str, bytes], stories: Mapping[str, Sequence[bytes]]
) -> tuple[bytes, ...]:
    profile = profiles.get(person_id)
    return (*(() if profile is None else (profile,)), *stories.get(person_id, ()))


def _mark(two: Two, people: int) -> int:
    """How rare a thing is changes with how many people there are, but not with each of them."""
    return hash((two, people.bit_length()))


def _shorten(kept: dict[Any, Any], most: int) -> list[Any]:
    """Drop the oldest; their keys."""
    oldest = list(islice(kept, max(0, len(kept) - most)))
    for key in oldest:
        del kept[key]
    return oldest
