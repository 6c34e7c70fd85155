"""The plan: steps, templates and the forecast."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from icebreak.contract.fields import (
    STEPS_MAX,
    Prompt,
    RoomSize,
    StepSeconds,
    TurnSeconds,
    Version,
)
from icebreak.contract.registry import Part, Who, Write, command

StepKind = Literal["welcome", "round", "together", "wrap_up"]
RoundKind = Literal["ground", "mixed", "offers", "random"]
Deck = Literal["light", "work", "deeper"]
TemplateName = Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9_-]+$")]
StepTitle = Annotated[str, Meta(max_length=80)]


class StepPlan(Part, kw_only=True):
    """One step as a facilitator plans it. What a step leaves out takes its kind's default."""

    kind: StepKind
    title: StepTitle = ""
    seconds: StepSeconds = 480
    size: RoomSize = 4
    seating: RoundKind = "ground"
    deck: Deck = "light"
    prompt: Prompt = ""
    turn_seconds: TurnSeconds = 90


class Forecast(msgspec.Struct, kw_only=True):
    """What the plan will do with the people who are here now.

    ``meets_least`` and ``meets_most`` say how many others each person sits
    with over all rounds; ``repeats`` counts pairs who must meet again, and
    ``why`` says what forces it.
    """

    people: int
    rounds: int
    meets_least: int
    meets_most: int
    repeats: int
    smallest: int
    largest: int
    sentence: str
    why: str = ""


class PlanSaved(msgspec.Struct, kw_only=True):
    plan_version: int
    forecast: Forecast


@command("plan.save", Who.HOST, result=PlanSaved)
class PlanSave(Write, kw_only=True):
    """Replace the steps that have not begun yet."""

    steps: Annotated[list[StepPlan], Meta(min_length=1, max_length=STEPS_MAX)]
    version: Version
