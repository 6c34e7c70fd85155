"""Prompts, plan templates and room names: data files beside the code, read once."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DECKS = ("light", "work", "deeper")
TEMPLATES = ("15", "30", "45", "60", "pairs", "fours", "speed")


@dataclass(frozen=True, slots=True)
class StoryPrompt:
    """What a room tells stories about, and a question for when the talk runs dry."""

    id: str
    text: str
    follow_on: str = ""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step as a template plans it. Outside rounds, what follows ``seconds`` means nothing."""

    kind: str
    title: str
    seconds: int
    size: int = 4
    seating: str = "ground"
    deck: str = "light"
    prompt: str = ""
    turn_seconds: int = 90


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A ready-made plan; the seconds of its steps add up to ``minutes``."""

    name: str
    title: str
    description: str
    minutes: int
    steps: tuple[PlanStep, ...]


@cache
def decks() -> dict[str, tuple[StoryPrompt, ...]]:
    """The prompts by deck, from the lightest to the deepest."""
    return {
        name: tuple(StoryPrompt(**prompt) for prompt in _data(f"decks/{name}.json"))
        for name in DECKS
    }


@cache
def plan_templates() -> tuple[PlanTemplate, ...]:
    """The templates in the order in which facilitators are shown them."""
    return tuple(_template(**_data(f"templates/{name}.json")) for name in TEMPLATES)


@cache
def room_names() -> tuple[str, ...]:
    """Names for rooms, in order of use; none sounds or begins like another."""
    return tuple(_data("room_names.json"))


def _template(*, steps: list[dict[str, Any]], **told: Any) -> PlanTemplate:
    return PlanTemplate(**told, steps=tuple(PlanStep(**step) for step in steps))


def _data(path: str) -> Any:
    return json.loads(files(__package__).joinpath(path).read_text(encoding="utf-8"))
