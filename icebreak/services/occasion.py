"""The circumstances of a command: who, when, and what will be told about it."""

import random
from dataclasses import dataclass, field
from datetime import datetime

from icebreak.contract import audiences
from icebreak.contract.events import Event
from icebreak.ports import Dropped, NewId, News, Seated, Stirred, Told, Unread
from icebreak.services.known import Known, Wanted
from icebreak.services.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Actor:
    """``role`` is anyone, participant or host; ``address`` is the network address."""

    role: str
    session_id: str = ""
    person_id: str = ""
    address: str = ""

    @property
    def is_host(self) -> bool:
        return self.role == "host"


ANYONE = Actor("anyone")
CLOCK = Actor("clock")


@dataclass(slots=True)
class Occasion:
    """``news`` collects what is published after the commit, in order, ``unread`` what the matcher
    is to read then, and ``wanted`` what a look would have needed to know of what it found."""

    actor: Actor
    now: datetime
    new_id: NewId
    chance: random.Random
    tokens: Tokens
    news: list[News] = field(default_factory=list)
    to_seat: list[str] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    wanted: Wanted = field(default_factory=Wanted)
    unread: list[Unread] = field(default_factory=list)

    def tell_session(self, session_id: str, event: Event) -> None:
        self.news.append(Told(session_id, audiences.everyone(session_id), event))

    def tell_hosts(self, session_id: str, event: Event) -> None:
        self.news.append(Told(session_id, audiences.hosts(session_id), event))

    def tell_room(self, session_id: str, room_id: str, event: Event) -> None:
        self.news.append(Told(session_id, audiences.room(room_id), event))
        self.stir(session_id)

    def tell_person(self, session_id: str, person_id: str, event: Event) -> None:
        self.news.append(Told(session_id, audiences.person(person_id), event))

    def seat(self, session_id: str, person_id: str, room_id: str | None) -> None:
        self.news.append(Seated(session_id, person_id, room_id))

    def drop(self, session_id: str, person_id: str) -> None:
        self.news.append(Dropped(session_id, person_id))

    def stir(self, session_id: str) -> None:
        self.news.append(Stirred(session_id))
