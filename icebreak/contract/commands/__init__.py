"""Every command, one module a noun. Importing this package fills the registry."""

from icebreak.contract.commands import (
    cards,
    hosting,
    introductions,
    people,
    plans,
    rooms,
    rounds,
    sessions,
    stories,
    swaps,
)

__all__ = [
    "cards",
    "hosting",
    "introductions",
    "people",
    "plans",
    "rooms",
    "rounds",
    "sessions",
    "stories",
    "swaps",
]
