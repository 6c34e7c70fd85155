"""Sockets for a Flask application, behind Flask-SocketIO's interface.

``socket_server`` makes them, ``serve`` runs the application with them. Importing this
package patches nothing: ``gevent.monkey.patch_all`` is for the program to call first.
Sockets belong to the thread that serves: nothing here may be called from another.
"""

from collections.abc import Callable
from typing import Any, Literal

from flask import Flask

from icebreak.live.transport.door import AllowOrigin, same_origin
from icebreak.live.transport.events import EventSocketIO
from icebreak.live.transport.lean import LeanEngine
from icebreak.live.transport.limits import Limits
from icebreak.live.transport.rooms import RoomIndex, Rooms
from icebreak.live.transport.stock import StockEngine
from icebreak.live.transport.web_server import Server, serve_until_told

__all__ = [
    "AllowOrigin",
    "EventSocketIO",
    "Kind",
    "Limits",
    "RoomIndex",
    "Rooms",
    "same_origin",
    "serve",
    "socket_server",
]

Kind = Literal["lean", "stock"]


def socket_server(
    app: Flask,
    *,
    kind: Kind = "lean",
    allow_origin: AllowOrigin = same_origin,
    limits: Limits | None = None,
    rooms: Any = None,
) -> EventSocketIO:
    """Puts Socket.IO at /socket.io/ of the application.

    ``allow_origin`` is asked where a request names an origin, which browsers always do.
    ``rooms``: a python-socketio manager, by default that of a single process.
    """
    return EventSocketIO(
        app,
        engine=LeanEngine if kind == "lean" else StockEngine,
        client_manager=rooms or Rooms(),
        allow_origin=allow_origin,
        limits=limits or Limits(),
    )


def serve(
    app: Flask,
    sockets: EventSocketIO,
    host: str,
    port: int,
    *,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Serves pages and sockets until SIGTERM or SIGINT; returns within 3 s of it.

    ``ready`` is called once, with the port (port 0 takes a free one). Raises OSError.
    """
    engine = sockets.server.eio
    serve_until_told(Server((host, port), app, engine.limits), engine, ready)
