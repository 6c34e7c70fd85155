"""A command is carried out once per person and key; a repeat gets the first answer."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.contract.registry import Command, Spec, Until
from icebreak.contract.streams import Versions
from icebreak.domain.errors import (
    Conflict,
    Ended,
    NotFound,
)
from icebreak.domain.sessions import Session
from icebreak.services.access import access_host, access_me
from icebreak.services.handlers import HANDLERS, Handler
from icebreak.services.occasion import Actor, Occasion
from icebreak.services.versions import versions_of
from icebreak.store.keys import Answered
from icebreak.store.transaction import Tx


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to: the result and the streams' versions, after the commit."""

    result: Any
    versions: Versions

    def body(self) -> dict[str, Any]:
        plain = msgspec.to_builtins(self.result)
        assert isinstance(plain, dict)  # noqa: S101 - results are structs
        return {"ok": True, "versions": msgspec.to_builtins(self.versions), **plain}


def once(tx: Tx, occasion: Occasion, spec: Spec, command: Any) -> Answer:
    """Carry a command out, or answer as the first time if its key has been here before."""
    actor, handler = occasion.actor, HANDLERS[spec.name]
    owner = actor.person_id or f"anyone:{spec.name}"
    mark = _mark(spec, command)
    earlier = tx.keys.find(owner, command.key)
    if earlier is not None:
        if earlier.digest != mark:
            raise Conflict("This key was used for something else.", field="key")
        return _again(tx, occasion, handler, spec, earlier)
    if actor.session_id:
        check_until(spec, tx.sessions.get(actor.session_id), occasion.now)
        check_belongs(tx, actor)
    result = handler.handle(tx, occasion, command)
    session_id = getattr(result, "session_id", "") or actor.session_id
    person_id = getattr(result, "participant_id", "") or actor.person_id
    if (session_id, person_id) != (actor.session_id, actor.person_id):
        actor = replace(actor, session_id=session_id, person_id=person_id)
    versions = versions_of(tx, actor)
    if spec.name not in LEAVES_NOTHING:
        plain = msgspec.to_builtins(result)
        kept = {name: plain[name] for name in handler.keeps} if handler.again else plain
        answer = {"result": kept, "versions": msgspec.to_builtins(versions)}
        at = occasion.now
        tx.keys.add(Answered(owner, command.key, session_id or None, mark, answer, at))
    return Answer(result, versions)


# After these there is nobody left to whom a repeat could be answered.
LEAVES_NOTHING = frozenset({"me.forget", "session.delete"})


def _again(tx: Tx, occasion: Occasion, handler: Handler, spec: Spec, earlier: Answered) -> Answer:
    versions = msgspec.convert(earlier.answer["versions"], Versions)
    kept = earlier.answer["result"]
    if handler.again is not None:
        return Answer(handler.again(tx, occasion, kept), versions)
    return Answer(msgspec.convert(kept, spec.result), versions)


def _mark(spec: Spec, command: Command) -> str:
    """What makes two commands the same: the name and every field, but for the key."""
    content = msgspec.json.encode([spec.name, command], order="deterministic")
    return hashlib.sha256(content).hexdigest()


def check_until(spec: Spec, session: Session | None, now: datetime) -> None:
    if session is None:
        raise NotFound("This session no longer exists.")
    if session.ended_at is None:
        return
    closes = {
        Until.END: session.ended_at,
        Until.NEXT_DAY: session.swaps_until,
        Until.EXPIRY: session.expires_at,
    }[spec.until]
    if closes is not None and now >= closes:
        raise Ended("This session has ended.")


def check_belongs(tx: Tx, actor: Actor) -> None:
    if actor.is_host:
        access_host(tx, actor)
    else:
        access_me(tx, actor)
