"""Phones and programs of an evening, on a real server: two doors, the same commands."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import requests
import socketio

PATIENCE = 20.0  # seconds, on a busy machine

ROUND = {"kind": "round", "seconds": 600, "size": 3}
WRAP_UP = {"kind": "wrap_up", "seconds": 600}


def key() -> str:
    return secrets.token_urlsafe(18)


def until(true: Callable[[], Any], what: str) -> Any:
    """What the function returns, as soon as that is something; AssertionError if it never is."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = true()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"it did not happen: {what}")


def post(url: str, command: str, token: str = "", **payload: Any) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    told = requests.post(f"{url}/api/v1/{command}", json=payload, headers=headers, timeout=PATIENCE)
    body: dict[str, Any] = told.json()
    assert told.ok == body["ok"]
    return body


@dataclass
class Program:
    """Somebody who only speaks HTTP."""

    url: str
    token: str
    opened: dict[str, Any]

    @property
    def id(self) -> str:
        told: str = self.opened["participant_id"]
        return told

    def asks(self, command: str, **payload: Any) -> dict[str, Any]:
        return post(self.url, command, self.token, **payload)

    def does(self, command: str, **payload: Any) -> dict[str, Any]:
        told = self.asks(command, **{"key": key(), **payload})
        assert told["ok"], told
        return told

    @property
    def state(self) -> dict[str, Any]:
        return self.asks("state.get")

    def room(self) -> dict[str, Any]:
        """Their room, once they have a seat; who asks too often is told to wait, and asks on."""
        found: dict[str, Any] = until(lambda: self.state.get("room"), "a seat")
        return found


class Phone(Program):
    """Somebody with a socket; what it hears is kept in order."""

    def __init__(self, url: str, token: str, opened: dict[str, Any]) -> None:
        super().__init__(url, token, opened)
        self.heard: list[tuple[str, Any]] = []
        self.lost = threading.Event()
        self.client = socketio.Client(reconnection=False)
        self.client.on("*", lambda name, payload: self.heard.append((name, payload)))
        self.client.on("disconnect", lambda *_: self.lost.set())

    def connect(self, auth: dict[str, Any] | None = None) -> None:
        self.client.connect(
            self.url,
            auth=auth or {"token": self.token},
            transports=["websocket"],
            wait_timeout=PATIENCE,
        )

    def asks(self, command: str, **payload: Any) -> dict[str, Any]:
        told: dict[str, Any] = self.client.call(command, payload, timeout=PATIENCE)
        return told

    def hears(self, name: str, told: Callable[[Any], Any] = lambda payload: True) -> Any:
        """The payload of the event, once it has come."""

        def found() -> Any:
            return [payload for said, payload in list(self.heard) if said == name and told(payload)]

        return until(found, f"hearing {name}, but only {self.heard}")[-1]

    def hears_story(self, text: str) -> dict[str, Any]:
        told = self.hears("story.told", lambda event: event["story"]["text"] == text)
        story: dict[str, Any] = told["story"]
        return story

    def disconnect(self) -> None:
        with suppress(Exception):
            self.client.disconnect()


@dataclass
class Evening:
    """A session on a server, with everybody who came."""

    url: str
    host: Program
    phones: list[Phone] = field(default_factory=list)

    def join(self, name: str) -> Program:
        made = post(
            self.url,
            "session.join",
            key=key(),
            name=name,
            join_token=self.host.opened["join_token"],
        )
        assert made["ok"], made
        return Program(self.url, made["token"], made)

    def join_by_phone(self, name: str) -> Phone:
        seat = self.join(name)
        return self.another_tab(seat)

    def another_tab(self, seat: Program) -> Phone:
        phone = Phone(self.url, seat.token, seat.opened)
        phone.connect()
        self.phones.append(phone)
        phone.hears("version.is")
        return phone

    def host_by_phone(self) -> Phone:
        return self.another_tab(self.host)


@contextmanager
def evening(url: str, *steps: dict[str, Any]) -> Iterator[Evening]:
    made = post(
        url, "session.open", key=key(), title="Repair Cafés", plan=list(steps or (ROUND, WRAP_UP))
    )
    assert made["ok"], made
    opened = Evening(url, Program(url, made["host_token"], made))
    try:
        yield opened
    finally:
        for phone in opened.phones:
            phone.disconnect()
