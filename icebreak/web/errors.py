"""One translator for this door: a refusal becomes JSON for programs, a page for people."""

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from icebreak.contract.codes import STATUS, Code
from icebreak.domain.errors import (
    Invalid,
    NotFound,
    RateLimited,
    Refusal,
    TooLarge,
    Unavailable,
)
from icebreak.web.api import refused
from icebreak.web.rendering import page
from icebreak.web.security import TOO_LARGE

log = structlog.get_logger(__name__)

_BY_STATUS: dict[int, Refusal] = {
    404: NotFound("There is nothing at this address."),
    405: Invalid("This address doesn't take that kind of request."),
    413: TooLarge(TOO_LARGE),
    429: RateLimited("That was a lot at once. Please wait a moment."),
}


def translate(app: Flask) -> None:
    app.register_error_handler(Refusal, told)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_mishap)


def told(refusal: Refusal) -> Response:
    if request.path.startswith("/api/"):
        return refused(refusal)
    status = STATUS[Code(refusal.code)]
    return page("error.html", status, problem=refusal, back="/", session_id=_session_of_path())


def _from_http(error: HTTPException) -> Response:
    refusal = _BY_STATUS.get(error.code or 500, Invalid("That request can't be answered."))
    response = told(refusal)
    if error.code == 405:
        response.status_code = 405
    return response


def _from_mishap(error: Exception) -> Response:
    # The message may hold what somebody typed: only its kind and place are logged.
    log.error("a request failed", endpoint=request.endpoint, exc_info=error)
    return told(Unavailable("Something went wrong here. Please try again."))


def _session_of_path() -> str:
    parts = request.path.split("/")
    return parts[2] if len(parts) > 2 and parts[1] in {"s", "host"} else ""
