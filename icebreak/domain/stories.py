"""A story, and who may still change it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Story:
    """``keep``: those who swap cards with its teller may keep it with the contact."""

    id: str
    session_id: str
    room_id: str
    participant_id: str
    text: str
    keep: bool
    told_at: datetime
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Metoo:
    story_id: str
    participant_id: str
    room_id: str
    at: datetime
