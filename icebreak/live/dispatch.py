"""The socket door: from a raw message to the gate, and an acknowledgement back."""

import sys
from collections.abc import Callable
from typing import Any

import msgspec
import structlog
from socketio.exceptions import ConnectionRefusedError as Refused

from icebreak.contract.addresses import absolute
from icebreak.contract.codes import refusal_body
from icebreak.contract.events import WATERMARK
from icebreak.contract.reading import NO_OBJECT, UNREADABLE, read
from icebreak.contract.registry import COMMANDS
from icebreak.contract.streams import written
from icebreak.domain.errors import Invalid, Refusal, Unavailable
from icebreak.live.audiences import NAMESPACE, Audiences
from icebreak.live.presence import Presence
from icebreak.live.transport import EventSocketIO
from icebreak.services.gate import Gate
from icebreak.services.occasion import Actor
from icebreak.services.versions import arrived_at

log = structlog.get_logger(__name__)

SOCKETS_A_PERSON = 5

# From a websocket's request and what its client sent to who it is; raises Refusal.
Recognise = Callable[[dict[str, Any], dict[str, Any]], Actor]
# From a websocket's request to the scheme and host of the links that it is told.
Base = Callable[[dict[str, Any]], str]


class Dispatch:
    """Connects, answers and says goodbye."""

    def __init__(
        self,
        sockets: EventSocketIO,
        gate: Gate,
        audiences: Audiences,
        presence: Presence,
        recognise: Recognise,
        base: Base,
    ) -> None:
        self._sockets = sockets
        self._gate = gate
        self._audiences = audiences
        self._presence = presence
        self._recognise = recognise
        self._base = base
        self._bases: dict[str, str] = {}
        sockets.on("connect")(self.connect)
        sockets.on("disconnect")(self.disconnect)
        sockets.on("*")(self.answer)

    def connect(self, sid: str, environ: dict[str, Any], auth: object) -> None:
        asked = auth if isinstance(auth, dict) else {}
        # A page fetches what it shows as HTML, so only programs are given the state.
        catches_up = "token" in asked and asked.get("since") is not None
        try:
            actor = self._recognise(environ, asked)
            if catches_up:
                read(COMMANDS["state.get"], {"since": asked["since"]})
            with self._gate.world.store.read() as tx:
                versions, room_id = arrived_at(tx, actor)
        except Refusal as refusal:
            raise Refused(refusal.message, refusal_body(refusal)) from None
        for oldest in self._audiences.sockets_of(actor.person_id)[: -(SOCKETS_A_PERSON - 1)]:
            self._sockets.server.disconnect(oldest)
        self._audiences.come(sid, actor, room_id)
        self._bases[sid] = sys.intern(self._base(environ))
        if not actor.is_host:
            self._presence.opened(actor.person_id)
        mark: dict[str, Any] = {
            "versions": msgspec.to_builtins(versions),
            "now": written(self._gate.world.clock()),
        }
        if catches_up:
            state = self.answer("state.get", sid, {"since": asked["since"]})
            if state.pop("ok"):
                mark |= {"versions": state["versions"], "now": state["now"]}
                mark |= {"unchanged": True} if state.get("unchanged") else {"state": state}
        self._sockets.server.emit(WATERMARK, mark, room=sid, namespace=NAMESPACE)

    def disconnect(self, sid: str, reason: str) -> None:
        actor = self._audiences.go(sid)
        self._bases.pop(sid, None)
        if actor is not None and not actor.is_host:
            self._presence.closed(actor.person_id)

    def answer(self, event: str, sid: str, payload: object) -> dict[str, Any]:
        """Every message is acknowledged: with a result or with one refusal of the closed set."""
        actor = self._audiences.actor(sid)
        try:
            if actor is None:
                raise Unavailable("Please connect again.")
            if payload is None:
                payload = {}
            if not isinstance(payload, dict):
                # What the transport couldn't read comes as the text that it is.
                raise Invalid(UNREADABLE if isinstance(payload, str) else NO_OBJECT)
            body = self._gate.answer(actor, event, payload).body()
            return absolute(body, self._bases.get(sid, ""))
        except Refusal as refusal:
            return refusal_body(refusal)
        except Exception:
            log.exception("a command failed", command=event)
            return refusal_body(Unavailable("Something went wrong here. Please try again."))
