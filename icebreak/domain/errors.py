"""Refusals: what icebreak answers instead of doing what was asked.

Each has a code out of the contract's closed set; a door translates it once.
"""

from typing import ClassVar


class Refusal(Exception):
    """A sentence for people, and the field that is to blame if there is one."""

    code: ClassVar[str]

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Invalid(Refusal):
    code = "invalid"


class Unauthorised(Refusal):
    code = "unauthorised"


class Forbidden(Refusal):
    code = "forbidden"


class NotFound(Refusal):
    code = "not_found"


class Conflict(Refusal):
    code = "conflict"


class Stale(Refusal):
    code = "stale"


class Full(Refusal):
    code = "full"


class RateLimited(Refusal):
    code = "rate_limited"


class TooLarge(Refusal):
    code = "too_large"


class Busy(Refusal):
    code = "busy"


class Unavailable(Refusal):
    code = "unavailable"


class Ended(Refusal):
    code = "ended"


class UnknownCommand(Refusal):
    code = "unknown_command"
