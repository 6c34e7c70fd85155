"""For those who run icebreak: is it alive, can it write?"""

import ipaddress

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from icebreak.domain.errors import NotFound, Refusal
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


@health.get("/metrics")
def metrics() -> Response:
    """Figures for Prometheus, on this machine only: how busy an evening is, is nobody's business.

    Raises:
        NotFound: for everybody else, as if there were no such address.
    """
    if not ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback:  # noqa: S104
        raise NotFound("There is nothing at this address.")
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
