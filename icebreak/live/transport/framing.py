"""WebSocket frames (RFC 6455, section 5), server side.

The usual frame, one whole masked text message, is taken apart here; every other
one goes to wsproto, frame by frame, which knows the rules of fragments, control
frames, UTF-8 and close codes.
"""

from collections.abc import Iterator

from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage
from wsproto.utilities import RemoteProtocolError

NORMAL = 1000
GOING_AWAY = 1001
PROTOCOL_ERROR = 1002
UNSUPPORTED = 1003
INVALID_TEXT = 1007
POLICY = 1008
TOO_BIG = 1009

_WHOLE_TEXT = 0x81
_RESERVED_BITS = 0x70
_CONTROL = 0x08
_FINAL = 0x80
_MASKED = 0x80
_MAX_CONTROL = 125


class Hangup(Exception):
    """The conversation is over; ``frame`` is the close frame that is still to be sent."""

    def __init__(self, frame: bytes, *, by_peer: bool) -> None:
        super().__init__()
        self.frame = frame
        self.by_peer = by_peer


def text_frame(text: str) -> bytes:
    """One whole unmasked text message."""
    return utf8_frame(text.encode())


def utf8_frame(payload: bytes) -> bytes:
    """The same of text that is UTF-8 already."""
    length = len(payload)
    if length < 126:
        return bytes((_WHOLE_TEXT, length)) + payload
    if length < 65536:
        return bytes((_WHOLE_TEXT, 126, length >> 8, length & 0xFF)) + payload
    return bytes((_WHOLE_TEXT, 127)) + length.to_bytes(8, "big") + payload


def close_frame(code: int, reason: str = "") -> bytes:
    """``reason`` is cut at 123 bytes."""
    return Connection(ConnectionType.SERVER).send(CloseConnection(code, reason))


class Inbound:
    """Turns what one client sends into messages, and never holds more than one of them.

    ``limit``: bytes of a message with all its fragments.
    """

    __slots__ = ("_book", "_fragments", "_limit", "_tail", "_taken")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._tail = b""
        self._taken = 0
        self._fragments: list[str] = []
        self._book: Connection | None = None

    def feed(self, data: bytes) -> Iterator[str | bytes]:
        """Yields each text message (str) and each frame to send in reply (bytes).

        Raises Hangup when the client closes or breaks a rule.
        """
        if self._tail:
            data = self._tail + data
        start, end = 0, len(data)
        while end - start >= 2:
            first, second = data[start], data[start + 1]
            if first & _RESERVED_BITS:
                raise _refusal(PROTOCOL_ERROR, "reserved bits")
            if not second & _MASKED:
                raise _refusal(PROTOCOL_ERROR, "not masked")
            length, key = second & 0x7F, start + 2
            if length > _MAX_CONTROL:
                if first & _CONTROL:
                    raise _refusal(PROTOCOL_ERROR, "control frame too long")
                key += 2 if length == 126 else 8
                if key > end:
                    break
                length = int.from_bytes(data[start + 2 : key], "big")
                if length < (126 if second & 0x7F == 126 else 65536):
                    raise _refusal(PROTOCOL_ERROR, "length not in its shortest form")
            if not first & _CONTROL and self._taken + length > self._limit:
                raise _refusal(TOO_BIG, "message too big")
            body = key + 4
            stop = body + length
            if stop > end:
                break
            if first == _WHOLE_TEXT and not self._fragments:
                yield _text(data[key:body], data[body:stop])
            else:
                if not first & _CONTROL:
                    self._taken = 0 if first & _FINAL else self._taken + length
                yield from self._by_the_book(data[start:stop])
            start = stop
        self._tail = data[start:]

    def _by_the_book(self, frame: bytes) -> Iterator[str | bytes]:
        if self._book is None:
            self._book = Connection(ConnectionType.SERVER)
        self._book.receive_data(frame)
        try:
            for event in self._book.events():
                if isinstance(event, TextMessage):
                    # An empty first fragment opens a message; more of them must not pile up.
                    if event.data or not self._fragments:
                        self._fragments.append(event.data)
                    if event.message_finished:
                        text = "".join(self._fragments)
                        self._fragments = []
                        yield text
                elif isinstance(event, BytesMessage):
                    raise _refusal(UNSUPPORTED, "text only")
                elif isinstance(event, Ping):
                    yield self._book.send(event.response())
                elif isinstance(event, CloseConnection):
                    raise Hangup(self._book.send(event.response()), by_peer=True)
        except RemoteProtocolError as error:
            hint = error.event_hint
            code = hint.code if isinstance(hint, CloseConnection) else PROTOCOL_ERROR
            raise _refusal(int(code), "") from error


def _refusal(code: int, reason: str) -> Hangup:
    return Hangup(close_frame(code, reason), by_peer=False)


def _text(key: bytes, masked: bytes) -> str:
    # One XOR of two whole numbers is the fastest that CPython has without an extension.
    length = len(masked)
    mask = (key * (length // 4 + 1))[:length]
    number = int.from_bytes(masked, "little") ^ int.from_bytes(mask, "little")
    try:
        return number.to_bytes(length, "little").decode()
    except UnicodeDecodeError as error:
        raise _refusal(INVALID_TEXT, "not UTF-8") from error
