"""An evening without sockets or clocks: real services over a real SQLite file.

Time, chance and ids are the test's; what is told is kept for whoever would have heard it.
"""

import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from icebreak.contract import audiences
from icebreak.contract.events import Event
from icebreak.contract.states import HostState, ParticipantState
from icebreak.domain.errors import Refusal
from icebreak.live.deadlines import Deadlines
from icebreak.ports import News, Seated, Told, Unread
from icebreak.services import analysing, analyst, finding, lobby
from icebreak.services.gate import Gate
from icebreak.services.limits import Buckets, Limits, usual_limits
from icebreak.services.occasion import ANYONE, Actor
from icebreak.services.tokens import Tokens
from icebreak.services.world import World
from icebreak.store.columns import metadata
from icebreak.store.engine import Store, sqlite_url
from icebreak.store.seen import Seen
from icebreak.store.transaction import Tx
from icebreak.store.writer import commit_together

T = TypeVar("T")

EVENING = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"

ROUND = {"kind": "round", "seconds": 480, "size": 4}
WELCOME = {"kind": "welcome", "seconds": 120}
WRAP_UP = {"kind": "wrap_up", "seconds": 120}


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of the test's own is made in it


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder kept in memory where the system has such a place: no test here is of the disk."""
    where = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="icebreak-", dir=where) as folder:
        yield Path(folder)


def no_limits() -> Limits:
    """A fake clock stands still, so nothing would refill; guesses are still counted."""
    endless = Buckets(10**9, 1)
    return replace(usual_limits(), people=endless, openings=endless)


class OneByOne:
    """The group writer's transaction for each job alone, in the test's own thread."""

    def __init__(self, store: Store) -> None:
        self.connection, self.seen = store.connect(), Seen()

    def submit(self, job: Callable[[Tx], T]) -> T:
        [(result, error)] = commit_together(self.connection, [job], self.seen)
        if error is not None:
            raise error
        answer: T = result
        return answer


@dataclass
class AtOnce:
    """A matcher that reads what people write before anybody can ask."""

    stage: "Stage"

    def note(self, unread: Sequence[Unread]) -> None:
        gate = self.stage.gate
        changes = analysing.analyse(gate, unread)
        for session_id, rooms in changes.rooms.items():
            analysing.tell_rooms(gate, session_id, rooms)
        for session_id in changes.sessions:
            if finding.freshen(gate, session_id) and finding.people_in_lobby(gate, session_id):
                finding.tell_lobby(gate, session_id)

    def wait(self, unread: Unread, seconds: float) -> None:
        pass


@dataclass(repr=False)
class Stage:
    """One instance. ``prepared`` is a database with empty tables; ``folder`` is the test's own.

    With a ``url`` the database is that one instead.
    """

    folder: Path
    prepared: Path
    limits: Limits = field(default_factory=no_limits)
    now: datetime = EVENING
    url: str = ""

    def __post_init__(self) -> None:
        self.path = self.folder / "icebreak.db"
        if not self.url and not self.path.exists():
            shutil.copyfile(self.prepared, self.path)
        self.random = random.Random(1)
        self.news: list[News] = []
        self.heard: defaultdict[str, list[Event]] = defaultdict(list)
        self._hearing: dict[str, str | None] = {}
        self._keys = 0
        self.open_doors()

    def open_doors(self) -> None:
        """What a process makes when it starts; again after ``crash``."""
        analyst.begin_anew()
        self.store = Store(self.url or sqlite_url(self.path))
        self.writer = OneByOne(self.store)
        self.world = World(
            store=self.store,
            writer=self.writer,
            publisher=self,
            clock=lambda: self.now,
            new_id=self.new_id,
            tokens=Tokens(b"a secret of this stage, for tests"),
            limits=self.limits,
            chance=lambda: self.random,
            compute=lambda job, **how: job(),
            aside=lambda job: job(),
            reader=AtOnce(self),
        )
        self.gate = Gate(self.world)
        self.deadlines = Deadlines(self.gate, holder=self.new_id())

    def crash(self) -> None:
        """The process is gone and starts again: nothing is left but the database."""
        self.close()
        self.open_doors()

    def close(self) -> None:
        self.writer.connection.close()
        self.store.close()

    def new_id(self) -> str:
        return "".join(self.random.choice(ALPHABET) for _ in range(16))

    def key(self) -> str:
        self._keys += 1
        return f"key-{self._keys}-{self.random.getrandbits(64):016x}"

    def publish(self, news: Sequence[News]) -> None:
        """What the sockets would do with it."""
        self.news += news
        for item in news:
            if isinstance(item, Seated):
                self._hearing[item.person_id] = item.room_id
            elif isinstance(item, Told):
                for person in self._audience(item):
                    self.heard[person].append(item.event)

    def _audience(self, told: Told) -> list[str]:
        with self.store.read() as tx:
            people = [each.id for each in tx.participants.everyone(told.session_id)]
            hosts = [each.id for each in tx.hosts.of(told.session_id)]
        kind, _, name = told.audience.partition(":")
        if told.audience == audiences.everyone(told.session_id):
            return people + hosts
        if told.audience == audiences.hosts(told.session_id):
            return hosts
        if kind == "room":
            return [person for person in people if self._hearing.get(person) == name]
        return [name]

    def wait(self, seconds: float, step: float = 10.0) -> None:
        """Let time pass; whatever becomes due is carried out."""
        until = self.now + timedelta(seconds=seconds)
        while self.now < until:
            self.now = min(until, self.now + timedelta(seconds=step))
            self.deadlines.look()

    def anyone(self, command: str, address: str = "192.0.2.7", **payload: Any) -> dict[str, Any]:
        actor = Actor("anyone", address=address)
        payload.setdefault("key", f"{self.key()}-long-enough")
        if command == "session.find":
            payload.pop("key")
        return self.gate.answer(actor, command, payload).body()

    def opens(self, *steps: dict[str, Any], **payload: Any) -> "Someone":
        """A facilitator with a session of these steps."""
        if steps:
            payload["plan"] = list(steps)
        made = self.anyone("session.open", title=payload.pop("title", "Repair Cafés"), **payload)
        actor = self.gate.identify(made["host_token"])
        return Someone(self, actor, "the host", made["host_token"], made)

    def joins(self, host: "Someone", name: str, **payload: Any) -> "Someone":
        """A participant, with a socket open."""
        someone = self.joins_without_socket(host, name, **payload)
        someone.comes()
        return someone

    def joins_without_socket(self, host: "Someone", name: str, **payload: Any) -> "Someone":
        payload.setdefault("join_token", host.opened["join_token"])
        made = self.anyone("session.join", name=name, **payload)
        return Someone(self, self.gate.identify(made["token"]), name, made["token"], made)

    def evening(
        self, people: int, *steps: dict[str, Any], start: bool = True
    ) -> tuple["Someone", list["Someone"]]:
        """A host and people who sit in the rooms of the first of these steps."""
        host = self.opens(*(steps or (ROUND, ROUND, WRAP_UP)))
        crowd = [self.joins(host, NAMES[index]) for index in range(people)]
        if start:
            host.does("session.start")
        return host, crowd

    def read(self) -> Any:
        return self.store.read()


NAMES = (
    *("Ana", "Ben", "Chloé", "Dara", "Emre", "Fatou", "Goran", "Hana", "Ivo", "Jun"),
    *("Kaja", "Leila", "Mina", "Noor", "Otto", "Pía", "Quim", "Rosa", "Sami", "Tove"),
)


@dataclass(repr=False)
class Someone:
    """A host or a participant, as their phone sees the evening."""

    stage: Stage
    actor: Actor
    name: str
    token: str
    opened: dict[str, Any]

    def __repr__(self) -> str:
        return self.name

    @property
    def id(self) -> str:
        return self.actor.person_id

    @property
    def session_id(self) -> str:
        return self.actor.session_id

    def does(self, command: str, **payload: Any) -> dict[str, Any]:
        payload.setdefault("key", self.stage.key())
        return self.asks(command, **payload)

    def asks(self, command: str, **payload: Any) -> dict[str, Any]:
        """A command as it is, without a key of the stage's."""
        return self.stage.gate.answer(self.actor, command, payload).body()

    def is_refused(self, command: str, **payload: Any) -> str:
        """The code of the refusal."""
        try:
            self.does(command, **payload)
        except Refusal as refusal:
            return refusal.code
        return "carried out"

    @property
    def state(self) -> Any:
        """What this person's screen shows: a ParticipantState or HostState."""
        state = self.stage.gate.state(self.actor)
        assert isinstance(state, ParticipantState | HostState)
        return state

    @property
    def room(self) -> Any:
        return self.state.room

    @property
    def heard(self) -> list[Event]:
        return self.stage.heard[self.id]

    def comes(self) -> None:
        """A socket opens."""
        self.stage.gate.do(lambda tx, occasion: lobby.arrived(tx, occasion, self.id), ANYONE)

    def goes(self) -> None:
        """The last socket closes."""
        self.stage.gate.do(lambda tx, occasion: lobby.departed(tx, occasion, self.id), ANYONE)

    def is_away(self) -> None:
        """The socket closes, and the grace passes."""
        self.goes()
        self.stage.wait(31, step=1)

    def tells(self, text: str, **payload: Any) -> str:
        payload.setdefault("room", self.room.id)
        story: str = self.does("story.tell", text=text, **payload)["story_id"]
        return story

    def has_card(self, **fields: Any) -> "Someone":
        fields = fields or {"emails": [f"{self.id}@example.org"], "company": f"Works of {self.id}"}
        self.does("card.save", **fields)
        return self

    def wants_to_swap_with(self, other: "Someone", *fields: str) -> bool:
        fields = fields or ("emails",)
        agreed: bool = self.does("swap.propose", to=other.id, fields=list(fields))["agreed"]
        return agreed


def row_count(tx: Tx, table: str) -> int:
    return int(tx.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def everything(stage: Stage) -> dict[str, list[Any]]:
    """All rows of all tables but the keys themselves."""
    with stage.read() as tx:
        return {
            table.name: sorted(map(repr, tx.connection.execute(sa.select(table)).all()))
            for table in metadata.sorted_tables
            if table.name not in {"keys", "leases"}
        }
