"""Telling stories, and saying "me too"."""

import msgspec

from icebreak.contract.fields import DraftText, Id, StoryText
from icebreak.contract.registry import Until, Who, Write, command


class StoryTold(msgspec.Struct, kw_only=True):
    story_id: str


@command("story.tell", Who.PARTICIPANT, result=StoryTold)
class StoryTell(Write, kw_only=True):
    """Tell the room a story."""

    room: Id
    text: StoryText
    keep: bool = False


@command("story.draft", Who.PARTICIPANT)
class StoryDraft(Write, kw_only=True):
    """Keep what has been typed so far, for a reload or another device."""

    room: Id
    text: DraftText = ""


@command("story.edit", Who.PARTICIPANT)
class StoryEdit(Write, kw_only=True):
    """Change a story of one's own."""

    story: Id
    text: StoryText | None = None
    keep: bool | None = None


@command("story.withdraw", Who.PARTICIPANT, until=Until.EXPIRY)
class StoryWithdraw(Write, kw_only=True):
    """Take a story of one's own back."""

    story: Id


@command("story.metoo", Who.PARTICIPANT)
class StoryMetoo(Write, kw_only=True):
    """Say "me too" to somebody's story, or take it back."""

    story: Id
    on: bool = True
