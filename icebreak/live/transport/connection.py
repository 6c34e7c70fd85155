"""One websocket on a plain non-blocking TCP socket.

Everything here runs to its end without blocking, so it may be called from the
event loop as well as from any greenlet of its thread.
"""

import socket
from _socket import socket as PlainSocket  # noqa: N812 - the one that gevent does not patch
from typing import Any, Protocol

from icebreak.live.transport.framing import Hangup, Inbound, close_frame
from icebreak.live.transport.limits import Limits
from icebreak.live.transport.pulse import Pulse

_CHUNK = 16 * 1024
_READ, _WRITE = 1, 2


class Receiver(Protocol):
    """Who is told what arrives; called from the event loop."""

    def received(self, text: str) -> None: ...

    def hung_up(self, *, by_peer: bool) -> None:
        """No further message will come: told once, maybe before the socket is closed."""

    def ended(self) -> None:
        """The socket is closed: told once, after hung_up."""


class Connection:
    """Reads messages, writes frames: all that one turn of the loop writes goes out in one send."""

    __slots__ = (
        "_deaf",
        "_inbound",
        "_limits",
        "_loop",
        "_out",
        "_pulse",
        "_raw",
        "_reader",
        "_receiver",
        "_scheduled",
        "_size",
        "_writer",
        "closing",
        "ended",
    )

    def __init__(
        self, raw: PlainSocket, receiver: Receiver, loop: Any, pulse: Pulse, limits: Limits
    ) -> None:
        raw.setblocking(False)
        self._raw = raw
        self._receiver = receiver
        self._loop = loop
        self._pulse = pulse
        self._limits = limits
        self._inbound = Inbound(limits.max_message)
        self._out: list[bytes] = []
        self._size = 0
        self._scheduled = False
        self._reader: Any = loop.io(raw.fileno(), _READ)
        self._writer: Any = None
        self._deaf = False
        self.closing = False
        self.ended = False

    def start(self, early: bytes) -> None:
        """``early``: what came behind the handshake's request."""
        self.resume()
        if early:
            self._take(early)

    def pause(self) -> None:
        """Leaves what the client sends in the kernel, and so in time at the client."""
        if not self.ended:
            self._reader.stop()

    def resume(self) -> None:
        if not self.ended and not self._reader.active:
            self._reader.start(self._readable)

    def write(self, frame: bytes) -> None:
        """Does nothing once the connection is closing."""
        if self.closing:
            return
        self._out.append(frame)
        self._size += len(frame)
        if self._size > self._limits.max_backlog:
            self.abort()
        elif not self._scheduled:
            self._scheduled = True
            self._loop.run_callback(self._flush)

    def close(self, code: int, reason: str = "") -> None:
        """Sends what is still to be sent and a close frame, then ends without waiting for long."""
        self._hang_up(close_frame(code, reason), by_peer=False)

    def abort(self) -> None:
        """Ends at once; what has not been sent is lost."""
        if self.ended:
            return
        self._tell_hung_up(by_peer=True)
        self.ended = True
        self._out.clear()
        for watcher in (self._reader, self._writer):
            if watcher is not None:
                watcher.stop()
                watcher.close()
        self._reader = self._writer = None
        self._raw.close()
        self._receiver.ended()

    def _readable(self) -> None:
        try:
            data = self._raw.recv(_CHUNK)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self.abort()
        elif not self._deaf:
            self._take(data)

    def _take(self, data: bytes) -> None:
        try:
            for message in self._inbound.feed(data):
                if self.closing:
                    continue
                if isinstance(message, str):
                    self._receiver.received(message)
                else:
                    self.write(message)
        except Hangup as hangup:
            self._deaf = True
            if self.closing:
                self.abort()
            else:
                self._hang_up(hangup.frame, by_peer=hangup.by_peer)

    def _hang_up(self, frame: bytes, *, by_peer: bool) -> None:
        if self.closing:
            return
        self.write(frame)
        self._tell_hung_up(by_peer=by_peer)
        if not self.ended:
            # Closing a socket that has unread input resets it, and the close frame is lost
            # on the way: so half of it is shut and the rest is read, for a while.
            self.resume()
            self._pulse.after(self._limits.close_within, self.abort)

    def _tell_hung_up(self, *, by_peer: bool) -> None:
        if not self.closing:
            self.closing = True
            self._receiver.hung_up(by_peer=by_peer)

    def _flush(self) -> None:
        if self.ended:
            return
        out = self._out
        data = out[0] if len(out) == 1 else b"".join(out)
        try:
            sent = self._raw.send(data)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self.abort()
            return
        if sent == len(data):
            self._flushed()
        else:
            self._out = [data[sent:]]
            self._size = len(data) - sent
            if self._writer is None:
                self._writer = self._loop.io(self._raw.fileno(), _WRITE)
                self._writer.start(self._flush)

    def _flushed(self) -> None:
        self._out.clear()
        self._size = 0
        self._scheduled = False
        if self._writer is not None:
            self._writer.stop()
            self._writer.close()
            self._writer = None
        if self.closing:
            try:
                self._raw.shutdown(socket.SHUT_WR)
            except OSError:
                self.abort()
