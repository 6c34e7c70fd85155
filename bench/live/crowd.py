"""People of one session who speak icebreak's contract, and what they were told."""

import json
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.live.contenders import Contender
from bench.live.links import Desk, Loop, Websocket

PATIENCE = 30.0  # seconds until what has not come counts as lost
DESKS = 16  # HTTP connections for joining
TURN = 0.01  # seconds
ENTERING = 64  # people on their way in at a time

Answer = dict[str, Any]


@dataclass(slots=True)
class Phone:
    socket: Websocket
    token: str
    is_in: bool = False
    came_at: float = 0.0
    entered_after: float = 0.0
    room: str = ""
    waiting: dict[int, float] = field(default_factory=dict)
    asked: int = 0
    took: list[float] = field(default_factory=list)
    """Seconds until each answer."""

    def ask(self, command: str, **payload: object) -> None:
        self.asked += 1
        self.waiting[self.asked] = time.perf_counter()
        own = {} if command == "state.get" else {"key": new_key()}
        text = json.dumps([command, {**own, **payload}])
        self.socket.say(f"42{self.asked}{text}".encode())


class Crowd:
    """All the people of one session. ``said`` and ``copies_due`` count what was told,
    ``latencies`` (seconds) and ``copies`` what came of it."""

    def __init__(self, server: Contender, size: int, loop: Loop | None = None) -> None:
        self.server = server
        self.size = size
        self.loop = loop or Loop()
        # Called again and again while something is waited for.
        self.meanwhile: Callable[[], None] = lambda: None
        self.phones: list[Phone] = []
        self.said = self.copies = self.copies_due = 0
        self.entered = self.seated = self.announced = 0
        self.latencies: list[float] = []
        self.refused: list[bytes] = []
        self.room_sizes: Counter[str] = Counter()
        self.session = self.post("session.open", title="Load")

    def post(self, command: str, token: str = "", **payload: object) -> Answer:
        """Posts a command and waits for its answer; RuntimeError where it is refused."""
        answers: list[Answer] = []
        desk = Desk(self.loop, self.server.port)
        desk.post(command, {"key": new_key(), **payload}, answers.append, token)
        self.wait_until(lambda: bool(answers))
        desk.close()
        if not answers or not answers[0]["ok"]:
            raise RuntimeError(f"{command}: {answers}")
        return answers[0]

    def post_as_host(self, command: str, **payload: object) -> Answer:
        return self.post(command, self.session["host_token"], **payload)

    def wait_until(self, done: Callable[[], bool]) -> bool:
        """Whether it was done in time."""
        until = time.perf_counter() + PATIENCE
        while not done():
            if time.perf_counter() > until:
                return False
            self.meanwhile()
            self.loop.turn(TURN)
        return True

    def enter(self, every: float = 0.0) -> None:
        """Everybody joins by HTTP and connects a websocket; ``every``: seconds between two."""
        began = time.perf_counter()
        free = [Desk(self.loop, self.server.port) for _ in range(DESKS)]
        joining = 0

        def joined(desk: Desk, answer: Answer, since: float) -> None:
            if not answer["ok"]:
                raise RuntimeError(answer)
            phone = self.connect(answer["token"])
            phone.came_at = since
            self.phones.append(phone)
            free.append(desk)

        def join(desk: Desk) -> None:
            payload = {"key": new_key(), "join_token": self.session["join_token"]}
            payload["name"] = f"Person {joining}"
            since = time.perf_counter()
            desk.post("session.join", payload, lambda answer: joined(desk, answer, since))

        while self.entered < self.size:
            while free and joining < self.size and joining - self.entered < ENTERING:
                if time.perf_counter() < began + joining * every:
                    break
                joining += 1
                join(free.pop())
            self.loop.turn(TURN if every else 1)
        for desk in free:
            desk.close()

    def connect(self, token: str) -> Phone:
        path = f"/socket.io/?EIO=4&transport=websocket&s={self.session['session_id']}"
        socket = Websocket(self.loop, self.server.port, path, lambda text: self.hear(phone, text))
        phone = Phone(socket, token)
        return phone

    def tell(self, phone: Phone, text: str) -> None:
        self.said += 1
        self.copies_due += self.room_sizes[phone.room]
        phone.ask("story.tell", room=phone.room, text=text)

    def is_quiet(self) -> bool:
        """Whether everything that was said has been acknowledged and told to everybody."""
        answered = len(self.latencies) + len(self.refused)
        return answered == self.said and self.copies == self.copies_due

    def lost(self) -> int:
        """Acknowledgements and copies that never came; a refusal is an answer without copies."""
        unanswered = self.said - len(self.latencies) - len(self.refused)
        return unanswered + self.copies_due - self.copies

    def hear(self, phone: Phone, text: bytes) -> None:
        if text.startswith(b'42["story.told"'):
            self.copies += 1
        elif text.startswith(b"43"):
            self.hear_answer(phone, text)
        elif text == b"2":
            phone.socket.say(b"3")
        elif text.startswith(b'42["host.said"'):
            self.announced += 1
        elif text.startswith(b'42["room.opened"'):
            self.hear_room(phone, json.loads(text[2:])[1])
        elif text.startswith(b"0"):
            phone.socket.say(b"40" + json.dumps({"token": phone.token}).encode())
        elif text.startswith(b"40"):
            phone.is_in = True
            phone.entered_after = time.perf_counter() - phone.came_at
            self.entered += 1
        elif text.startswith(b"44"):
            raise RuntimeError(text)

    def hear_answer(self, phone: Phone, text: bytes) -> None:
        place = text.index(b"[")
        took = time.perf_counter() - phone.waiting.pop(int(text[2:place]))
        phone.took.append(took)
        if not text.startswith(b'[{"ok":true', place):
            self.refused.append(text)
            self.copies_due -= self.room_sizes[phone.room]
        elif phone.room:
            self.latencies.append(took)

    def hear_room(self, phone: Phone, event: Answer) -> None:
        if not phone.room:
            self.seated += 1
        phone.room = event["room"]
        self.room_sizes[phone.room] += 1


def new_key() -> str:
    return secrets.token_urlsafe(24)
