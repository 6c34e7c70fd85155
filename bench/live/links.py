"""TCP connections of the load generator, thousands of them on one epoll."""

import json
import select
import socket
from collections.abc import Callable
from typing import Any

_TEXT = 0x81
_CLOSE = 0x88


class Loop:
    """Reads whatever has arrived on any link."""

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._links: dict[int, Link] = {}

    def add(self, link: "Link") -> None:
        self._links[link.fileno] = link
        self._poll.register(link.fileno, select.EPOLLIN)

    def remove(self, link: "Link") -> None:
        if self._links.pop(link.fileno, None) is not None:
            self._poll.unregister(link.fileno)

    def turn(self, seconds: float) -> None:
        """Waits for as long as this, or until something has arrived."""
        for fileno, _ in self._poll.poll(seconds):
            link = self._links.get(fileno)
            if link is not None:
                link.read()


class Link:
    """One connection. What it sends is small, so it is sent at once and whole."""

    def __init__(self, loop: Loop, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.fileno = self._socket.fileno()
        self._loop = loop
        self._rest = b""
        loop.add(self)

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def close(self) -> None:
        self._loop.remove(self)
        self._socket.close()

    def read(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the server hung up")
        self._rest = self.take(self._rest + data if self._rest else data)

    def take(self, data: bytes) -> bytes:
        """Handles what is complete and returns the rest."""
        raise NotImplementedError


class Desk(Link):
    """A kept-alive HTTP connection that posts one command at a time."""

    def __init__(self, loop: Loop, port: int) -> None:
        super().__init__(loop, port)
        self._host = f"127.0.0.1:{port}".encode()
        self._answered: Callable[[dict[str, Any]], None] = lambda _: None

    def post(
        self,
        command: str,
        payload: dict[str, Any],
        answered: Callable[[dict[str, Any]], None],
        token: str = "",
    ) -> None:
        self._answered = answered
        body = json.dumps(payload).encode()
        head = [
            f"POST /api/v1/{command} HTTP/1.1".encode(),
            b"Host: " + self._host,
            b"Content-Type: application/json",
            f"Content-Length: {len(body)}".encode(),
        ]
        if token:
            head.append(f"Authorization: Bearer {token}".encode())
        self.send(b"\r\n".join([*head, b"", b""]) + body)

    def take(self, data: bytes) -> bytes:
        head, found, body = data.partition(b"\r\n\r\n")
        if not found:
            return data
        chunked = b"transfer-encoding: chunked" in head.lower()
        if chunked:
            if not body.endswith(b"0\r\n\r\n"):
                return data
            body = body.partition(b"\r\n")[2].rpartition(b"\r\n0\r\n\r\n")[0]
        else:
            size = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            if len(body) < size:
                return data
        self._answered(json.loads(body))
        return b""


class Websocket(Link):
    """A websocket that hands on each text message as bytes."""

    def __init__(self, loop: Loop, port: int, path: str, heard: Callable[[bytes], None]) -> None:
        super().__init__(loop, port)
        self._heard = heard
        self._is_open = False
        self.send(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )

    def say(self, text: bytes) -> None:
        # A mask of zeros: the server takes it off as it would any other, and we need not put it on.
        size = len(text)
        head = bytes((_TEXT, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self.send(head + b"\0\0\0\0" + text)

    def take(self, data: bytes) -> bytes:
        if not self._is_open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                return head
            if not head.startswith(b"HTTP/1.1 101"):
                raise ConnectionError(head.decode())
            self._is_open = True
        start, end = 0, len(data)
        while end - start >= 2:
            size, body = data[start + 1], start + 2
            if size == 126:
                body += 2
                size = int.from_bytes(data[start + 2 : body], "big")
            elif size == 127:
                body += 8
                size = int.from_bytes(data[start + 2 : body], "big")
            if body + size > end:
                break
            if data[start] == _CLOSE:
                raise ConnectionError("the server closed the websocket")
            self._heard(data[body : body + size])
            start = body + size
        return data[start:]
