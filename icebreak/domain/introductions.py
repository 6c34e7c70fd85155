"""An introduction: somebody thinks that two others should know each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Said = Literal["", "yes", "no"]

# How many somebody may make at one session: a matchmaker's evening, not a mailing.
INTRODUCTIONS_EACH = 20


@dataclass(frozen=True, slots=True)
class Introduction:
    """Each of the two answers in private; a no looks to everybody else like no answer.

    ``delivered`` is false where something stands between two of the three: then it looks to
    ``by_id`` as any other, and the two never see it.
    """

    id: str
    session_id: str
    by_id: str
    one_id: str
    other_id: str
    because: str
    delivered: bool
    at: datetime
    one_said: Said = ""
    other_said: Said = ""
    agreed_at: datetime | None = None

    def other_than(self, person_id: str) -> str:
        return self.other_id if person_id == self.one_id else self.one_id

    def said_by(self, person_id: str) -> Said:
        return self.one_said if person_id == self.one_id else self.other_said
