"""What people wrote is analysed after they had their acknowledgement, and told when it counts.

In parts, like the seating of a round: read which texts are new, have the matcher read them
aside, write what it found beside the texts that are still there, and tell rooms and lobby what
they have in common now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import structlog

from icebreak.contract.events import GroundFound, MeChanged
from icebreak.domain.people import Participant
from icebreak.domain.rules import Pair
from icebreak.ports import Lost, Unread
from icebreak.services import analyses, analyst, ground
from icebreak.services.analyses import Text, mark_of, profile_texts, story_text
from icebreak.services.finding import learn_pairs
from icebreak.services.known import Two
from icebreak.services.occasion import Occasion
from icebreak.store.analyses import ProfileAnalysis, StoryAnalysis
from icebreak.store.transaction import Tx

if TYPE_CHECKING:
    from icebreak.services.gate import Gate

log = structlog.get_logger(__name__)

Found = dict[bytes, bytes]


@dataclass(slots=True)
class Changes:
    """What was written: profiles as they are now (None: gone), and in which rooms of
    which session whose words are new."""

    profiles: dict[tuple[str, str], bytes | None] = field(default_factory=dict)
    rooms: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @property
    def sessions(self) -> set[str]:
        """Those in which something else may be shared by many now."""
        return {session_id for session_id, _ in self.profiles}

    def note_in(self, session_id: str, room_id: str, person_id: str) -> None:
        self.rooms.setdefault(session_id, {}).setdefault(room_id, set()).add(person_id)


def analyse(gate: "Gate", unread: Sequence[Unread]) -> Changes:
    """Take in what is new, and say what that changed; the rooms are told with ``tell_rooms``."""
    _forget(gate, unread)
    new = [each for each in unread if each.person_id]
    if not new:
        return Changes()
    with gate.world.store.read() as tx:
        texts = list(_texts(tx, new))
    found = _found(gate, list(dict.fromkeys(texts)))
    changes = gate.do(partial(_write, new, found))
    noted = [(session, person, row) for (session, person), row in changes.profiles.items()]
    if noted:
        gate.world.compute(partial(analyst.note, noted))
    return changes


def left_over(tx: Tx) -> list[Unread]:
    """What was written and not analysed: before a process died, or by another matcher."""
    current = analyses.revision()
    left: list[Unread] = []
    for session in tx.sessions.unerased():
        rows = {each.participant_id: each for each in tx.profile_analyses.of_belonging(session.id)}
        for person in tx.participants.belonging(session.id):
            row = rows.get(person.id)
            wanted = set(map(mark_of, profile_texts(person)))
            have = row is not None and row.revision == current and set(analyses.unpacked(row.found))
            if wanted and wanted != have:
                left.append(Unread(session.id, person.id))
        left += [
            Unread(session.id, teller, story)
            for story, teller in tx.story_analyses.unread(session.id, current)
        ]
    return left


def _forget(gate: "Gate", unread: Sequence[Unread]) -> None:
    gone = [each.session_id for each in unread if not each.person_id]
    erased = [each for each in unread if each.erased]
    if gone:
        gate.world.known.forget_sessions(gone)
    for each in erased:
        gate.world.known.forget_person(each.session_id, each.person_id)
    if gone or erased:
        gate.world.compute(partial(analyst.forget, [*gone, *(each.session_id for each in erased)]))


def _texts(tx: Tx, unread: Sequence[Unread]) -> Iterable[Text]:
    """What has to be read: nothing of it is remembered yet."""
    told = tx.stories.to_read([each.story_id for each in unread if each.story_id])
    yield from (Text(text, "story", language) for text, language in told.values())
    changed = {each.person_id for each in unread if not each.story_id}
    profiles = tx.profile_analyses.named(changed)
    for person in tx.participants.named(changed).values():
        have = _rows(profiles.get(person.id))
        yield from (text for text in profile_texts(person) if mark_of(text) not in have)


def _rows(row: ProfileAnalysis | StoryAnalysis | None) -> Found:
    current = row is not None and row.revision == analyses.revision()
    return analyses.unpacked(row.found) if row is not None and current else {}


def _found(gate: "Gate", texts: Sequence[Text]) -> Found:
    """What is in each text; a text that breaks the matcher has nothing in it."""
    if not texts:
        return {}
    try:
        found = gate.world.compute(partial(analyst.analyse, texts))
    except Lost:
        if len(texts) > 1:
            half = len(texts) // 2
            return {**_found(gate, texts[:half]), **_found(gate, texts[half:])}
        log.warning("a text could not be analysed", letters=len(texts[0].text))
        found = [analyses.written(())]
    return {mark_of(text): facets for text, facets in zip(texts, found, strict=True)}


def _write(unread: Sequence[Unread], found: Found, tx: Tx, occasion: Occasion) -> Changes:
    """Beside what is still there: whoever is forgotten meanwhile, or has changed the text, leaves
    nothing here."""
    changes = Changes()
    stories: list[StoryAnalysis] = []
    for each in unread:
        session = tx.sessions.get(each.session_id)
        person = tx.participants.get(each.person_id)
        if session is None or session.erased_at is not None or person is None:
            changes.profiles[each.session_id, each.person_id] = None
        elif each.story_id:
            stories += _of_story(tx, each, person, found, changes)
        elif not person.belongs:
            changes.profiles[each.session_id, each.person_id] = None
        else:
            _write_profile(tx, occasion, person, found, changes)
    tx.story_analyses.put_all(stories)
    return changes


def _of_story(
    tx: Tx, unread: Unread, person: Participant, found: Found, changes: Changes
) -> Iterable[StoryAnalysis]:
    story = tx.stories.get(unread.story_id)
    if story is None or story.withdrawn_at is not None:
        return
    mark = mark_of(story_text(story, person.language))
    if mark in found:
        row = analyses.packed({mark: found[mark]})
        current = analyses.revision()
        changes.note_in(story.session_id, story.room_id, person.id)
        yield StoryAnalysis(story.id, person.id, story.session_id, current, row)


def _write_profile(
    tx: Tx, occasion: Occasion, person: Participant, found: Found, changes: Changes
) -> None:
    before = tx.profile_analyses.get(person.id)
    known = {**_rows(before), **found}
    marks = [mark_of(text) for text in profile_texts(person)]
    row = analyses.packed({mark: known[mark] for mark in marks if mark in known})
    current = analyses.revision()
    if before is None or (before.revision, before.found) != (current, row):
        shown = ground.labels(tx, person.id, person.language)
        tx.profile_analyses.put(ProfileAnalysis(person.id, person.session_id, current, row))
        if ground.labels(tx, person.id, person.language) != shown:
            version = tx.participants.bump(person.id)
            event = MeChanged(of="me", version=version, after=version - 1)
            occasion.tell_person(person.session_id, person.id, event)
    changes.profiles[person.session_id, person.id] = row
    session = tx.sessions.get(person.session_id)
    seat = tx.seats.current(person.id, session.step_id) if session else None
    if seat is not None:
        changes.note_in(person.session_id, seat.room_id, person.id)


def tell_rooms(gate: "Gate", session_id: str, rooms: Mapping[str, set[str]]) -> None:
    """Whoever sits in an open room hears that something new is shared there.

    ``rooms`` holds of each room whose words were read. Each takes part of a millisecond, so a few
    at a time are as many as the phones' messages can wait for.
    """
    known = gate.world.known
    unknown: dict[Pair, Two] = {}
    pairs: dict[str, list[Pair]] = {}
    with gate.world.store.read() as tx:
        people = tx.participants.count_belonging(session_id)
        sitting = tx.seats.sitting(rooms)
        everyone = {each for members in sitting.values() for each in members}
        table = ground.table_of(tx, session_id, everyone)
        for room_id, members in sitting.items():
            pairs[room_id] = []
            for two in _pairs_in(table, members, rooms[room_id]):
                pairs[room_id].append((two.one, two.other))
                if known.between(two, people) is None:
                    unknown[two.one, two.other] = two
    learn_pairs(gate.world, session_id, people, list(unknown.values()))
    told = [room_id for room_id, of_room in pairs.items() if known.tell(of_room)]
    if told:
        gate.do(partial(_tell_found, session_id, told))


def _pairs_in(table: ground.Table, members: Sequence[str], changed: set[str]) -> Iterable[Two]:
    for one in changed.intersection(members):
        for other in members:
            if other == one:
                continue
            two = table.two(one, other)
            if two.ones and two.others:
                yield two


def _tell_found(session_id: str, room_ids: Sequence[str], tx: Tx, occasion: Occasion) -> None:
    for room_id in room_ids:
        room = tx.rooms.get(room_id)
        if room is not None and room.closed_at is None:
            version = tx.rooms.bump(room_id)
            event = GroundFound(of="room", version=version, after=version - 1, room=room_id)
            occasion.tell_room(session_id, room_id, event)
