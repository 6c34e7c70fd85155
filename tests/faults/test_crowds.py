"""Everybody at once, and one who never stops: the others notice neither."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest

from bench.live.crowd import Crowd
from bench.live.links import Loop, Websocket
from bench.live.load import start_round
from tests.faults.servers import contender
from tests.live.evening_peers import Phone, evening, key, post
from tests.serving import Server, serving

pytestmark = pytest.mark.faults

# More than a person may ask in a burst.
FLOOD = 400


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_five_hundred_come_within_seconds_and_all_get_in_and_a_room(server: Server) -> None:
    crowd = Crowd(contender(server), 500)
    crowd.enter()
    crowd.post_as_host("session.start")
    start_round(crowd)
    assert crowd.entered == crowd.seated == 500
    desk = post(server.url, "state.get", crowd.session["host_token"])
    assert desk["in_rooms"] == 500
    for phone in crowd.phones:
        phone.socket.close()


def test_all_come_back_at_once_to_the_rooms_that_they_had(server: Server) -> None:
    crowd = Crowd(contender(server), 300)
    crowd.enter()
    crowd.post_as_host("session.start")
    start_round(crowd)
    for phone in crowd.phones:
        phone.socket.close()
    told = Counter(phone.room for phone in crowd.phones)
    back = [crowd.connect(phone.token) for phone in crowd.phones]
    assert crowd.wait_until(lambda: all(phone.is_in for phone in back))
    for phone, before in zip(back, crowd.phones, strict=True):
        phone.room = before.room
    crowd.room_sizes = told
    for phone in back:
        crowd.tell(phone, "Out of the tunnel.")
    assert crowd.wait_until(crowd.is_quiet)
    assert (crowd.lost(), crowd.refused) == (0, [])
    for phone in back:
        phone.socket.close()


class Flooder:
    """Sends on and on without waiting for an answer."""

    def __init__(self, server: Server, phone: Phone) -> None:
        self.loop = Loop()
        self.answers: Counter[str] = Counter()
        self._token = phone.token
        self._room = phone.room()["id"]
        self._numbers = count()
        path = "/socket.io/?EIO=4&transport=websocket"
        self.socket = Websocket(self.loop, server.port, path, self.hear)
        self.is_in = False

    def hear(self, text: bytes) -> None:
        if text.startswith(b"0"):
            self.socket.say(b"40" + json.dumps({"token": self._token}).encode())
        elif text.startswith(b"40"):
            self.is_in = True
        elif text.startswith(b"43"):
            [answer] = json.loads(text[text.index(b"[") :])
            self.answers[answer.get("error", "ok")] += 1

    def sends(self) -> None:
        payload = {"key": key(), "room": self._room, "text": "Again"}
        text = json.dumps(["story.draft", payload])
        self.socket.say(f"42{next(self._numbers)}{text}".encode())


def test_who_floods_is_told_to_wait_and_the_others_are_answered(server: Server) -> None:
    with evening(server.url) as opened:
        ana, ben = opened.join_by_phone("Ana"), opened.join_by_phone("Ben")
        opened.host.does("session.start")
        flooder = Flooder(server, ana)
        while not flooder.is_in:
            flooder.loop.turn(0.05)
        for _ in range(FLOOD):
            flooder.sends()
        room = ben.room()["id"]
        for number in range(10):
            ben.does("story.tell", room=room, text=f"Calmly, {number}.")
        deadline = time.monotonic() + 20
        while flooder.answers.total() < FLOOD and time.monotonic() < deadline:
            flooder.loop.turn(0.05)
        # Each message has its answer, and most of them the same.
        assert flooder.answers.total() == FLOOD
        assert set(flooder.answers) == {"ok", "rate_limited"}
        assert flooder.answers["rate_limited"] > FLOOD / 2
        told = [story["text"] for story in ben.state["room"]["stories"]]
        assert told == [f"Calmly, {number}." for number in range(10)]
        flooder.socket.close()
