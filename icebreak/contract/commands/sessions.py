"""Opening, finding, joining, running and ending a session."""

import msgspec

from icebreak.contract.commands.plans import StepPlan, TemplateName
from icebreak.contract.fields import (
    STEPS_MAX,
    CodeText,
    Id,
    Language,
    Name,
    Password,
    RetentionDays,
    Title,
    Token,
    Version,
)
from icebreak.contract.registry import Command, FirstWrite, Part, Until, Who, Write, command
from icebreak.contract.streams import Versions


class SessionSettings(Part, kw_only=True):
    """What a facilitator may choose when opening a session; all of it can be left out."""

    retention_days: RetentionDays = 30
    password: Password | None = None
    autopilot: bool = True


class SessionOpened(msgspec.Struct, kw_only=True):
    """The links of a new session. The host link is the facilitator's credential."""

    session_id: str
    code: str
    host_token: str
    host_url: str
    join_token: str
    join_url: str


class SessionFound(msgspec.Struct, kw_only=True):
    """What a code or a join link says before one has joined."""

    session_id: str
    title: str
    people: int
    open: bool
    password: bool


class SessionJoined(msgspec.Struct, kw_only=True):
    """The seat of a new participant."""

    session_id: str
    participant_id: str
    token: str
    resume_url: str


@command("session.open", Who.ANYONE, result=SessionOpened)
class SessionOpen(FirstWrite, kw_only=True):
    """Open a session by a plan or a template; ``instance_password`` where the server has one."""

    title: Title
    plan: list[StepPlan] | None = None
    template: TemplateName | None = None
    language: Language = ""
    settings: SessionSettings | None = None
    instance_password: Password | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.plan is not None and self.template is not None:
            raise ValueError("Send a plan or the name of a template, not both.")
        if self.plan is not None and not 1 <= len(self.plan) <= STEPS_MAX:
            raise ValueError(f"A plan has between 1 and {STEPS_MAX} steps.")


@command("session.find", Who.ANYONE, result=SessionFound)
class SessionFind(Command, kw_only=True):
    """Look a session up by its code or its join link."""

    code: CodeText | None = None
    join_token: Token | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        one_way_in(self.code, self.join_token)


@command("session.join", Who.ANYONE, result=SessionJoined)
class SessionJoin(FirstWrite, kw_only=True):
    """Take a seat in a session."""

    name: Name
    code: CodeText | None = None
    join_token: Token | None = None
    language: Language = ""
    password: Password | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        one_way_in(self.code, self.join_token)


@command("session.start", Who.HOST)
class SessionStart(Write, kw_only=True):
    """Begin the first step of the plan."""


@command("step.next", Who.HOST)
class StepNext(Write, kw_only=True):
    """End this step and begin the next one; after the last step the session ends."""


@command("session.update", Who.HOST)
class SessionUpdate(Write, kw_only=True):
    """Change the title, the language or the settings."""

    title: Title | None = None
    language: Language | None = None
    retention_days: RetentionDays | None = None
    autopilot: bool | None = None
    password: Password | None = None
    no_password: bool = False


@command("session.lock", Who.HOST)
class SessionLock(Write, kw_only=True):
    """Let nobody else in."""


@command("session.unlock", Who.HOST)
class SessionUnlock(Write, kw_only=True):
    """Let people in again."""


@command("session.end", Who.HOST)
class SessionEnd(Write, kw_only=True):
    """End the session. Swaps stay possible for 24 hours."""


@command("session.delete", Who.HOST, until=Until.EXPIRY)
class SessionDelete(Write, kw_only=True):
    """Erase the session and everything that anyone told in it, at once."""


class Unchanged(msgspec.Struct, kw_only=True):
    """The answer of ``state.get`` to someone who has missed nothing."""

    unchanged: bool
    now: str


@command("state.get", Who.MEMBER, until=Until.EXPIRY)
class StateGet(Command, kw_only=True):
    """The whole state that this actor may see, or ``unchanged``."""

    since: Versions | None = None


def one_way_in(code: str | None, join_token: str | None) -> None:
    if (code is None) == (join_token is None):
        raise ValueError("Send the code or the join link, one of the two.")


# Named here so that pages and documents can speak of them.
SessionId = Id
PlanVersion = Version
