"""Wrong codes and passwords are counted: past a limit there is no verdict, not even a right one."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from icebreak.contract.registry import Command
from icebreak.domain.errors import Forbidden, NotFound, RateLimited
from icebreak.services.limits import Limits

T = TypeVar("T")

_MANY_CODES = (
    "Too many wrong codes were typed here. Please use the QR or the link that your host shows."
)
_MANY_PASSWORDS = "Too many wrong passwords were typed here. Please try again in ten minutes."


def guarded(
    limits: Limits, address: str, command: Command, now: datetime, ask: Callable[[], T]
) -> T:
    """What ``ask`` comes to, unless too much was guessed from there.

    Raises:
        RateLimited: past a limit. Right guesses, and what can't be a code, count nothing.
    """
    fields = type(command).__struct_fields__
    if "code" not in fields and "password" not in fields:
        return ask()
    code, password = (getattr(command, name, None) for name in ("code", "password"))
    if code is not None and not limits.codes.open_for(address, now):
        raise RateLimited(_MANY_CODES, field="code")
    if password is not None and not limits.passwords.open_for(address, now):
        raise RateLimited(_MANY_PASSWORDS, field="password")
    try:
        return ask()
    except NotFound as refusal:
        if refusal.field == "code":
            limits.codes.failed(address, now)
        raise
    except Forbidden as refusal:
        if refusal.field == "password":
            limits.passwords.failed(address, now)
        raise
