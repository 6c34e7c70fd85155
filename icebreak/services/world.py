"""The services' surroundings: what ``app`` puts together once."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.ports import Clock, NewId, Publisher, Store, Writer
from icebreak.services.limits import Limits
from icebreak.services.tokens import Tokens
from icebreak.store.transaction import Tx


@dataclass(frozen=True, slots=True)
class World:
    """The services' surroundings, put together once in ``app``."""

    store: Store[Tx]
    writer: Writer[Tx]
    publisher: Publisher
    clock: Clock
    new_id: NewId
    tokens: Tokens
    limits: Limits
    chance: Callable[[], random.Random]
    # Runs a pure computation off the live path and waits for it.
    compute: Callable[[Callable[[], Any]], Any]
    # What somebody has to know who opens a session; empty where anyone may.
    opening_password: str = ""
