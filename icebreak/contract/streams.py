"""Versions: where somebody stands in each stream of changes."""

import msgspec


class Versions(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The three streams. ``room`` is 0 while one sits in no room."""

    session: int
    room: int = 0
    me: int = 0
