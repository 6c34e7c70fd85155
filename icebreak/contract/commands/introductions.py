"""Bringing two others together, with the consent of both."""

from typing import Annotated

import msgspec
from msgspec import Meta

from icebreak.contract.commands.cards import CardField
from icebreak.contract.fields import Because, Id
from icebreak.contract.registry import Until, Who, Write, command


class IntroductionSent(msgspec.Struct, kw_only=True):
    """The same whatever becomes of it."""

    introduction_id: str


@command("introduction.suggest", Who.PARTICIPANT, until=Until.NEXT_DAY, result=IntroductionSent)
class IntroductionSuggest(Write, kw_only=True):
    """Tell two people why they should know each other; whether one said no, nobody learns."""

    people: Annotated[list[Id], Meta(min_length=2, max_length=2)]
    because: Because


class IntroductionAnswered(msgspec.Struct, kw_only=True):
    """``agreed`` only when the other had said yes too."""

    agreed: bool


@command("introduction.answer", Who.PARTICIPANT, until=Until.NEXT_DAY, result=IntroductionAnswered)
class IntroductionAnswer(Write, kw_only=True):
    """Say yes, with at least one field of one's card, or no, which nobody ever learns."""

    introduction: Id
    accept: bool
    fields: Annotated[list[CardField], Meta(max_length=11)] = msgspec.field(default_factory=list)
