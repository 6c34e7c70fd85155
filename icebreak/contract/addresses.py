"""Addresses inside answers: services know paths, a door knows under what name it was asked."""

from typing import Any

ADDRESSES = ("host_url", "join_url", "resume_url", "card_url")
# The parts of a state that hold addresses.
PARTS = ("me", "links")


def absolute(body: dict[str, Any], base: str) -> dict[str, Any]:
    """The answer with the scheme and host of ``base`` before each address that is a path."""
    _complete(body, base)
    for name in PARTS:
        part = body.get(name)
        if isinstance(part, dict):
            _complete(part, base)
    return body


def _complete(part: dict[str, Any], base: str) -> None:
    for name in ADDRESSES:
        path = part.get(name)
        if isinstance(path, str) and path.startswith("/"):
            part[name] = f"{base}{path}"
