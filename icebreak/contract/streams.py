"""Versions: where somebody stands in each stream of changes, and when that was."""

from datetime import datetime

import msgspec


class Versions(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The three streams. ``room`` is 0 while one sits in no room."""

    session: int
    room: int = 0
    me: int = 0


def written(moment: datetime) -> str:
    """A moment in UTC as every answer writes it (RFC 3339)."""
    return moment.isoformat().replace("+00:00", "Z")
