"""A participant's own profile, safety and leaving."""

from typing import Any

import msgspec

from icebreak.contract.fields import Id, Interests, Language, Name, Organisation, Reason, Starter
from icebreak.contract.registry import Command, Until, Who, Write, command


class ProfileSaved(msgspec.Struct, kw_only=True):
    """``facets`` are the short phrases that icebreak understood, for the chips."""

    facets: list[str]


class MyData(msgspec.Struct, kw_only=True):
    """Everything that is kept of one person, and no one else's unshared field."""

    data: dict[str, Any]


@command("profile.save", Who.PARTICIPANT, result=ProfileSaved)
class ProfileSave(Write, kw_only=True):
    """Save one's name, starters and interests. A field that is left out stays as it was."""

    name: Name | None = None
    organisation: Organisation | None = None
    why: Starter | None = None
    offer: Starter | None = None
    seek: Starter | None = None
    interests: Interests | None = None
    language: Language | None = None
    on_picture: bool | None = None


@command("person.block", Who.PARTICIPANT, until=Until.EXPIRY)
class PersonBlock(Write, kw_only=True):
    """Never be seated with somebody again, and hear nothing of their swaps. They aren't told."""

    person: Id


@command("person.unblock", Who.PARTICIPANT, until=Until.EXPIRY)
class PersonUnblock(Write, kw_only=True):
    """Take a block back."""

    person: Id


@command("person.report", Who.PARTICIPANT, until=Until.NEXT_DAY)
class PersonReport(Write, kw_only=True):
    """Tell the host about somebody. A story goes along only if it is named here."""

    person: Id
    story: Id | None = None
    reason: Reason = ""


@command("me.sit_out", Who.PARTICIPANT)
class MeSitOut(Write, kw_only=True):
    """Sit the coming rounds out, or come back in."""

    on: bool = True


@command("me.leave", Who.PARTICIPANT)
class MeLeave(Write, kw_only=True):
    """Leave the session; contacts stay."""


@command("me.export", Who.PARTICIPANT, until=Until.EXPIRY, result=MyData)
class MeExport(Command, kw_only=True):
    """Everything that is kept of me."""


@command("me.forget", Who.PARTICIPANT, until=Until.EXPIRY)
class MeForget(Write, kw_only=True):
    """Erase everything of mine: card, stories, swaps, links."""
