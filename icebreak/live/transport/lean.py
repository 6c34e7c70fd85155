"""Engine.IO on our own websocket: no greenlet, queue or timer for each client."""

import logging
from collections.abc import Iterable
from typing import Any

import gevent
from engineio.packet import MESSAGE, OPEN, Packet
from engineio.socket import Socket

from icebreak.live.transport.connection import Connection
from icebreak.live.transport.crew import Crew
from icebreak.live.transport.door import AllowOrigin, Environ, acceptance
from icebreak.live.transport.entrance import TAKE_OVER, Entrance
from icebreak.live.transport.framing import GOING_AWAY, NORMAL, POLICY, text_frame, utf8_frame
from icebreak.live.transport.limits import Limits
from icebreak.live.transport.pulse import Pulse

log = logging.getLogger(__name__)

_PONG, _CLOSE, _TEXT = "3", "1", str(MESSAGE)
_TEXT_BYTES = _TEXT.encode()
_PING_FRAME = text_frame("2")


class LeanEngine(Entrance):
    """An Engine.IO server whose sockets are LeanSockets."""

    def __init__(self, *, limits: Limits, allow_origin: AllowOrigin, **options: Any) -> None:
        super().__init__(limits=limits, allow_origin=allow_origin, monitor_clients=False, **options)
        self.pulse = Pulse()
        self.crew = Crew()
        self.present: set[LeanSocket] = set()

    def drop(self, sid: str, code: int = POLICY) -> None:
        if client := self.sockets.get(sid):
            client.hang_up(code)

    def tell(self, sids: Iterable[str], message: bytes) -> None:
        frame = utf8_frame(_TEXT_BYTES + message)
        for sid in sids:
            client = self.sockets.get(sid)
            if client is not None and not client.closed:
                client.connection.write(frame)

    def admit_within(self, sid: str, seconds: float) -> None:
        if client := self.sockets.get(sid):
            self.pulse.after(seconds, client.close_unless_admitted)

    def admit(self, sid: str) -> None:
        if client := self.sockets.get(sid):
            client.admitted = True

    def say_goodbye(self) -> None:
        for client in list(self.present):
            client.hang_up(GOING_AWAY)

    def is_empty(self) -> bool:
        return not self.present

    def cut_off(self) -> None:
        for client in list(self.present):
            client.connection.abort()

    def _handle_connect(
        self, environ: Environ, start_response: Any, transport: str, jsonp_index: Any = None
    ) -> list[bytes]:
        raw, early = environ.pop(TAKE_OVER)()
        client = LeanSocket(self, self.generate_id())
        connection = Connection(raw, client, gevent.get_hub().loop, self.pulse, self.limits)
        client.connection = connection
        self.present.add(client)
        self.sockets[client.sid] = client
        self._trigger_event("connect", client.sid, environ)
        connection.write(acceptance(environ))
        client.send(Packet(OPEN, self.opening(client.sid)))
        client.schedule_ping()
        connection.start(early)
        return []


class LeanSocket(Socket):
    """One client: what it sends is handled one after the other, in a borrowed greenlet."""

    connection: Connection

    def __init__(self, server: LeanEngine, sid: str) -> None:
        # The base class would make a queue with its locks, which nothing here needs.
        self.server = server
        self.sid = sid
        self.session: dict[str, Any] = {}
        self.connected = self.upgraded = True
        self.upgrading = self.closing = self.closed = False
        self.admitted = False
        self._waiting: list[str] = []
        self._leaving: str | None = None
        self._at_work = False
        self._pong_due = False

    def send(self, pkt: Packet) -> None:
        """All recipients of a packet share one frame."""
        try:
            frame = pkt.frame
        except AttributeError:
            frame = pkt.frame = text_frame(pkt.encode())
        self.connection.write(frame)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Never waits for the peer."""
        self.hang_up(NORMAL, reason)

    def hang_up(self, code: int, reason: str | None = None) -> None:
        self._leaving = self._leaving or reason or self.server.reason.SERVER_DISCONNECT
        self.connection.close(code)

    def schedule_ping(self) -> None:
        self.server.pulse.after(self.server.limits.ping_interval, self._ping)

    def close_unless_admitted(self) -> None:
        if not self.admitted:
            self.hang_up(POLICY)

    def received(self, text: str) -> None:
        kind = text[:1]
        if kind == _TEXT:
            self._waiting.append(text[1:])
            if len(self._waiting) >= self.server.limits.max_waiting:
                self.connection.pause()
            self._get_to_work()
        elif kind == _PONG:
            if self._pong_due:
                self._pong_due = False
                self.schedule_ping()
        elif kind == _CLOSE:
            self.hang_up(NORMAL, self.server.reason.CLIENT_DISCONNECT)
        else:
            self.hang_up(POLICY)

    def hung_up(self, *, by_peer: bool) -> None:
        reasons = self.server.reason
        other = reasons.TRANSPORT_CLOSE if by_peer else reasons.TRANSPORT_ERROR
        self._leaving = self._leaving or other
        self.closing = True
        self._get_to_work()

    def ended(self) -> None:
        self._forget()

    def _ping(self) -> None:
        if not self.closing:
            self._pong_due = True
            self.connection.write(_PING_FRAME)
            self.server.pulse.after(self.server.limits.ping_timeout, self._expect_pong)

    def _expect_pong(self) -> None:
        if self._pong_due and not self.closing:
            self.hang_up(POLICY, self.server.reason.PING_TIMEOUT)

    def _get_to_work(self) -> None:
        if not self._at_work:
            self._at_work = True
            self.server.crew.run(self._work)

    def _work(self) -> None:
        while waiting := self._waiting:
            self._waiting = []
            for text in waiting:
                self._handle("message", text)
            self.connection.resume()
        self._at_work = False
        if self.closing and not self.closed:
            # What a client said before it left counts, so it leaves only now.
            self.closed = True
            self.server.sockets.pop(self.sid, None)
            self._handle("disconnect", self._leaving or "")
            self._forget()

    def _handle(self, event: str, argument: str) -> None:
        try:
            self.server.handlers[event](self.sid, argument)
        except Exception:
            log.exception("the handler of a %s failed", event)

    def _forget(self) -> None:
        if self.closed and self.connection.ended:
            self.server.present.discard(self)
