"""What a facilitator does with people and rooms."""

from typing import Annotated

import msgspec
from msgspec import Meta

from icebreak.contract.fields import RULED_MAX, RULES_MAX, Id, SayText
from icebreak.contract.registry import Until, Who, Write, command


class HostInvited(msgspec.Struct, kw_only=True):
    host_id: str
    host_url: str


class LinkRotated(msgspec.Struct, kw_only=True):
    code: str
    join_token: str
    join_url: str


@command("host.invite", Who.HOST, result=HostInvited)
class HostInvite(Write, kw_only=True):
    """Make a host link of its own for a co-host."""


@command("host.uninvite", Who.HOST)
class HostUninvite(Write, kw_only=True):
    """Take a co-host's link back. One's own stays."""

    host: Id


@command("link.rotate", Who.HOST, result=LinkRotated)
class LinkRotate(Write, kw_only=True):
    """Replace the join link and the code; the old ones stop working."""


@command("host.say", Who.HOST)
class HostSay(Write, kw_only=True):
    """Speak to all rooms, or to one."""

    text: SayText
    room: Id | None = None


Group = Annotated[list[Id], Meta(min_length=2, max_length=RULED_MAX)]
Groups = Annotated[list[Group], Meta(max_length=RULES_MAX)]


@command("rooms.rule", Who.HOST)
class RoomsRule(Write, kw_only=True):
    """Say who never shares a room, who always does, and whether organisations are spread.

    ``apart`` and ``together`` are groups of two or more; each replaces what was said before, and
    what is left out stays as it was.
    """

    apart: Groups | None = None
    together: Groups | None = None
    spread: bool | None = None


@command("person.move", Who.HOST)
class PersonMove(Write, kw_only=True):
    """Seat somebody in another room of this round."""

    person: Id
    room: Id


@command("person.remove", Who.HOST, until=Until.NEXT_DAY)
class PersonRemove(Write, kw_only=True):
    """Take somebody out of the session; their links stop working."""

    person: Id


@command("help.answer", Who.HOST)
class HelpAnswer(Write, kw_only=True):
    """Say that a room's call for help or time has been seen to."""

    room: Id
