"""Who may open a websocket, judged by the HTTP request alone (RFC 6455, section 4.2)."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from wsproto.utilities import generate_accept_token

Environ = dict[str, Any]
"""A WSGI environment (PEP 3333)."""

AllowOrigin = Callable[[str, Environ], bool]
"""Whether a page of this origin may open a websocket here."""

PATH = "/socket.io/"

_UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP answer instead of a websocket."""

    status: str
    sentence: str
    headers: tuple[tuple[str, str], ...] = ()


def refusal(environ: Environ, allow_origin: AllowOrigin) -> Refusal | None:
    """Why this request gets no websocket, or None where it gets one."""
    if environ["PATH_INFO"] != PATH:
        return Refusal("404 Not Found", "There is nothing here.")
    if environ["REQUEST_METHOD"] != "GET":
        return Refusal("405 Method Not Allowed", "Only GET opens a websocket.", (("Allow", "GET"),))
    query = parse_qs(environ.get("QUERY_STRING", ""))
    if query.get("transport") != ["websocket"] or query.get("EIO") != ["4"] or "sid" in query:
        return Refusal("400 Bad Request", "Socket.IO is spoken here over websockets alone (EIO=4).")
    if not asks_for_websocket(environ):
        return Refusal("426 Upgrade Required", "This address is for websockets.", _UPGRADE)
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
        return Refusal("426 Upgrade Required", "Websocket version 13 is needed.", _UPGRADE)
    if environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ:
        return Refusal("400 Bad Request", "A websocket's request has no body.")
    if not _is_key(environ.get("HTTP_SEC_WEBSOCKET_KEY", "")):
        return Refusal("400 Bad Request", "Sec-WebSocket-Key is not 16 bytes in base64.")
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and not allow_origin(origin, environ):
        return Refusal("403 Forbidden", "This page may not open a websocket here.")
    return None


def asks_for_websocket(environ: Environ) -> bool:
    """Whether the request wants to become a websocket, rightly or not."""
    wanted = environ.get("HTTP_UPGRADE", "").lower()
    connection = environ.get("HTTP_CONNECTION", "").lower()
    return wanted == "websocket" and "upgrade" in [word.strip() for word in connection.split(",")]


def same_origin(origin: str, environ: Environ) -> bool:
    """Whether the page came from the host that it now speaks to."""
    host: str = environ.get("HTTP_HOST", "").lower()
    try:
        return host != "" and urlsplit(origin).netloc.lower() == host
    except ValueError:
        return False


def acceptance(environ: Environ) -> bytes:
    """The answer 101 to a request that has no refusal; no extension, so no deflate."""
    token = generate_accept_token(environ["HTTP_SEC_WEBSOCKET_KEY"].encode())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\n"
        b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + token + b"\r\n\r\n"
    )


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == 16
    except (binascii.Error, ValueError):
        return False
