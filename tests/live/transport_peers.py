"""The server under test as a process of its own, and peers that speak to it byte by byte."""

import base64
import json
import os
import queue
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 15.0  # seconds, on a busy machine

TEXT, BINARY, CONTINUATION, CLOSE, PING, PONG = 1, 2, 0, 8, 9, 10


class Served:
    """A running server: what it prints can be waited for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self.faults: list[str] = []
        self._readers = [
            threading.Thread(target=reads, daemon=True)
            for reads in (self._read_said, self._read_faults)
        ]
        for reader in self._readers:
            reader.start()
        self.port = 0
        self.url = ""

    def end(self) -> None:
        self.process.kill()
        for reader in self._readers:
            reader.join()

    def hears(self) -> str:
        """The next line that the server prints."""
        return self._lines.get(timeout=PATIENCE)

    def hears_at_last(self, line: str) -> None:
        while self.hears() != line:
            pass

    def _read_said(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip("\n"))

    def _read_faults(self) -> None:
        for line in self.process.stderr or ():
            self.faults.append(line)


@contextmanager
def served(kind: str, **limits: float) -> Iterator[Served]:
    """A server with these limits, killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.live.transport_app", kind, json.dumps(limits)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        server = Served(process)
        try:
            server.port = int(server.hears())
            server.url = f"http://127.0.0.1:{server.port}"
            yield server
        finally:
            server.end()


@dataclass(frozen=True, slots=True)
class Frame:
    opcode: int
    payload: bytes

    @property
    def text(self) -> str:
        return self.payload.decode()

    @property
    def code(self) -> int:
        """The code of a close frame."""
        return int.from_bytes(self.payload[:2], "big")


def frame(
    payload: bytes | str,
    opcode: int = TEXT,
    *,
    final: bool = True,
    reserved: int = 0,
    masked: bool = True,
    length_form: int | None = None,
) -> bytes:
    """A client's frame, sound unless told otherwise; ``length_form``: 7, 16 or 64 bits."""
    body = payload.encode() if isinstance(payload, str) else payload
    size = len(body)
    form = length_form or (7 if size < 126 else 16 if size < 65536 else 64)
    mask_bit = 0x80 if masked else 0
    head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
    head += {
        7: lambda: bytes([mask_bit | size]),
        16: lambda: bytes([mask_bit | 126]) + struct.pack("!H", size),
        64: lambda: bytes([mask_bit | 127]) + struct.pack("!Q", size),
    }[form]()
    if not masked:
        return head + body
    key = os.urandom(4)
    return head + key + bytes(byte ^ key[i % 4] for i, byte in enumerate(body))


HANDSHAKE = {
    "Host": "localhost",
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": base64.b64encode(b"sixteen bytes of").decode(),
    "Sec-WebSocket-Version": "13",
}


@dataclass(slots=True)
class RawPeer:
    """A TCP connection that knows how to read frames and asks no questions about what it sends."""

    port: int
    receive_buffer: int | None = None
    sock: socket.socket = field(init=False)
    _got: bytes = field(init=False, default=b"")

    def __post_init__(self) -> None:
        self.sock = socket.socket()
        if self.receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.receive_buffer)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(("127.0.0.1", self.port))

    def __enter__(self) -> "RawPeer":
        return self

    def __exit__(self, *_: object) -> None:
        self.sock.close()

    def ask(
        self,
        headers: dict[str, str | None] | None = None,
        *,
        method: str = "GET",
        path: str = "/socket.io/?EIO=4&transport=websocket",
        behind: bytes = b"",
    ) -> tuple[int, dict[str, str]]:
        """Sends a handshake; None takes a header out. The status and the headers of the answer."""
        sent = {k: v for k, v in {**HANDSHAKE, **(headers or {})}.items() if v is not None}
        lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in sent.items()), "", ""]
        self.send("\r\n".join(lines).encode() + behind)
        while b"\r\n\r\n" not in self._got:
            self._got += self._receive() or b"\r\n\r\n"
        head, self._got = self._got.split(b"\r\n\r\n", 1)
        status, *fields = head.decode().split("\r\n")
        pairs = (field_.split(": ", 1) for field_ in fields)
        return int(status.split()[1]), {name.lower(): value for name, value in pairs}

    def open(self) -> "RawPeer":
        """An open websocket whose first packet was read."""
        status, _ = self.ask()
        assert status == 101
        assert self.reads().text.startswith("0{")
        return self

    def join(self, auth: str = "") -> "RawPeer":
        """An open websocket whose Socket.IO CONNECT was accepted."""
        self.open().send(frame("40" + auth))
        assert self.reads().text.startswith('40{"sid":')
        return self

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def reads(self) -> Frame:
        """The next frame; EOFError at the end of the connection."""
        opcode, size = self.reads_bytes(2)
        assert opcode & 0x70 == 0
        assert size < 0x80
        if size == 126:
            size = int.from_bytes(self.reads_bytes(2), "big")
        elif size == 127:
            size = int.from_bytes(self.reads_bytes(8), "big")
        return Frame(opcode & 0x0F, self.reads_bytes(size))

    def reads_close(self) -> int:
        """Passes over all frames up to the close frame, and the end of the connection behind it."""
        while (got := self.reads()).opcode != CLOSE:
            pass
        assert self.is_ended()
        return got.code

    def reads_end(self) -> None:
        """Passes over all frames up to the end of the connection."""
        with suppress(EOFError):
            while True:
                self.reads()

    def is_ended(self) -> bool:
        """Waits for the end of the connection; False where something else comes."""
        return not self._got and not self._receive()

    def reads_bytes(self, size: int) -> bytes:
        while len(self._got) < size:
            more = self._receive()
            if not more:
                raise EOFError
            self._got += more
        taken, self._got = self._got[:size], self._got[size:]
        return taken

    def _receive(self) -> bytes:
        try:
            return self.sock.recv(65536)
        except ConnectionResetError:
            return b""
