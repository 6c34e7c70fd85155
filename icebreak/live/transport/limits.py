"""What one client may cost the server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    max_message: int = 16 * 1024
    """One message, all its fragments together."""

    max_sockets: int = 20_000

    max_backlog: int = 512 * 1024
    """What may wait for a slow client before it is dropped."""

    max_waiting: int = 32
    """Messages of one client that may wait for their handlers before its socket is read again."""

    ping_interval: float = 20
    ping_timeout: float = 20

    connect_within: float = 10
    """From the open websocket to the accepted Socket.IO CONNECT."""

    close_within: float = 2
    """From our close frame to the end of the TCP connection."""

    request_within: float = 10
    """From a request's first line to its last header."""

    idle_within: float = 30
    """Between two requests, and between two pieces of a body."""

    stop_within: float = 3
    """From the signal to stop to the end of the server."""
