"""A participant: one identity over reconnects, tabs and devices."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# How long after the last socket closed somebody still counts as here.
GRACE = timedelta(seconds=30)
# Without a socket there is no closing to notice, only silence.
GRACE_WITHOUT_SOCKET = timedelta(seconds=90)
# Silence is written down at most this often.
SEEN_EVERY = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Participant:
    """``away_at`` is when silence makes them away; None while a socket is open.

    ``presence`` counts every change that a host may see of them, ``version``
    every change that they may see of themselves.
    """

    id: str
    session_id: str
    nonce: str
    name: str
    joined_at: datetime
    organisation: str = ""
    language: str = ""
    why: str = ""
    offer: str = ""
    seek: str = ""
    interests: tuple[str, ...] = ()
    on_picture: bool = True
    sits_out: bool = False
    away: bool = False
    away_at: datetime | None = None
    left_at: datetime | None = None
    removed_at: datetime | None = None
    draft_room: str = ""
    draft_text: str = ""
    card_nonce: str = ""
    presence: int = 1
    version: int = 1

    @property
    def belongs(self) -> bool:
        """Still part of the session, here or away."""
        return self.left_at is None and self.removed_at is None

    @property
    def here(self) -> bool:
        return self.belongs and not self.away

    @property
    def wants_seat(self) -> bool:
        return self.here and not self.sits_out


@dataclass(frozen=True, slots=True)
class Block:
    """``person_id`` wants nothing to do with ``blocked_id``, who is not told."""

    person_id: str
    blocked_id: str
    session_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody told the host about somebody else."""

    id: str
    session_id: str
    by_id: str
    person_id: str
    story_text: str
    reason: str
    at: datetime
