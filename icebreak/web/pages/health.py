"""For those who run icebreak: is it alive, can it write?"""

from flask import Blueprint, Response

from icebreak.domain.errors import Refusal
from icebreak.web.api import as_json
from icebreak.web.credentials import the_gate

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    return as_json({"ok": True})


@health.get("/readyz")
def ready() -> Response:
    """Ready when the database answers."""
    try:
        with the_gate().world.store.read() as tx:
            tx.sessions.get("none")
    except Refusal as refusal:
        return as_json({"ok": False, "message": refusal.message}, 503)
    return as_json({"ok": True})
