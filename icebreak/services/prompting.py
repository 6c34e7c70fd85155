"""Which prompt a round begins with, and which one comes next."""

import random
from collections.abc import Collection, Sequence
from functools import lru_cache

from icebreak.domain.content import decks
from icebreak.domain.plan import Step


def round_prompt(steps: Sequence[Step], step: Step) -> str:
    """The host's own prompt, or the deck's: one for all rooms, another in every round."""
    if step.prompt:
        return step.prompt
    earlier = [
        each
        for each in steps
        if each.is_round and each.deck == step.deck and each.position < step.position
    ]
    prompts = _shuffled(step)
    return prompts[len(earlier) % len(prompts)]


def another_prompt(step: Step, seen: Collection[str]) -> str:
    """One that the room has not had; the first again when it has had them all."""
    prompts = _shuffled(step)
    return next((prompt for prompt in reversed(prompts) if prompt not in seen), prompts[0])


def _shuffled(step: Step) -> tuple[str, ...]:
    return _deck_of(step.session_id, step.deck)


@lru_cache(maxsize=256)
def _deck_of(session_id: str, deck: str) -> tuple[str, ...]:
    prompts = [prompt.text for prompt in decks()[deck]]
    random.Random(f"{session_id}:{deck}").shuffle(prompts)  # noqa: S311 - no secret
    return tuple(prompts)
