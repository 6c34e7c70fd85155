"""A session of many people that speaks icebreak's contract, and what it measures.

One story is one message in, a copy to each of a room of four and one acknowledgement out.
"""

import json
import random
import secrets
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from bench.live.contenders import Contender
from bench.live.links import Desk, Loop, Websocket

PATIENCE = 30.0  # seconds until what has not come counts as lost
DESKS = 16
ENTERING = 64  # people on their way in at a time
IN_FLIGHT = 256  # stories of a burst at a time
STEADY_RATE = 300  # stories a second
STEADY_FOR = 8.0  # seconds
TEXT = ("Once I missed the last train and walked home along the river with a stranger. " * 4)[:280]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run measured; times in seconds unless the name says else."""

    entering_per_s: float
    kib_each: float
    seated_after: float
    stories_per_s: float
    cpu_per_1000: float
    ack_p50_ms: float
    ack_p99_ms: float
    broadcast_ms: float
    lost: int


@dataclass(slots=True)
class Phone:
    socket: Websocket
    token: str = ""
    is_in: bool = False
    room: str | None = None
    waiting: dict[int, float] = field(default_factory=dict)
    next_id: int = 0

    def say(self, command: str, **payload: object) -> None:
        self.next_id += 1
        self.waiting[self.next_id] = time.perf_counter()
        text = json.dumps([command, {"key": _key(), **payload}])
        self.socket.say(f"42{self.next_id}{text}".encode())

    def tell(self) -> None:
        self.say("story.tell", room=self.room, text=TEXT)


class Crowd:
    """All the people of one session."""

    def __init__(self, server: Contender, size: int) -> None:
        self.server = server
        self.size = size
        self.loop = Loop()
        self.phones: list[Phone] = []
        self.entered = self.seated = self.told = self.announced = 0
        self.latencies: list[float] = []
        self.refused: list[bytes] = []
        self.session = self.ask("session.open", {"key": _key(), "title": "Load"})

    def ask(self, command: str, payload: dict[str, Any], token: str = "") -> dict[str, Any]:
        """Posts a command and waits for its answer; RuntimeError where it is refused."""
        answers: list[dict[str, Any]] = []
        desk = Desk(self.loop, self.server.port)
        desk.post(command, payload, answers.append, token)
        self.wait_until(lambda: answers)
        desk.close()
        if not answers or not answers[0]["ok"]:
            raise RuntimeError(f"{command}: {answers}")
        return answers[0]

    def ask_as_host(self, command: str, **payload: Any) -> dict[str, Any]:
        return self.ask(command, {"key": _key(), **payload}, self.session["host_token"])

    def wait_until(self, done: Any, patience: float = PATIENCE) -> bool:
        """Whether it was done in time."""
        until = time.perf_counter() + patience
        while not done():
            if time.perf_counter() > until:
                return False
            self.loop.turn(0.05)
        return True

    def enter(self) -> None:
        """Everybody joins by HTTP and connects a websocket."""
        desks = [Desk(self.loop, self.server.port) for _ in range(DESKS)]
        free = list(desks)
        joining = 0

        def join(desk: Desk) -> None:
            nonlocal joining
            joining += 1
            payload = {
                "key": _key(),
                "join_token": self.session["join_token"],
                "name": f"Person {joining}",
            }
            desk.post("session.join", payload, lambda answer: joined(desk, answer))

        def joined(desk: Desk, answer: dict[str, Any]) -> None:
            if not answer["ok"]:
                raise RuntimeError(answer)
            self.connect(answer["token"])
            free.append(desk)

        while self.entered < self.size:
            while free and joining < self.size and joining - self.entered < ENTERING:
                join(free.pop())
            self.loop.turn(1)
        for desk in desks:
            desk.close()

    def connect(self, token: str) -> Phone:
        path = f"/socket.io/?EIO=4&transport=websocket&s={self.session['session_id']}"
        phone = Phone(Websocket(self.loop, self.server.port, path, lambda m: self.hear(phone, m)))
        phone.token = token
        self.phones.append(phone)
        return phone

    def hear(self, phone: Phone, message: bytes) -> None:
        if message.startswith(b'42["story.told"'):
            self.told += 1
        elif message.startswith(b"43"):
            self.acknowledged(phone, message)
        elif message == b"2":
            phone.socket.say(b"3")
        elif message.startswith(b"0"):
            phone.socket.say(b"40" + json.dumps({"token": phone.token}).encode())
        elif message.startswith(b"40"):
            phone.is_in = True
            self.entered += 1
        elif message.startswith(b'42["host.said"'):
            self.announced += 1
        elif message.startswith(b'42["room.opened"'):
            self.opened(phone, json.loads(message[2:])[1])
        elif message.startswith(b"44"):
            raise RuntimeError(message)

    def acknowledged(self, phone: Phone, message: bytes) -> None:
        place = message.index(b"[")
        began = phone.waiting.pop(int(message[2:place]))
        if message.startswith(b'[{"ok":true', place):
            self.latencies.append(time.perf_counter() - began)
        else:
            self.refused.append(message)

    def opened(self, phone: Phone, event: dict[str, Any]) -> None:
        if phone.room is None:
            self.seated += 1
        phone.room = event["room"] if isinstance(event["room"], str) else event["room"]["id"]

    def start(self) -> float:
        """Seconds from the pressed start to the last phone that knows its room."""
        self.ask_as_host("session.start")
        began = time.perf_counter()
        self.ask_as_host("round.start")
        if not self.wait_until(lambda: self.seated == self.size):
            raise RuntimeError(f"only {self.seated} of {self.size} have a room")
        return time.perf_counter() - began

    def burst(self, stories: int) -> float:
        """Seconds for as many stories, everybody's turn after everybody else's."""
        order = random.sample(self.phones, len(self.phones))
        said, acknowledged, told = 0, len(self.latencies), self.told
        sizes = self.room_sizes()
        copies = sum(sizes[order[i % len(order)].room] for i in range(stories))
        began = time.perf_counter()
        while said < stories:
            done = len(self.latencies) + len(self.refused) - acknowledged
            for _ in range(min(IN_FLIGHT - (said - done), stories - said)):
                order[said % len(order)].tell()
                said += 1
            self.loop.turn(0.05)
        self.wait_until(
            lambda: len(self.latencies) - acknowledged == stories and self.told - told == copies
        )
        return time.perf_counter() - began

    def steady(self) -> list[float]:
        """Latencies of stories at an even rate, sorted."""
        self.latencies.clear()
        began = time.perf_counter()
        for number in range(int(STEADY_RATE * STEADY_FOR)):
            due = began + number / STEADY_RATE
            while (now := time.perf_counter()) < due:
                self.loop.turn(due - now)
            random.choice(self.phones).tell()
        self.wait_until(lambda: not any(phone.waiting for phone in self.phones))
        return sorted(self.latencies)

    def broadcast(self, host: Phone) -> float:
        """Seconds from the host's words to the last phone that has them."""
        before = self.announced
        began = time.perf_counter()
        host.say("host.say", text="Two minutes")
        self.wait_until(lambda: self.announced - before >= self.size)
        return time.perf_counter() - began

    def room_sizes(self) -> dict[str | None, int]:
        sizes: dict[str | None, int] = {}
        for phone in self.phones:
            sizes[phone.room] = sizes.get(phone.room, 0) + 1
        return sizes


