"""The HTTP door: POST /api/v1/<command>."""

import orjson
from flask import Blueprint, Response, current_app, request

from icebreak.contract.addresses import absolute
from icebreak.contract.codes import STATUS, Code, refusal_body
from icebreak.contract.openapi import document
from icebreak.contract.reading import decode
from icebreak.domain.errors import Refusal, TooLarge
from icebreak.services.occasion import Actor
from icebreak.web.credentials import api_actor, the_gate
from icebreak.web.security import BODY_MAX, TOO_LARGE
from icebreak.web.site import the_site

api = Blueprint("api", __name__)


@api.post("/api/v1/<command>")
def command(command: str) -> Response:
    actor = api_actor()
    body = the_gate().answer(actor, command, decode(_sent())).body()
    heard(actor)
    return as_json(absolute(body, the_site().base()))


def _sent() -> bytes:
    """The request's body.

    Raises:
        TooLarge: for one in chunks too; werkzeug would cut it off without a word.
    """
    body = request.get_data()
    if request.content_length is None and len(body) >= BODY_MAX:
        raise TooLarge(TOO_LARGE)
    return body


@api.get("/api/openapi.json")
def openapi() -> Response:
    return as_json(document(the_site().base()))


def heard(actor: Actor) -> None:
    """Somebody without a socket still counts as here."""
    if actor.role == "participant":
        current_app.extensions["icebreak_heard"](actor.person_id)


def as_json(body: object, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, mimetype="application/json")


def refused(refusal: Refusal) -> Response:
    return as_json(refusal_body(refusal), STATUS[Code(refusal.code)])
