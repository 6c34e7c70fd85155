"""Common ground, from what is stored to what a reader may see of it.

The matcher decides what is shared; this module decides which texts it may look
at. Stories are for those who sat in their room: for two people, only stories
told in rooms where both had a seat are used, and starters and interests besides.
Nothing here takes long: what the matcher found is known already, or asked for.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from icebreak.contract.states import Ground, Phrase
from icebreak.domain.people import Participant
from icebreak.matching.ground import Shared
from icebreak.services import saying
from icebreak.services.analyses import Facets, facets_in_row, revision
from icebreak.services.known import Two, Wanted, of_two
from icebreak.services.occasion import Occasion
from icebreak.store.analyses import ProfileAnalysis, StoryAnalysis
from icebreak.store.transaction import Tx

# Chips and figures show nothing that fewer people than this stand behind,
# but to those people themselves.
ENOUGH_PEOPLE = 5
PHRASES = 12
SURE = 0.6
# Kinds that are matched, but never shared: what one offers, seeks or can do.
UNSHARED = ("offer", "seek", "skill")


def facets_known(row: ProfileAnalysis | StoryAnalysis | None) -> Facets:
    """What was found so far; nothing of what another matcher found."""
    return facets_in_row(row.found) if row is not None and row.revision == revision() else ()


def profile_found(tx: Tx, person_id: str) -> bytes | None:
    """What was found in a profile, packed as in its row; None if it has not been read."""
    row = tx.profile_analyses.get(person_id)
    return row.found if row is not None and row.revision == revision() else None


def labels(tx: Tx, person_id: str, language: str) -> list[str]:
    """The chips on one's own profile: what is surely so, and can be shared."""
    facets = facets_known(tx.profile_analyses.get(person_id))
    sure = (each for each in facets if each.confidence >= SURE and each.kind not in UNSHARED)
    return list(dict.fromkeys(saying.own_chip(each, language) for each in sure if each.holds))


def phrases(
    tx: Tx, occasion: Occasion, session_id: str, me: Participant | None, language: str
) -> list[Phrase]:
    """What many have in common, and what the reader has in common with anybody."""
    common = occasion.known.common(session_id)
    if common is None:
        wanted_of(tx, occasion, session_id).common = True
        return []
    own = facets_known(tx.profile_analyses.get(me.id)) if me else ()
    mine = {facet.key for facet in own if facet.holds}
    shown = [
        (key, Phrase(label=label, people=count, mine=key in mine))
        for label, key, count in common
        if key in mine or count >= ENOUGH_PEOPLE
    ]
    said = saying.chips(shown, language)
    return sorted(said, key=lambda phrase: (not phrase.mine, -phrase.people))[:PHRASES]


@dataclass(frozen=True, slots=True)
class Table:
    """People and the stories that were told where they sat: what ground may be built from.

    ``sat_in`` maps a person's id to the ids of the rooms where they had a seat, ``told`` to what
    was found in their stories, by room.
    """

    session_id: str
    sat_in: Mapping[str, AbstractSet[str]]
    profiles: Mapping[str, bytes]
    told: Mapping[str, Sequence[tuple[str, bytes]]] = field(default_factory=dict)

    def between(self, tx: Tx, occasion: Occasion, one_id: str, other_id: str) -> list[Ground]:
        """What two people share and may both read, best first; only what is worth saying.

        What is not known is wanted, and nothing meanwhile.
        """
        two = self.two(one_id, other_id)
        if not two.ones or not two.others:
            return []
        wanted = wanted_of(tx, occasion, self.session_id)
        found = occasion.known.between(two, wanted.people)
        if found is None:
            wanted.pairs[two.one, two.other] = two
            return []
        return found

    def two(self, one_id: str, other_id: str) -> Two:
        nowhere: AbstractSet[str] = frozenset()
        rooms = self.sat_in.get(one_id, nowhere) & self.sat_in.get(other_id, nowhere)
        stories = {
            each: [found for room, found in self.told.get(each, ()) if room in rooms]
            for each in (one_id, other_id)
        }
        return of_two(one_id, other_id, self.profiles, stories)


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


def table_of(tx: Tx, session_id: str, people: Collection[str]) -> Table:
    """The people, where they sat, and what was told where at least two of them did."""
    sat_in = tx.seats.rooms_of(people)
    held = Counter(room for rooms in sat_in.values() for room in rooms)
    shared = [room for room, sitters in held.items() if sitters > 1]
    current = revision()
    rows = tx.profile_analyses.named(people)
    return Table(
        session_id,
        sat_in,
        {each: row.found for each, row in rows.items() if row.revision == current},
        _told(tx, shared, current),
    )


def phrases_between(tx: Tx, occasion: Occasion, one_id: str, other_id: str) -> list[str]:
    """As the first of the two reads them."""
    people = tx.participants.named([one_id, other_id])
    if len(people) < 2:
        return []
    one = people[one_id]
    session = tx.sessions.get(one.session_id)
    language = saying.language_of(one, session) if session else one.language
    found = table_of(tx, one.session_id, people).between(tx, occasion, one_id, other_id)
    return phrases_of(saying.for_reader(found, one_id, language))


def weights_between(tx: Tx, person_id: str, others: Iterable[str]) -> dict[str, float]:
    """How much somebody has to talk about with each of a few others, from what is known: the
    sum over what both hold of how sure that is, less where many of them hold it."""
    ids = list(others)
    rows = tx.profile_analyses.named([person_id, *ids])
    holds = {each: _sure(facets_known(rows.get(each))) for each in (person_id, *ids)}
    common = Counter(key for each in ids for key in holds[each])
    mine = holds[person_id]
    return {
        each: sum(
            mine[key] * sure / common[key] for key, sure in holds[each].items() if key in mine
        )
        for each in ids
    }


def _sure(facets: Facets) -> dict[str, float]:
    return {
        each.key: each.confidence for each in facets if each.holds and each.kind not in UNSHARED
    }


def _told(tx: Tx, room_ids: Collection[str], current: str) -> dict[str, list[tuple[str, bytes]]]:
    told: dict[str, list[tuple[str, bytes]]] = {}
    for teller_id, room_id, found in tx.story_analyses.found_in(room_ids, current):
        told.setdefault(teller_id, []).append((room_id, found))
    return told


def wanted_of(tx: Tx, occasion: Occasion, session_id: str) -> Wanted:
    wanted = occasion.wanted
    if wanted.session_id != session_id:
        wanted.session_id = session_id
        wanted.people = tx.participants.count_belonging(session_id)
    return wanted
