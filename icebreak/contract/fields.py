"""Field types that several commands share, with their limits.

Lengths are counted in characters. The limits stand here once: the gate, the
generated documents and the pages' ``maxlength`` all read them.
"""

from typing import Annotated

from msgspec import Meta

NAME_MAX = 80
TITLE_MAX = 120
STARTER_MAX = 140
INTEREST_MAX = 60
INTERESTS_MAX = 20
STORY_MAX = 600
SAY_MAX = 280
NOTE_MAX = 1000
REASON_MAX = 500
BECAUSE_MAX = 200
CARD_LINE_MAX = 200
CARD_LIST_MAX = 6
PROMPT_MAX = 240
STEPS_MAX = 30
RULES_MAX = 200
RULED_MAX = 20

# How a text is brought to its stored form; a text without a mark becomes one line.
SEVERAL_LINES: dict[str, object] = {"lines": "several"}
AS_TYPED: dict[str, object] = {"lines": "as typed"}

Key = Annotated[
    str,
    Meta(
        min_length=8,
        max_length=64,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="Unique per person: a repeat gets the first answer.",
    ),
]
LongKey = Annotated[
    str,
    Meta(
        min_length=22,
        max_length=64,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="At least 22 random base64url characters: nobody has an identity yet.",
    ),
]
Id = Annotated[str, Meta(min_length=1, max_length=64)]
Token = Annotated[str, Meta(min_length=1, max_length=128)]
CodeText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=40,
        description="Six characters, in any case; spaces and dashes are ignored.",
    ),
]
Name = Annotated[str, Meta(min_length=1, max_length=NAME_MAX)]
Organisation = Annotated[str, Meta(max_length=NAME_MAX)]
Title = Annotated[str, Meta(min_length=1, max_length=TITLE_MAX)]
Language = Annotated[str, Meta(max_length=35, pattern=r"^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Password = Annotated[str, Meta(min_length=1, max_length=128, extra=AS_TYPED)]
Starter = Annotated[str, Meta(max_length=STARTER_MAX)]
Interest = Annotated[str, Meta(min_length=1, max_length=INTEREST_MAX)]
Interests = Annotated[list[Interest], Meta(max_length=INTERESTS_MAX)]
StoryText = Annotated[str, Meta(min_length=1, max_length=STORY_MAX, extra=SEVERAL_LINES)]
DraftText = Annotated[str, Meta(max_length=STORY_MAX, extra=AS_TYPED)]
SayText = Annotated[str, Meta(min_length=1, max_length=SAY_MAX, extra=SEVERAL_LINES)]
Because = Annotated[str, Meta(min_length=1, max_length=BECAUSE_MAX)]
Note = Annotated[str, Meta(max_length=NOTE_MAX, extra=SEVERAL_LINES)]
Reason = Annotated[str, Meta(max_length=REASON_MAX, extra=SEVERAL_LINES)]
Prompt = Annotated[str, Meta(max_length=PROMPT_MAX)]
CardLine = Annotated[str, Meta(max_length=CARD_LINE_MAX)]
CardLines = Annotated[list[CardLine], Meta(max_length=CARD_LIST_MAX)]
Version = Annotated[int, Meta(ge=0)]
RetentionDays = Annotated[int, Meta(ge=1, le=90)]
RoomSize = Annotated[int, Meta(ge=2, le=8)]
StepSeconds = Annotated[int, Meta(ge=10, le=7200)]
TurnSeconds = Annotated[int, Meta(ge=30, le=300)]
ExtendSeconds = Annotated[int, Meta(ge=10, le=1800)]
