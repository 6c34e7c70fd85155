"""What the services need of the world, and nothing about who provides it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from icebreak.contract.events import Event

T = TypeVar("T")
TxT = TypeVar("TxT", covariant=True)

Clock = Callable[[], datetime]
NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Told:
    """An event for an audience; told only after the commit that it reports."""

    session_id: str
    audience: str
    event: Event


@dataclass(frozen=True, slots=True)
class Seated:
    """From now on this participant hears that room; None: no room."""

    session_id: str
    person_id: str
    room_id: str | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """The sockets of this person are to be closed: they no longer belong."""

    session_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Stirred:
    """Something that the hosts' desk shows has changed; they are told a few times a second."""

    session_id: str


News = Told | Seated | Dropped | Stirred


class Publisher(Protocol):
    def publish(self, news: Sequence[News]) -> None: ...


class Store(Protocol[TxT]):
    def transaction(self) -> AbstractContextManager[TxT]: ...

    def read(self) -> AbstractContextManager[TxT]: ...

    def settle(self) -> None:
        """Let what was erased leave the disk too, where the database can do that."""
        ...

    def settle_what_is_owed(self) -> None:
        """Settle, if it was asked for before and something was in the way."""
        ...


class Writer(Protocol[TxT]):
    def submit(self, job: Callable[[TxT], T]) -> T:
        """Carry a job out in a transaction; return after its commit.

        Raises:
            Refusal: what the job refused with, or Busy or Unavailable.
        """
        ...