def measure(server: Contender, size: int, stories_each: int) -> Figures:
    """One evening of ``size`` people on a server that was just started."""
    crowd = Crowd(server, size)
    memory = server.memory()
    began = time.perf_counter()
    crowd.enter()
    entering = time.perf_counter() - began
    kib_each = (server.memory() - memory) / size / 1024
    seated_after = crowd.start()
    crowd.burst(size)  # warms up, which compilers need
    crowd.told = 0
    cpu = server.cpu()
    stories = size * stories_each
    took = crowd.burst(stories)
    cpu = server.cpu() - cpu
    lost = sum(len(phone.waiting) for phone in crowd.phones) + len(crowd.refused)
    lost += stories * 4 - crowd.told
    steady = crowd.steady()
    people, host = list(crowd.phones), crowd.connect(crowd.session["host_token"])
    crowd.wait_until(lambda: host.is_in)
    crowd.phones = people
    broadcast = statistics.median(crowd.broadcast(host) for _ in range(5))
    for phone in [*people, host]:
        phone.socket.close()
    return Figures(
        entering_per_s=size / entering,
        kib_each=kib_each,
        seated_after=seated_after,
        stories_per_s=stories / took,
        cpu_per_1000=cpu / stories * 1000,
        ack_p50_ms=steady[len(steady) // 2] * 1000,
        ack_p99_ms=steady[len(steady) * 99 // 100] * 1000,
        broadcast_ms=broadcast * 1000,
        lost=lost,
    )


def _key() -> str:
    return secrets.token_urlsafe(24)
