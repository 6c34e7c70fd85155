"""The clock of a round, in the host's hands."""

from icebreak.contract.fields import ExtendSeconds
from icebreak.contract.registry import Who, Write, command


@command("round.start", Who.HOST)
class RoundStart(Write, kw_only=True):
    """Begin the next round now, whatever step is running."""


@command("round.pause", Who.HOST)
class RoundPause(Write, kw_only=True):
    """Stop the clock of this step."""


@command("round.resume", Who.HOST)
class RoundResume(Write, kw_only=True):
    """Let the clock run on from where it stopped."""


@command("round.extend", Who.HOST)
class RoundExtend(Write, kw_only=True):
    """Give this step more time."""

    seconds: ExtendSeconds = 60


@command("round.end", Who.HOST)
class RoundEnd(Write, kw_only=True):
    """End this round now; the next step begins."""
