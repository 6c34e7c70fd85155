"""What a facilitator does with people and rooms."""

import msgspec

from icebreak.contract.fields import Id, SayText
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
