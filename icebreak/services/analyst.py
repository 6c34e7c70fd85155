"""The matcher at work, in a process of its own where there is one.

All that takes long is here: reading texts, weighing what people share, planning rounds. These
functions know nothing of databases or sockets. What they remember is a cache: of texts, and of
each session who holds what. Whoever asks about a session that isn't known (``NotKnown``) makes
it known with ``learn`` and asks again.
"""

import sys
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icebreak.contract.states import Ground
from icebreak.matching.ground import Profile, common_ground
from icebreak.matching.registry import Registry
from icebreak.matching.suggestions import Suggestions
from icebreak.services import analyses, ground, roomplans, understanding
from icebreak.services.analyses import Facets, Text
from icebreak.services.known import Common, ToMeet, Two

SESSIONS_KNOWN = 64
# The most shared things that are kept ready; a reader sees those that they may.
MOST_SHARED = 48
# A round that begins waits for no more texts than this; what isn't read by then doesn't count.
READ_FOR_A_ROUND = 100


# Who should meet whom is worked out anew when so many of a session's profiles have changed.
CHANGED_ENOUGH = 0.1
TO_MEET = 8


class NotKnown(LookupError):
    """Nothing is known of this session here, or no longer."""


def warm() -> None:
    """Load the tables and the sentence encoder, before anybody waits for them."""
    analyse(
        [
            Text("I grew up in Porto and repair bicycles.", "story", "en"),
            Text("Ich habe in Hamburg Fahrräder repariert.", "story", "de"),
            Text("repairs", "offer", "en"),
        ]
    )


def begin_anew() -> None:
    """Know of no session and no text, like a process that has just been started."""
    _sessions.clear()
    _circles.clear()
    understanding.forget()


def analyse(texts: Sequence[Text]) -> list[bytes]:
    """The facets of each text, as they are kept."""
    return [analyses.written(understanding.facets_of(text)) for text in texts]


def learn(session_id: str, rows: Mapping[str, bytes]) -> None:
    """Whose profiles a session has, by person; instead of whatever was known before."""
    _sessions[session_id] = Registry((person, _facets([row])) for person, row in rows.items())
    _sessions.move_to_end(session_id)
    _circles[session_id] = Circle(dict(rows))
    while len(_sessions) > SESSIONS_KNOWN:
        _circles.pop(_sessions.popitem(last=False)[0], None)


def note(changed: Sequence[tuple[str, str, bytes | None]]) -> None:
    """Profiles of (session, person) that have changed, or with None: who is gone."""
    for session_id, person_id, row in changed:
        registry = _sessions.get(session_id)
        if registry is None:
            continue
        if row is None:
            registry.remove(person_id)
        else:
            registry.put(person_id, _facets([row]))
        _circles[session_id].note(person_id, row, registry)


def forget(session_ids: Sequence[str]) -> None:
    """Drop what is remembered of sessions, and of all texts, because somebody is forgotten."""
    for session_id in session_ids:
        _sessions.pop(session_id, None)
        _circles.pop(session_id, None)
    understanding.forget()
    analyses.read.cache_clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("icebreak.matching"):
            for each in vars(module).values():
                # A cache without bounds holds tables; the others may hold somebody's words.
                if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"]:
                    each.cache_clear()


def most_shared(session_id: str) -> Common:
    """(label, key, how many people) of what most people hold."""
    return _registry(session_id).most_shared(MOST_SHARED)


def grounds(session_id: str, people: int, pairs: Sequence[Two]) -> list[list[Ground]]:
    """What is worth saying of each pair, best first, in a session of so many people."""
    registry = _registry(session_id)
    registry.people = max(people, registry.people)
    return [
        [ground.told(each) for each in common_ground(*_profiles(two), registry) if each.shown]
        for two in pairs
    ]


def to_meet(session_id: str, asked: ToMeet) -> tuple[str, ...]:
    """Whom somebody should meet who is not among ``asked.without``, best first."""
    registry = _registry(session_id)
    found = _circles[session_id].suggestions(registry)
    return found.of(asked.person, asked.without, TO_MEET)


def plan(request: roomplans.SeatingRequest, rows: Sequence[bytes]) -> tuple[roomplans.Rooms, ...]:
    """The rooms of a round; ``rows`` hold what was found in the texts of its people."""
    for row in rows:
        for mark, facets in analyses.unpacked(row).items():
            understanding.remember(mark, analyses.read(facets))
    texts = (text for person in request.people for text in analyses.profile_texts(person))
    late = understanding.unread(texts)[READ_FOR_A_ROUND:]
    for mark in late:
        understanding.remember(mark, ())
    try:
        return roomplans.planned_rooms(request)
    finally:
        understanding.forget(late)


@dataclass(slots=True)
class Circle:
    """The profiles of a session, as in their rows, and who of them should meet whom."""

    rows: dict[str, bytes]
    changes: int = 0
    made: Suggestions | None = None

    def note(self, person_id: str, row: bytes | None, registry: Registry) -> None:
        if self.rows.get(person_id) == row:
            return
        self.changes += 1
        if row is None:
            self.rows.pop(person_id, None)
        else:
            self.rows[person_id] = row
        if self.made is not None and row is None:
            self.made.remove(person_id)
        elif self.made is not None and row is not None:
            self.made.put(Profile(person_id, _facets([row])), registry)

    def suggestions(self, registry: Registry) -> Suggestions:
        if self.made is None or self.changes > CHANGED_ENOUGH * len(self.rows):
            people = [Profile(person, _facets([row])) for person, row in sorted(self.rows.items())]
            self.made, self.changes = Suggestions(people, registry), 0
        return self.made


def _registry(session_id: str) -> Registry:
    registry = _sessions.get(session_id)
    if registry is None:
        raise NotKnown(session_id)
    _sessions.move_to_end(session_id)
    return registry


def _profiles(two: Two) -> tuple[Profile, Profile]:
    return Profile(two.one, _facets(two.ones)), Profile(two.other, _facets(two.others))


def _facets(rows: Sequence[bytes]) -> Facets:
    return tuple(facet for row in rows for facet in analyses.facets_in_row(row))


_sessions: OrderedDict[str, Registry] = OrderedDict()
_circles: dict[str, Circle] = {}
