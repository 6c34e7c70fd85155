"""A session: one webinar's icebreak, from opening to expiry."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

SWAPS_AFTER_END = timedelta(hours=24)
STORIES_AFTER_END = timedelta(hours=24)
# A session that its host forgets about still ends, and so still expires. One that
# is opened long before its evening is not forgotten.
LONGEST = timedelta(hours=24)
LONGEST_BEFORE_START = timedelta(days=30)
PEOPLE_MAX = 5000

CODE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6


class Status(StrEnum):
    LOBBY = "lobby"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Session:
    """``code`` is None once the session admits nobody; ``step_id`` is the running step.

    ``erased_at`` is when everything was erased that lives for a day after the end;
    ``desk`` counts changes that only hosts see and that no room or person counts.
    """

    id: str
    title: str
    code: str | None
    join_nonce: str
    language: str
    retention_days: int
    password_hash: str
    autopilot: bool
    locked: bool
    opened_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    step_id: str | None = None
    erased_at: datetime | None = None
    desk: int = 0
    plan_version: int = 1
    version: int = 1

    @property
    def status(self) -> Status:
        if self.ended_at is not None:
            return Status.ENDED
        return Status.RUNNING if self.started_at is not None else Status.LOBBY

    @property
    def swaps_until(self) -> datetime | None:
        return self.ended_at + SWAPS_AFTER_END if self.ended_at else None

    @property
    def stories_until(self) -> datetime | None:
        return self.ended_at + STORIES_AFTER_END if self.ended_at else None

    @property
    def expires_at(self) -> datetime | None:
        return self.ended_at + timedelta(days=self.retention_days) if self.ended_at else None

    @property
    def contacts_until(self) -> date | None:
        """The last day on which contacts are still kept, whole days in UTC."""
        return (self.expires_at - timedelta(days=1)).date() if self.expires_at else None


@dataclass(frozen=True, slots=True)
class Host:
    """A facilitator's or co-host's desk."""

    id: str
    session_id: str
    nonce: str
    created_at: datetime
    revoked_at: datetime | None = None


def read_code(typed: str) -> str:
    """A code as typed, in any case, with spaces and dashes ignored."""
    return "".join(character for character in typed.upper() if character.isalnum())


def looks_like_code(code: str) -> bool:
    return len(code) == CODE_LENGTH and all(letter in CODE_ALPHABET for letter in code)


def show_code(code: str) -> str:
    """A code in two groups, as people read it aloud."""
    return f"{code[:3]} {code[3:]}"
