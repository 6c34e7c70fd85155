"""Common ground, from what is stored to what a reader may see of it.

The matcher decides what is shared; this module decides which texts it may look
at. Stories are for those who sat in their room: for two people, only stories
told in rooms where both had a seat are used, and starters and interests besides.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Any

from icebreak.contract.states import Ground, Phrase
from icebreak.domain.people import Participant
from icebreak.domain.stories import Story
from icebreak.matching.affinity import affinity_of
from icebreak.matching.facets import Facet, facets_in
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry
from icebreak.services import saying
from icebreak.store.transaction import Tx

# Chips and figures show nothing that fewer people than this stand behind,
# but to those people themselves.
ENOUGH_PEOPLE = 5
PHRASES = 12
SESSIONS_CACHED = 64
SURE = 0.6
# Kinds that are matched, but never shared: what one offers, seeks or can do.
UNSHARED = ("offer", "seek", "skill")
LARGE = 60
MAY_LAG = timedelta(seconds=2)
TEXTS_CACHED = 20_000


@lru_cache(maxsize=TEXTS_CACHED)
def _facets(text: str, source: str, language: str) -> tuple[Facet, ...]:
    return facets_in(text, source=source, language=language)  # type: ignore[arg-type]


def profile_facets(person: Participant) -> tuple[Facet, ...]:
    """What starters and interests say."""
    texts = [(interest, "interest") for interest in person.interests]
    texts += [(person.why, "why"), (person.offer, "offer"), (person.seek, "seek")]
    return tuple(
        facet for text, source in texts if text for facet in _facets(text, source, person.language)
    )


def story_facets(story: Story, language: str) -> tuple[Facet, ...]:
    return _facets(story.text, "story", language)


def labels(person: Participant, language: str) -> list[str]:
    """The chips on one's own profile: what is surely so, and can be shared."""
    facets = (facet for facet in profile_facets(person) if facet.holds)
    sure = (facet for facet in facets if facet.confidence >= SURE and facet.kind not in UNSHARED)
    return list(dict.fromkeys(saying.own_chip(facet, language) for facet in sure))


def affinity(people: Sequence[Participant]) -> Any:
    """n × n float32 in the order of ``people``: how much two of them have to talk about."""
    return affinity_of(
        [
            Person(
                id=each.id,
                why=each.why,
                offer=each.offer,
                seek=each.seek,
                interests=each.interests,
                language=each.language,
            )
            for each in people
        ]
    )


class Registries:
    """What each session's people hold, from their profiles; kept until a profile changes.

    A cache and nothing else: it is built from the database whenever it is
    missing or the session has changed. In a large session, where somebody
    changes something all the time, it may lag behind by ``MAY_LAG``.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def of(self, tx: Tx, session_id: str, now: datetime) -> Registry:
        mark = tx.participants.mark(session_id)
        with self._lock:
            kept = self._kept.get(session_id)
        if kept is not None and (kept.mark == mark or kept.lags_at(now)):
            return kept.registry
        everyone = tx.participants.belonging(session_id)
        registry = Registry((each.id, profile_facets(each)) for each in everyone)
        with self._lock:
            self._kept[session_id] = _Kept(mark, now, len(everyone), registry)
            self._kept.move_to_end(session_id)
            while len(self._kept) > SESSIONS_CACHED:
                self._kept.popitem(last=False)
        return registry

    def forget(self, session_id: str) -> None:
        """Drop what is remembered of a session, and of all texts, when somebody is forgotten."""
        with self._lock:
            self._kept.pop(session_id, None)
        _facets.cache_clear()


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: tuple[int, int]
    made_at: datetime
    people: int
    registry: Registry

    def lags_at(self, now: datetime) -> bool:
        return self.people > LARGE and now - self.made_at < MAY_LAG


registries = Registries()


def phrases(registry: Registry, me: Participant | None, language: str) -> list[Phrase]:
    """What many have in common, and what the reader has in common with anybody."""
    mine = {facet.key for facet in profile_facets(me) if facet.holds} if me else set()
    shared = registry.most_shared(PHRASES * 4)
    shown = [
        (key, Phrase(label=label, people=count, mine=key in mine))
        for label, key, count in shared
        if key in mine or count >= ENOUGH_PEOPLE
    ]
    said = saying.chips(shown, language)
    return sorted(said, key=lambda phrase: (not phrase.mine, -phrase.people))[:PHRASES]


@dataclass(frozen=True, slots=True)
class Table:
    """People and the stories that were told where they sat: what ground may be built from.

    ``sat_in`` maps a person's id to the ids of the rooms where they had a seat.
    """

    people: Mapping[str, Participant]
    stories: Sequence[Story]
    sat_in: Mapping[str, frozenset[str]]

    def between(self, registry: Registry, one_id: str, other_id: str) -> list[Ground]:
        """What two people share and may both read, best first; only what is worth saying."""
        rooms = self.sat_in.get(one_id, frozenset()) & self.sat_in.get(other_id, frozenset())
        one, other = (self._profile(each, rooms) for each in (one_id, other_id))
        return [told(shared) for shared in common_ground(one, other, registry) if shared.shown]

    def _profile(self, person_id: str, rooms: frozenset[str]) -> Profile:
        person = self.people[person_id]
        facets = [*profile_facets(person)]
        for story in self.stories:
            if story.participant_id == person_id and story.room_id in rooms:
                facets += story_facets(story, person.language)
        return Profile(person_id, tuple(facets))


def told(shared: Shared) -> Ground:
    return Ground(
        people=list(shared.people),
        kind=shared.kind,
        phrase=shared.phrase,
        evidence=dict(shared.evidence),
        from_=shared.from_,
        to=shared.to,
        key=shared.key,
        words=dict(shared.words),
    )


def phrases_of(grounds: Iterable[Ground]) -> list[str]:
    return list(dict.fromkeys(ground.phrase for ground in grounds))


def table_of(tx: Tx, people: Mapping[str, Participant]) -> Table:
    """The people, where they sat, and what was told where at least two of them did."""
    seats = [(seat.participant_id, seat.room_id) for seat in tx.seats.of_people(people)]
    sat_in = {each: frozenset(room for person, room in seats if person == each) for each in people}
    held = Counter(room for rooms in sat_in.values() for room in rooms)
    shared = [room for room, sitters in held.items() if sitters > 1]
    return Table(people, tx.stories.in_rooms(shared), sat_in)


def phrases_between(tx: Tx, one_id: str, other_id: str, now: datetime) -> list[str]:
    """As the first of the two reads them."""
    people = tx.participants.named([one_id, other_id])
    if len(people) < 2:
        return []
    registry = registries.of(tx, people[one_id].session_id, now)
    one = people[one_id]
    session = tx.sessions.get(one.session_id)
    language = saying.language_of(one, session) if session else one.language
    found = table_of(tx, people).between(registry, one_id, other_id)
    return phrases_of(saying.for_reader(found, one_id, language))
