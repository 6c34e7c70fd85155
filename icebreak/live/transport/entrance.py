"""What both transports share: websockets only, and a say over each socket's life."""

from collections.abc import Iterable
from typing import Any

import engineio

from icebreak.live.transport.door import AllowOrigin, Environ, Refusal, refusal
from icebreak.live.transport.limits import Limits

TAKE_OVER = "icebreak.take_over"
"""Where our web server puts the function that hands over a request's raw socket."""


class Entrance(engineio.Server):
    """An Engine.IO server whose door lets websockets in and nothing else."""

    def __init__(self, *, limits: Limits, allow_origin: AllowOrigin, **options: Any) -> None:
        super().__init__(
            async_mode="gevent",
            transports=["websocket"],
            allow_upgrades=False,
            http_compression=False,
            cors_allowed_origins=[],
            ping_interval=limits.ping_interval,
            ping_timeout=limits.ping_timeout,
            max_http_buffer_size=limits.max_message,
            **options,
        )
        self.limits = limits
        self.allow_origin = allow_origin
        self.is_closed = False

    def drop(self, sid: str, code: int = 1008) -> None:
        """Closes the client's websocket, after what was sent to it; doesn't wait for that."""
        raise NotImplementedError

    def tell(self, sids: Iterable[str], message: bytes) -> None:
        """Sends one Engine.IO message, UTF-8, to all of them who are still there."""
        raise NotImplementedError

    def admit_within(self, sid: str, seconds: float) -> None:
        """Drops the client if it isn't admitted by then."""
        raise NotImplementedError

    def admit(self, sid: str) -> None:
        raise NotImplementedError

    def say_goodbye(self) -> None:
        """Closes every websocket with "going away", which makes clients look for us again."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Whether every client has left and its handlers have returned."""
        raise NotImplementedError

    def cut_off(self) -> None:
        """Ends what say_goodbye has not ended yet."""
        raise NotImplementedError

    def handle_request(self, environ: Environ, start_response: Any) -> Any:
        """The WSGI application behind the path of the sockets."""
        no = refusal(environ, self.allow_origin)
        if no is None and (self.is_closed or len(self.sockets) >= self.limits.max_sockets):
            no = Refusal(
                "503 Service Unavailable", "No room at the moment.", (("Retry-After", "1"),)
            )
        if no is None and TAKE_OVER not in environ:
            no = Refusal("501 Not Implemented", "This web server has no websockets.")
        if no is None:
            return self._handle_connect(environ, start_response, "websocket")
        body = no.sentence.encode()
        fixed = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response(no.status, [*fixed, *no.headers])
        return [body]

    def opening(self, sid: str) -> dict[str, object]:
        """The first packet: what the client has to know about our pings and limits."""
        return {
            "sid": sid,
            "upgrades": [],
            "pingInterval": round(self.limits.ping_interval * 1000),
            "pingTimeout": round(self.limits.ping_timeout * 1000),
            "maxPayload": self.limits.max_message,
        }
