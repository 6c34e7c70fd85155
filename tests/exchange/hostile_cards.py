"""Cards that have broken address books, or could."""

from typing import Any, NamedTuple


class Hostile(NamedTuple):
    """A card that comes out as it went in, but for the fields that becomes names."""

    what: str
    card: dict[str, Any]
    becomes: dict[str, Any] | None = None


class Refused(NamedTuple):
    """A card that is refused with a sentence that names the culprit."""

    what: str
    card: dict[str, Any]
    culprit: str


def ann(**fields: Any) -> dict[str, Any]:
    return {"fn": "Ann", **fields}
