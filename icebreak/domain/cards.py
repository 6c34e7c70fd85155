"""A card: a participant's contact details."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """Contact details; name is the display name, every other field may be empty."""

    name: str
    given: str = ""
    family: str = ""
    pronouns: str = ""
    company: str = ""
    department: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""
    language: str = ""


FIELDS = (
    "given",
    "family",
    "pronouns",
    "company",
    "department",
    "title",
    "emails",
    "phones",
    "links",
    "note",
    "language",
)


def only(card: Card, fields: Collection[str]) -> Card:
    """The card with nothing but its display name and the chosen fields."""
    chosen = {field: getattr(card, field) for field in FIELDS if field in fields}
    return Card(name=card.name, **chosen)


def filled(card: Card) -> tuple[str, ...]:
    """The fields that hold something, in the order of FIELDS."""
    return tuple(field for field in FIELDS if getattr(card, field))
