"""What the services need of the world, and nothing about who provides it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from icebreak.contract.events import Event

T = TypeVar("T")
TxT = TypeVar("TxT", covariant=True)

Clock = Callable[[], datetime]
NewId = Callable[[], str]


class Told(NamedTuple):
    """An event for an audience; told only after the commit that it reports."""

    session_id: str
    audience: str
    event: Event


class Seated(NamedTuple):
    """From now on this participant hears that room; None: no room."""

    session_id: str
    person_id: str
    room_id: str | None


class Dropped(NamedTuple):
    """The sockets of this person are to be closed: they no longer belong."""

    session_id: str
    person_id: str


class Stirred(NamedTuple):
    """Something that the hosts' desk shows has changed; they are told a few times a second."""

    session_id: str


News = Told | Seated | Dropped | Stirred


class Unread(NamedTuple):
    """Words that the matcher has not read yet: of a profile, or of one story.

    Without a person, the session itself is gone; ``erased``: the person is, with all they wrote.
    """

    session_id: str
    person_id: str = ""
    story_id: str = ""
    erased: bool = False


class Late(Exception):
    """The matcher has too much to do to answer now."""


class Lost(Exception):
    """The matcher can't do this: it failed, or died twice of it."""


class Compute(Protocol):
    """Runs a pure computation off the live path and waits for it.

    An urgent one goes before all others that wait. With ``patience`` (seconds) no longer than
    that. Raises Late or Lost, and what the job raises of its own.
    """

    def __call__(
        self, job: Callable[[], T], *, urgent: bool = False, patience: float | None = None
    ) -> T: ...


class Reader(Protocol):
    """Reads what people wrote, after they had their acknowledgement."""

    def note(self, unread: Sequence[Unread]) -> None: ...

    def wait(self, unread: Unread, seconds: float) -> None:
        """Until that is read, but no longer than so many seconds."""
        ...


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
