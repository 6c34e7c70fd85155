"""How a command is declared: its name, who may give it, and until when."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from icebreak.contract.fields import Key, LongKey
from icebreak.contract.texts import text_rules


class Who(StrEnum):
    """Whose command it is; the gate asks for a credential of that role."""

    ANYONE = "anyone"
    PARTICIPANT = "participant"
    HOST = "host"
    MEMBER = "host or participant"


class Until(StrEnum):
    """How long after the session's end a command is still carried out."""

    END = "the session ends"
    NEXT_DAY = "24 hours after the session's end"
    EXPIRY = "the contacts expire"


class Command(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of all payloads. Every text is brought to one form on its way in."""

    def __post_init__(self) -> None:
        for name, rule in text_rules(type(self)).items():
            value = getattr(self, name)
            if isinstance(value, str):
                setattr(self, name, rule.apply(name, value))
            elif isinstance(value, list):
                setattr(self, name, [rule.apply(name, item) for item in value])


class Part(Command, kw_only=True):
    """A nested object inside a command."""


class Write(Command, kw_only=True):
    """A command that changes something; carried out once per person and key."""

    key: Key


class FirstWrite(Command, kw_only=True):
    """A command of somebody who has no identity yet."""

    key: LongKey


class Done(msgspec.Struct, kw_only=True):
    """The result of a command that returns nothing more than ok and versions."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One command as the gate and the documents see it."""

    name: str
    payload: type[Command]
    result: type[msgspec.Struct]
    who: Who
    until: Until

    @property
    def writes(self) -> bool:
        return issubclass(self.payload, (Write, FirstWrite))

    @property
    def summary(self) -> str:
        return (self.payload.__doc__ or "").strip()


COMMANDS: dict[str, Spec] = {}


T = TypeVar("T", bound=type[Command])


def command(
    name: str, who: Who, *, until: Until = Until.END, result: type[msgspec.Struct] = Done
) -> Callable[[T], T]:
    """Declare a payload class as the command ``name``."""

    def declare(payload: T) -> T:
        COMMANDS[name] = Spec(name, payload, result, who, until)
        return payload

    return declare
