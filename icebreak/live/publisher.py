"""From what the services report to what the sockets hear."""

import time
from collections import deque
from collections.abc import Sequence
from math import inf
from typing import Any

import gevent
import msgspec
import structlog

from icebreak.contract import audiences as names
from icebreak.contract.events import MeChanged, ParticipantsChanged, name_of
from icebreak.live.audiences import NAMESPACE, Audiences
from icebreak.live.transport import EventSocketIO
from icebreak.ports import Dropped, News, Seated, Stirred, Told

log = structlog.get_logger(__name__)

# A thousand arrivals, each told to a thousand people, would be a million messages: counts go
# out this often at most (seconds), and in all as rarely as that many copies a second allow.
EVERY = 0.25
COUNTS_A_SECOND = 1000
SESSIONS_COUNTED = 1000
# So many are told and seated without a look at what else there is to do.
AT_ONCE = 256


class SocketPublisher:
    """Tells the sockets of this process, in the order of the commits."""

    def __init__(self, sockets: EventSocketIO, audiences: Audiences, desk_version: Any) -> None:
        self._sockets = sockets
        self._audiences = audiences
        self._desk_version = desk_version
        self._line: deque[News] = deque()
        self._telling = False
        self._counts: dict[str, Told] = {}
        self._counted: dict[str, float] = {}
        self._stirred: dict[str, None] = {}
        self._desks: dict[str, int] = {}

    def publish(self, news: Sequence[News]) -> None:
        self._line.extend(news)
        if self._telling:
            # Whoever tells already comes to it: thousands of rooms are told in parts.
            return
        self._telling = True
        try:
            while self._line:
                for _ in range(min(len(self._line), AT_ONCE)):
                    self._take(self._line.popleft())
                if self._line:
                    gevent.sleep(0)
        finally:
            self._telling = False

    def _take(self, item: News) -> None:
        try:
            self._carry(item)
        except Exception:
            # It is in the database, and every event is a hint: the others are told all the same.
            log.exception("telling news failed")

    def _carry(self, item: News) -> None:
        if isinstance(item, Told):
            self._tell(item)
        elif isinstance(item, Seated):
            self._audiences.seat(item.person_id, item.room_id)
        elif isinstance(item, Dropped):
            gevent.spawn(self._drop, item.person_id)
        elif isinstance(item, Stirred):
            self._stirred[item.session_id] = None

    def run(self) -> None:
        """Send what is told only now and then; never returns."""
        while True:
            gevent.sleep(EVERY)
            try:
                self.flush()
            except Exception:
                log.exception("telling counts failed")

    def flush(self) -> None:
        now = time.monotonic()
        for session_id, told in list(self._counts.items()):
            pause = self._audiences.size(session_id) / COUNTS_A_SECOND
            if now - self._counted.get(session_id, -inf) >= pause:
                self._flush_count(session_id)
            elif self._audiences.has_hosts(session_id):
                # Who looks at the count most hears it first, and then once more with everybody.
                self._emit(told._replace(audience=names.hosts(session_id)))
        stirred, self._stirred = list(self._stirred), {}
        for session_id in stirred:
            if self._audiences.has_hosts(session_id):
                self._tell_desk(session_id)

    def _tell(self, told: Told) -> None:
        if isinstance(told.event, ParticipantsChanged):
            waiting = self._counts.get(told.session_id)
            if waiting is not None:
                event = msgspec.structs.replace(told.event, after=waiting.event.after)
                told = Told(told.session_id, told.audience, event)
            self._counts[told.session_id] = told
            return
        if told.audience == names.everyone(told.session_id):
            self._flush_count(told.session_id)
        self._emit(told)

    def _flush_count(self, session_id: str) -> None:
        waiting = self._counts.pop(session_id, None)
        if waiting is not None:
            self._counted[session_id] = time.monotonic()
            self._emit(waiting)
        if len(self._counted) > SESSIONS_COUNTED:
            self._counted.clear()

    def _tell_desk(self, session_id: str) -> None:
        version = self._desk_version(session_id)
        after = self._desks.get(session_id, 0)
        self._desks[session_id] = version
        if version != after:
            event = MeChanged(of="me", version=version, after=after)
            self._emit(Told(session_id, names.hosts(session_id), event))

    def _emit(self, told: Told) -> None:
        payload = msgspec.to_builtins(told.event)
        self._sockets.server.emit(
            name_of(told.event), payload, room=told.audience, namespace=NAMESPACE
        )

    def _drop(self, person_id: str) -> None:
        for sid in self._audiences.sockets_of(person_id):
            self._sockets.server.disconnect(sid)
