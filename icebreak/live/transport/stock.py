"""Flask-SocketIO's own transport, simple-websocket, within the same bounds."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from socket import SHUT_RDWR
from typing import Any

import gevent
from engineio.async_drivers.gevent import Thread
from engineio.exceptions import SocketIsClosedError
from engineio.packet import MESSAGE, Packet
from gevent.event import Event
from gevent.selectors import DefaultSelector
from simple_websocket import ConnectionClosed, Server

from icebreak.live.transport.door import AllowOrigin, Environ
from icebreak.live.transport.entrance import TAKE_OVER, Entrance
from icebreak.live.transport.limits import Limits

log = logging.getLogger(__name__)


class StockEngine(Entrance):
    """python-engineio as it is, but for the size of messages and the compression."""

    _async: dict[str, Any]

    def __init__(self, *, limits: Limits, allow_origin: AllowOrigin, **options: Any) -> None:
        super().__init__(limits=limits, allow_origin=allow_origin, monitor_clients=True, **options)
        self._async = {**self._async, "websocket": BoundedWebsocket}

    def drop(self, sid: str, code: int = 1008) -> None:
        if client := self.sockets.get(sid):
            gevent.spawn(_close, client)

    def tell(self, sids: Iterable[str], message: bytes) -> None:
        packet = Packet(MESSAGE, message.decode())
        for sid in sids:
            client = self.sockets.get(sid)
            if client is not None and not client.closed:
                client.send(packet)

    def admit_within(self, sid: str, seconds: float) -> None:
        gevent.spawn_later(seconds, self._drop_unless_admitted, sid)

    def admit(self, sid: str) -> None:
        if client := self.sockets.get(sid):
            client.admitted = True

    def say_goodbye(self) -> None:
        for sid in list(self.sockets):
            self.drop(sid)

    def is_empty(self) -> bool:
        return not self.sockets

    def cut_off(self) -> None:
        self.sockets.clear()

    def _drop_unless_admitted(self, sid: str) -> None:
        client = self.sockets.get(sid)
        if client is not None and not getattr(client, "admitted", False):
            self.drop(sid)

    def _handle_connect(
        self, environ: Environ, start_response: Any, transport: str, jsonp_index: Any = None
    ) -> Any:
        environ.pop(TAKE_OVER)
        # It accepts deflate wherever it is offered, at 90 KiB for each connection.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return super()._handle_connect(environ, start_response, transport)


class BoundedWebsocket:
    """What python-engineio asks of a websocket, given by simple-websocket."""

    def __init__(self, handler: Any, server: StockEngine) -> None:
        self._handler = handler
        self._limits = server.limits

    def __call__(self, environ: Environ, start_response: Any) -> Any:
        self._ws = Server(
            environ,
            max_message_size=self._limits.max_message,
            thread_class=Thread,
            event_class=Event,
            selector_class=DefaultSelector,
        )
        return self._handler(self)

    def close(self) -> None:
        if self._ws.connected:
            self._ws.close()
        # It would wait for the peer's own close frame, and for ever.
        gevent.spawn_later(self._limits.close_within, self._cut_off)

    def send(self, message: str) -> None:
        """Raises OSError once the websocket is closed."""
        try:
            self._ws.send(message)
        except ConnectionClosed as error:
            raise OSError from error

    def wait(self) -> str | bytes | None:
        """The next message, or None once the websocket is closed."""
        try:
            message: str | bytes = self._ws.receive()
        except ConnectionClosed:
            return None
        return message

    def _cut_off(self) -> None:
        with suppress(OSError):
            self._ws.sock.shutdown(SHUT_RDWR)


def _close(client: Any) -> None:
    try:
        client.close(wait=False)
    except SocketIsClosedError:
        pass
    except Exception:
        log.exception("a client could not be told to leave")
