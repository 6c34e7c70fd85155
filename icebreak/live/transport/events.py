"""Socket.IO events straight to their handlers, without a Flask request for each."""

import logging
from collections.abc import Callable
from typing import Any

import socketio
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from flask import Flask
from flask_socketio import SocketIO
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT

from icebreak.live.transport.entrance import Entrance
from icebreak.live.transport.wire import TextPacket, answer_text, usual_event

log = logging.getLogger(__name__)

NAMESPACE = "/"

Handler = Callable[..., Any]


class EventSocketIO(SocketIO):
    """Flask-SocketIO with handlers that take the client's sid first.

    ``connect``: ``(sid, environ, auth)``, auth None where the client sent none; returning
    False or raising ``socketio.exceptions.ConnectionRefusedError`` refuses the client.
    ``disconnect``: ``(sid, reason)``. Any other event: ``(sid, payload)``. ``*``, any event
    without a handler of its own: ``(event, sid, payload)``. A payload is the one value that
    the client sent, else None (nothing) or the list of them. What a handler returns goes
    into the acknowledgement; what it raises is logged, and nothing is acknowledged.

    The events of one client are handled in order, each after the last one's handler returned.
    The environ is kept until the client is connected, and no longer.
    """

    server: "EventServer"

    def init_app(self, app: Flask, **options: Any) -> None:
        app.extensions["socketio"] = self
        self.server = EventServer(**options)
        self.async_mode = self.server.async_mode
        self.sockio_mw = socketio.WSGIApp(self.server, app.wsgi_app, socketio_path="socket.io")
        app.wsgi_app = self.sockio_mw  # type: ignore[method-assign]

    def on(self, message: str, namespace: str | None = None) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.server.on(message, handler, namespace=namespace)
            return handler

        return register


class EventServer(socketio.Server):
    """python-socketio on one of our engines, with a stricter reading of what clients send."""

    eio: Entrance

    def __init__(self, engine: type[Entrance], **options: Any) -> None:
        self._engine = engine
        super().__init__(
            serializer=TextPacket,
            async_handlers=False,
            namespaces=[NAMESPACE],
            logger=log,
            engineio_logger=log,
            **options,
        )

    def disconnect(
        self, sid: str, namespace: str | None = None, ignore_queue: bool = False
    ) -> None:
        """Ends the websocket too; doesn't wait for the client."""
        engine_sid = self.manager.eio_sid_from_sid(sid, NAMESPACE)
        super().disconnect(sid, namespace, ignore_queue)
        if engine_sid is not None:
            self.eio.drop(engine_sid)

    def _send_packet(self, eio_sid: str, pkt: TextPacket) -> None:
        self._send_eio_packet(eio_sid, EnginePacket(MESSAGE, pkt.encode()))

    def _send_eio_packet(self, eio_sid: str, eio_pkt: EnginePacket) -> None:
        client = self.eio.sockets.get(eio_sid)
        if client is not None and not client.closed:
            client.send(eio_pkt)

    def _engineio_server_class(self) -> type[Entrance]:
        return self._engine

    def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> None:
        super()._handle_eio_connect(eio_sid, environ)
        self.eio.admit_within(eio_sid, self.eio.limits.connect_within)

    def _handle_eio_message(self, eio_sid: str, data: str | bytes) -> None:
        usual = usual_event(data) if isinstance(data, str) else None
        if usual is not None:
            self._answer(eio_sid, *usual)
            return
        try:
            packet = _read(data)
        except ValueError:
            self.eio.drop(eio_sid)
            return
        if packet.packet_type == EVENT:
            self._answer(eio_sid, packet.id, packet.data)
        elif packet.packet_type == ACK:
            self._handle_ack(eio_sid, packet.namespace, packet.id, packet.data)
        elif packet.packet_type == CONNECT:
            self._handle_connect(eio_sid, packet.namespace, packet.data)
        else:
            self._handle_disconnect(eio_sid, packet.namespace, self.reason.CLIENT_DISCONNECT)
            self.eio.drop(eio_sid)

    def _answer(self, eio_sid: str, number: int | None, content: list[Any]) -> None:
        sid = self.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
        if not self.manager.is_connected(sid, NAMESPACE):
            return
        event, *values = content
        payload = values[0] if len(values) == 1 else values or None
        handlers = self.handlers.get(NAMESPACE, {})
        # "connect" and "disconnect" are ours to say: from a client they are unknown events.
        if event in handlers and event != "*" and event not in self.reserved_events:
            answer = handlers[event](sid, payload)
        elif "*" in handlers:
            answer = handlers["*"](event, sid, payload)
        else:
            return
        if number is not None:
            self.eio.tell([eio_sid], answer_text(number, answer))

    def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        if self.manager.sid_from_eio_sid(eio_sid, NAMESPACE) is not None:
            self.eio.drop(eio_sid)
            return
        try:
            super()._handle_connect(eio_sid, namespace, data)
        except Exception:
            log.exception("the handler of a connect failed")
        sid = self.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
        if self.manager.is_connected(sid, NAMESPACE):
            # Cookies and addresses are not kept for as long as the socket lives.
            self.environ.pop(eio_sid, None)
            self.eio.admit(eio_sid)
        else:
            if sid is not None:
                self.manager.disconnect(sid, NAMESPACE, ignore_queue=True)
            self.eio.drop(eio_sid)

    def _trigger_event(self, event: str, namespace: str, *arguments: Any) -> Any:
        handler = self.handlers.get(namespace, {}).get(event)
        return self.not_handled if handler is None else handler(*arguments)


def _read(data: str | bytes) -> TextPacket:
    """A packet that a client may send; raises ValueError for any other."""
    if not isinstance(data, str):
        raise ValueError("a binary message")
    packet = TextPacket(encoded_packet=data)
    kind, content = packet.packet_type, packet.data
    if kind == EVENT:
        sound = isinstance(content, list) and content and isinstance(content[0], str)
    elif kind == ACK:
        sound = isinstance(content, list) and packet.id is not None
    elif kind == CONNECT:
        sound = content is None or isinstance(content, dict)
    else:
        sound = kind == DISCONNECT
    if not sound:
        raise ValueError("not a packet for a server")
    return packet
