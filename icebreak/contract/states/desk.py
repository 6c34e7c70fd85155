"""What a host sees: counts and calls for help, never stories or contacts."""

from datetime import datetime

import msgspec

from icebreak.contract.states.evening import Member, Phrase, SessionView, StepView
from icebreak.contract.streams import Versions


class HostRoom(msgspec.Struct, kw_only=True):
    """A room as its host sees it: counts, never stories. Times tell how long it has been so."""

    id: str
    name: str
    number: int
    members: list[Member]
    stories: int
    last_story_at: datetime | None
    help: bool
    help_at: datetime | None
    wants_time: bool
    lone: bool


class Need(msgspec.Struct, kw_only=True):
    """Something that waits for the host. ``kind`` is help, time, quiet, lone, waiting or report."""

    kind: str
    sentence: str
    room: str | None = None
    person: str | None = None
    since: datetime | None = None


class HostPerson(msgspec.Struct, kw_only=True):
    id: str
    name: str
    organisation: str
    here: bool
    sits_out: bool
    room: str | None
    joined_at: datetime


class HostRef(msgspec.Struct, kw_only=True):
    id: str
    me: bool
    created_at: datetime


class Links(msgspec.Struct, kw_only=True):
    code: str
    join_token: str
    join_url: str


class ForecastView(msgspec.Struct, kw_only=True):
    sentence: str
    why: str
    repeats: int


class RulesView(msgspec.Struct, kw_only=True):
    """Groups of people's ids: who never shares a room, and who always does."""

    apart: list[list[str]]
    together: list[list[str]]
    spread: bool


class HostState(msgspec.Struct, kw_only=True):
    """Everything that a host may see."""

    versions: Versions
    now: datetime
    session: SessionView
    links: Links
    autopilot: bool
    password: bool
    plan_version: int
    steps: list[StepView]
    here: int
    in_rooms: int
    stories: int
    swaps: int | None
    rooms: list[HostRoom]
    needs: list[Need]
    people: list[HostPerson]
    hosts: list[HostRef]
    phrases: list[Phrase]
    rules: RulesView
    forecast: ForecastView | None
