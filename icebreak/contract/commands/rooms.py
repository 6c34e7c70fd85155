"""Inside a room: turns, prompts, time and help."""

from icebreak.contract.fields import Id
from icebreak.contract.registry import Who, Write, command


class InRoom(Write, kw_only=True):
    room: Id


@command("turn.pass", Who.PARTICIPANT)
class TurnPass(InRoom, kw_only=True):
    """Not now: the turn goes to the next person."""


@command("turn.swap", Who.PARTICIPANT)
class TurnSwap(InRoom, kw_only=True):
    """Change places with whoever comes after me."""


@command("prompt.another", Who.PARTICIPANT)
class PromptAnother(InRoom, kw_only=True):
    """Ask for another prompt; it comes when half of the room, at least two, ask."""


@command("time.ask", Who.PARTICIPANT)
class TimeAsk(InRoom, kw_only=True):
    """Ask for more time; the host hears of it when half of the room, at least two, ask."""


@command("help.call", Who.PARTICIPANT)
class HelpCall(InRoom, kw_only=True):
    """Call the host into this room."""
