"""The closed set of refusals, and the HTTP status that each one has."""

from enum import StrEnum
from typing import Any

from icebreak.domain.errors import Refusal


class Code(StrEnum):
    INVALID = "invalid"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    STALE = "stale"
    FULL = "full"
    RATE_LIMITED = "rate_limited"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    UNAVAILABLE = "unavailable"
    ENDED = "ended"
    UNKNOWN_COMMAND = "unknown_command"


STATUS: dict[Code, int] = {
    Code.INVALID: 400,
    Code.UNAUTHORISED: 401,
    Code.FORBIDDEN: 403,
    Code.NOT_FOUND: 404,
    Code.CONFLICT: 409,
    Code.STALE: 409,
    Code.FULL: 409,
    Code.RATE_LIMITED: 429,
    Code.TOO_LARGE: 413,
    Code.BUSY: 503,
    Code.UNAVAILABLE: 503,
    Code.ENDED: 410,
    Code.UNKNOWN_COMMAND: 404,
}


def refusal_body(refusal: Refusal) -> dict[str, Any]:
    """What a door answers instead of a result."""
    body: dict[str, Any] = {"ok": False, "error": refusal.code, "message": refusal.message}
    return body if refusal.field is None else {**body, "field": refusal.field}
