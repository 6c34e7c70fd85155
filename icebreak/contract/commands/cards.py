"""One's own card and the link to it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from icebreak.contract.fields import CARD_LIST_MAX, CardLine, CardLines, Language, Note
from icebreak.contract.registry import Part, Until, Who, Write, command

CardField = Literal[
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
]
CardFields = Annotated[list[CardField], Meta(max_length=11)]


class CardLink(Part, kw_only=True):
    label: Annotated[str, Meta(max_length=40)] = ""
    url: CardLine


class CardLinkMade(msgspec.Struct, kw_only=True):
    card_url: str
    expires_at: str


@command("card.save", Who.PARTICIPANT, until=Until.NEXT_DAY)
class CardSave(Write, kw_only=True):
    """Save one's card. A field that is left out stays as it was; an empty one is cleared."""

    given: CardLine | None = None
    family: CardLine | None = None
    pronouns: CardLine | None = None
    company: CardLine | None = None
    department: CardLine | None = None
    title: CardLine | None = None
    emails: CardLines | None = None
    phones: CardLines | None = None
    links: Annotated[list[CardLink], Meta(max_length=CARD_LIST_MAX)] | None = None
    note: Note | None = None
    language: Language | None = None
    shared: CardFields | None = None


@command("card.link", Who.PARTICIPANT, until=Until.NEXT_DAY, result=CardLinkMade)
class CardLinkMake(Write, kw_only=True):
    """A new link to one's card; the link before it stops working."""
