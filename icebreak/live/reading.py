"""What people wrote is read by the matcher as it gets to it, after they had their answer."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf

import gevent
import structlog
from gevent.event import Event

from icebreak.domain.errors import Refusal
from icebreak.ports import Late, Lost, Unread
from icebreak.services import analysing, finding, tallies
from icebreak.services.gate import Gate

log = structlog.get_logger(__name__)

AT_ONCE = 48
UNREAD_MAX = 50_000
SESSIONS_MAX = 1_000
# What most people share is counted again this often at most (seconds), and everybody in the lobby
# told of it so rarely that about TOLD_A_SECOND of them look again.
COUNTED_EVERY = 0.5
TOLD_A_SECOND = 20
# What a room shares is looked at again this often at most (seconds): a first story at once.
ROOM_EVERY = 2.0
ROOMS_AT_ONCE = 8
# After trouble with the database or the matcher (seconds).
REST = 1.0


@dataclass(slots=True)
class _Noted:
    since: float
    read: Event = field(default_factory=Event)


class Reading:
    """The queue of what is unread, by what it is: the texts themselves are in the database."""

    def __init__(self) -> None:
        self._gate: Gate | None = None
        self._noted: dict[Unread, _Noted] = {}
        self._being_read: dict[Unread, _Noted] = {}
        self._wake = Event()
        # Sessions whose counts may have changed, those that wait to hear of it, and when each was
        # last counted and told.
        self._to_count: set[str] = set()
        self._to_tell: set[str] = set()
        self._last: dict[str, tuple[float, float]] = {}
        # Rooms where words were read and nobody has heard, by session, with whose; and when each
        # room that was told lately was.
        self._rooms: dict[str, dict[str, set[str]]] = {}
        self._room_told: dict[str, float] = {}
        # Asked for when somebody looks, instead of told with every story.
        tallies.UNREAD.set_function(lambda: len(self._noted))

    def serve(self, gate: Gate) -> None:
        self._gate = gate

    def note(self, unread: Sequence[Unread]) -> None:
        for each in unread:
            if each in self._noted:
                continue
            if len(self._noted) >= UNREAD_MAX and each.person_id and not each.erased:
                # It stays unread in the database, and is found there at the next start.
                log.warning("too much is unread")
                return
            self._noted[each] = _Noted(time.monotonic())
        self._wake.set()

    def wait(self, unread: Unread, seconds: float) -> None:
        noted = self._noted.get(unread) or self._being_read.get(unread)
        if noted is not None:
            noted.read.wait(seconds)

    def run(self) -> None:
        """Read what is left over from before, and then what comes; never returns."""
        assert self._gate is not None  # noqa: S101 - app puts the two together
        try:
            with self._gate.world.store.read() as tx:
                left = analysing.left_over(tx)
            self.note(left)
        except Exception:
            log.exception("looking for what is unread failed")
        while True:
            later = self._to_count or self._to_tell or self._rooms
            self._wake.wait(COUNTED_EVERY if later else None)
            self._wake.clear()
            while self._noted:
                self._read_some(self._gate)
                self._count(self._gate)
                self._tell_rooms(self._gate)
            self._count(self._gate)
            self._tell_rooms(self._gate)

    def _read_some(self, gate: Gate) -> None:
        some = dict(islice(self._noted.items(), AT_ONCE))
        # What is noted from here on is to be read once more.
        for each in some:
            del self._noted[each]
        self._being_read = some
        try:
            changes = analysing.analyse(gate, list(some))
            self._to_count |= changes.sessions
            for session_id, rooms in changes.rooms.items():
                self._note_rooms(session_id, rooms)
        except (Late, Lost, Refusal) as trouble:
            log.warning("reading has to wait", kind=type(trouble).__name__)
            self._noted = {**some, **self._noted}
            gevent.sleep(REST)
            return
        except Exception:
            log.exception("reading failed")
        oldest = min(noted.since for noted in some.values())
        tallies.LAG.set(time.monotonic() - oldest)
        tallies.READ.inc(len(some))
        self._being_read = {}
        for noted in some.values():
            noted.read.set()

    def _tell_rooms(self, gate: Gate) -> None:
        """Rooms hear what is shared there now, each as often as it may."""
        now = time.monotonic()
        lately = now - ROOM_EVERY
        self._room_told = {room: at for room, at in self._room_told.items() if at > lately}
        for session_id, rooms in list(self._rooms.items()):
            due = {room: who for room, who in rooms.items() if room not in self._room_told}
            for room in due:
                del rooms[room]
            if not rooms:
                del self._rooms[session_id]
            self._room_told.update(dict.fromkeys(due, now))
            line = list(due.items())
            for start in range(0, len(line), ROOMS_AT_ONCE):
                self._tell_some(gate, session_id, dict(line[start : start + ROOMS_AT_ONCE]))
                gevent.sleep(0)

    def _tell_some(self, gate: Gate, session_id: str, due: Mapping[str, set[str]]) -> None:
        try:
            analysing.tell_rooms(gate, session_id, due)
        except (Late, Lost, Refusal) as trouble:
            log.warning("telling rooms has to wait", kind=type(trouble).__name__)
            self._note_rooms(session_id, due)
        except Exception:
            log.exception("telling rooms failed")

    def _note_rooms(self, session_id: str, rooms: Mapping[str, Collection[str]]) -> None:
        waiting = self._rooms.setdefault(session_id, {})
        for room_id, people in rooms.items():
            waiting.setdefault(room_id, set()).update(people)

    def _count(self, gate: Gate) -> None:
        """What many share, where profiles have changed; and the lobby hears of it now and then."""
        for session_id in self._to_count | self._to_tell:
            now = time.monotonic()
            counted, told = self._last.get(session_id, (-inf, -inf))
            try:
                if session_id in self._to_count and now - counted >= COUNTED_EVERY:
                    counted = now
                    if finding.freshen(gate, session_id):
                        self._to_tell.add(session_id)
                    self._to_count.discard(session_id)
                if session_id in self._to_tell:
                    people = finding.people_in_lobby(gate, session_id)
                    if now - told >= people / TOLD_A_SECOND:
                        told = now
                        if people:
                            finding.tell_lobby(gate, session_id)
                        self._to_tell.discard(session_id)
            except (Late, Lost, Refusal) as trouble:
                # It stays in line, and is tried again when it may be.
                log.warning("counting has to wait", kind=type(trouble).__name__)
            except Exception:
                log.exception("counting failed")
                self._to_count.discard(session_id)
                self._to_tell.discard(session_id)
            self._last[session_id] = (counted, told)
        while len(self._last) > SESSIONS_MAX:
            del self._last[next(iter(self._last))]
