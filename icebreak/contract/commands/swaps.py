"""Swapping cards by mutual consent, and what is left of it."""

from typing import Annotated

import msgspec
from msgspec import Meta

from icebreak.contract.commands.cards import CardField
from icebreak.contract.fields import Id, Note, Token
from icebreak.contract.registry import Until, Who, Write, command

Date = Annotated[str, Meta(pattern=r"^$|^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD, or empty")]


class SwapAnswer(msgspec.Struct, kw_only=True):
    """``agreed`` only when the other side had said yes too."""

    agreed: bool


@command("swap.propose", Who.PARTICIPANT, until=Until.NEXT_DAY, result=SwapAnswer)
class SwapPropose(Write, kw_only=True):
    """Say yes to a swap with somebody. They learn of it only if they say yes too."""

    fields: Annotated[list[CardField], Meta(min_length=1, max_length=11)]
    to: Id | None = None
    card_token: Token | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.to is None) == (self.card_token is None):
            raise ValueError("Say with whom: a person or a card link, one of the two.")


@command("swap.withdraw", Who.PARTICIPANT, until=Until.EXPIRY)
class SwapWithdraw(Write, kw_only=True):
    """Take one's yes back. Both cards are hidden again at once."""

    to: Id


@command("contact.wrote", Who.PARTICIPANT, until=Until.EXPIRY)
class ContactWrote(Write, kw_only=True):
    """Note that one has written to a contact; the next date is a month away, then three, or as
    given (empty: none)."""

    contact: Id
    note: Note | None = None
    follow_up_on: Date | None = None


@command("contact.note", Who.PARTICIPANT, until=Until.EXPIRY)
class ContactNote(Write, kw_only=True):
    """Keep a private note on a contact, and a date on which to write to them."""

    contact: Id
    note: Note | None = None
    follow_up_on: Date | None = None
