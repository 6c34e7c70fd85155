"""How the server and its matcher speak: a length in four bytes, then a pickle.

Both ends are ours, and nobody else has the other end of the pair of sockets.
"""

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")
CHUNK = 1 << 20


def packed(message: Any) -> bytes:
    """As it goes over the line. Raises what pickle raises for what can't be sent."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def send(line: socket.socket, message: Any) -> None:
    line.sendall(packed(message))


def receive(line: socket.socket) -> Any:
    """Raises EOFError when the other end is gone."""
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size))
    return pickle.loads(_exactly(line, length))  # noqa: S301 - see above


def _exactly(line: socket.socket, length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = line.recv(min(length, CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
