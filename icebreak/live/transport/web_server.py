"""The web server for pages and sockets: gevent's pywsgi, with limits and a quiet end."""

import logging
import resource
import signal
import socket
import time
from _socket import socket as PlainSocket  # noqa: N812
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

import gevent
from gevent.event import Event
from gevent.pywsgi import WSGIHandler, WSGIServer

from icebreak.live import memory
from icebreak.live.transport.door import Environ, asks_for_websocket
from icebreak.live.transport.entrance import TAKE_OVER, Entrance
from icebreak.live.transport.headers import RequestHeaders
from icebreak.live.transport.limits import Limits

log = logging.getLogger(__name__)

_BACKLOG = 4096
_OPEN_FILES = 65536
_WHOLE_BUFFER = 65536


class Handler(WSGIHandler):
    """One TCP connection and its HTTP requests, until it ends or becomes a websocket."""

    server: "Server"
    socket: Any

    def MessageClass(self, lines: BinaryIO, *_: object) -> RequestHeaders:  # noqa: N802
        return RequestHeaders(lines)

    def get_environ(self) -> Environ:
        environ: Environ = super().get_environ()
        # A body without a length ends where its chunks end: it can be read, up to the limit.
        environ["wsgi.input_terminated"] = True
        if asks_for_websocket(environ):
            environ[TAKE_OVER] = self.take_over
            self.close_connection = True
        return environ

    def take_over(self) -> tuple[PlainSocket, bytes]:
        """The raw socket, which is the caller's from here on, and what was read from it already."""
        self.socket.settimeout(0)
        early = self.rfile.peek(_WHOLE_BUFFER) or b""
        raw = PlainSocket(fileno=self.socket.detach())
        self.socket = None
        return raw, early

    def read_request(self, raw_requestline: str) -> bool:
        try:
            with gevent.Timeout(self.server.limits.request_within, TimeoutError):
                return bool(super().read_request(raw_requestline))
        except OSError as error:
            raise ValueError("the headers did not come") from error

    def run_application(self) -> None:
        self.server.requests += 1
        try:
            super().run_application()
        finally:
            self.server.requests -= 1

    def _connection_upgrade_requested(self) -> bool:
        # Else the application would read a body past its end, wherever an upgrade is asked for.
        return False

    def log_request(self) -> None:
        """Addresses and tokens must not end up in a log; the application logs its requests."""

    def log_error(self, msg: str, *args: object) -> None:
        log.info("a request could not be read")


class Server(WSGIServer):
    """Listens from start() on; ``requests`` counts those that are being answered."""

    def __init__(self, address: tuple[str, int], app: Any, limits: Limits) -> None:
        super().__init__(address, app, backlog=_BACKLOG, log=None, handler_class=Handler)
        self.limits = limits
        self.requests = 0

    def handle(self, sock: Any, address: Any) -> None:
        # Nagle's algorithm makes an acknowledgement wait for 40 ms.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(self.limits.idle_within)
        super().handle(sock, address)


def serve_until_told(
    server: Server, engine: Entrance, ready: Callable[[int], None] | None = None
) -> None:
    """Serves until SIGTERM or SIGINT, then stops accepting, tells every client and returns.

    ``ready`` is called with the port that is listened on. Takes at most ``stop_within``
    seconds to stop. Raises OSError where the address can't be listened on.
    """
    _allow_open_files()
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, told.set)
    server.start()
    memory.settle()
    if ready is not None:
        ready(server.server_port)
    told.wait()
    _stop(server, engine)


def _allow_open_files() -> None:
    # Every client is an open file, and many systems allow a thousand until asked for more.
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(most, _OPEN_FILES)
    if allowed < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _stop(server: Server, engine: Entrance) -> None:
    limits = server.limits
    until = time.monotonic() + limits.stop_within
    server.close()
    engine.is_closed = True
    engine.say_goodbye()
    while time.monotonic() < until - 0.5 and not (engine.is_empty() and server.requests == 0):
        gevent.sleep(0.02)
    engine.cut_off()
    while time.monotonic() < until and not engine.is_empty():
        gevent.sleep(0.02)
