"""The services' surroundings: what ``app`` puts together once."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.ports import Clock, Compute, NewId, Publisher, Reader, Store, Writer
from icebreak.services.known import Known
from icebreak.services.limits import Limits
from icebreak.services.occasion import Actor, Occasion
from icebreak.services.tokens import Tokens
from icebreak.store.transaction import Tx

T = TypeVar("T")


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
    # The matcher, in a process of its own; and a thread, for what is short or has no other way.
    compute: Compute
    aside: Callable[[Callable[[], Any]], Any]
    reader: Reader
    # What somebody has to know who opens a session; empty where anyone may.
    opening_password: str = ""
    known: Known = field(default_factory=Known)

    def occasion(self, actor: Actor, now: datetime) -> Occasion:
        return Occasion(actor, now, self.new_id, self.chance(), self.tokens, known=self.known)

    def on_occasion(
        self, actor: Actor, now: datetime, job: Callable[[Tx, Occasion], T]
    ) -> Callable[[Tx], tuple[T, Occasion]]:
        """A job that has an occasion of its own each time that it is carried out."""

        def act(tx: Tx) -> tuple[T, Occasion]:
            occasion = self.occasion(actor, now)
            return job(tx, occasion), occasion

        return act
