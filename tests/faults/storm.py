"""Three people in one room who write as fast as they can until their server is gone."""

import json
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from bench.live.links import Loop, Websocket
from tests.live.evening_peers import PATIENCE, key, post
from tests.serving import Server

# A room takes twenty of each.
STORIES_EACH = 18
IN_FLIGHT = 4
BY_CHANCE = {"kind": "round", "seconds": 600, "size": 3, "seating": "random"}


@dataclass
class Teller:
    """``sent`` holds texts by key, ``acknowledged`` what was answered, by key."""

    token: str
    room: str = ""
    socket: Websocket | None = None
    is_in: bool = False
    sent: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)

    def hear(self, text: bytes) -> None:
        assert self.socket is not None
        if text.startswith(b"0"):
            self.socket.say(b"40" + json.dumps({"token": self.token}).encode())
        elif text.startswith(b"40"):
            self.is_in = True
        elif text.startswith(b"43"):
            place = text.index(b"[")
            [answer] = json.loads(text[place:])
            assert answer["ok"], answer
            self.acknowledged[list(self.sent)[int(text[2:place])]] = answer["story_id"]

    def tell(self) -> None:
        assert self.socket is not None
        number, own = len(self.sent), key()
        self.sent[own] = f"Story {number} of {self.token[:8]}"
        payload = {"key": own, "room": self.room, "text": self.sent[own]}
        self.socket.say(f"42{number}{json.dumps(['story.tell', payload])}".encode())

    @property
    def may_tell(self) -> bool:
        waiting = len(self.sent) - len(self.acknowledged)
        return waiting < IN_FLIGHT and len(self.sent) < STORIES_EACH


@dataclass
class Storm:
    """What was sent to a server, and what it acknowledged before it died."""

    tellers: list[Teller]

    def check(self, url: str) -> None:
        """Acknowledged stories are there, once; what is sent again is told once, with one answer.

        AssertionError says which were lost or doubled.
        """
        told = stories(url, self.tellers[0].token)
        for teller in self.tellers:
            for own, story_id in teller.acknowledged.items():
                assert told[teller.sent[own], story_id] == 1, f"lost or doubled: {own}"
            # The last that was answered too: its answer is the one that it had.
            answered, text_of = list(teller.acknowledged)[-1:], teller.sent
            for own in {*answered, *(text_of.keys() - teller.acknowledged.keys())}:
                text = text_of[own]
                answer = post(url, "story.tell", teller.token, key=own, room=teller.room, text=text)
                assert answer["ok"], answer
                known = teller.acknowledged.setdefault(own, answer["story_id"])
                assert answer["story_id"] == known
        told = stories(url, self.tellers[0].token)
        assert sum(told.values()) == sum(len(teller.sent) for teller in self.tellers)
        assert set(told.values()) <= {1}


def stories(url: str, token: str) -> Counter[tuple[str, str]]:
    """(text, id) of all that is told in the person's room."""
    room = post(url, "state.get", token)["room"]
    return Counter((story["text"], story["id"]) for story in room["stories"])


def storm(server: Server, chance: random.Random) -> Storm:
    """Ends with the server's death, at a moment that chance decides."""
    opened = post(server.url, "session.open", key=key(), title="A storm", plan=[BY_CHANCE])
    joins = [
        post(server.url, "session.join", key=key(), join_token=opened["join_token"], name=name)
        for name in ("Ana", "Ben", "Chloé")
    ]
    host = opened["host_token"]
    assert post(server.url, "session.start", host, key=key())["ok"]
    loop = Loop()
    tellers = [Teller(joined["token"]) for joined in joins]
    for teller in tellers:
        teller.room = post(server.url, "state.get", teller.token)["room"]["id"]
        path = "/socket.io/?EIO=4&transport=websocket"
        teller.socket = Websocket(loop, server.port, path, teller.hear)
    wait_until_in(loop, tellers)
    before_the_end = chance.randrange(3 * STORIES_EACH)
    while sum(len(teller.acknowledged) for teller in tellers) < before_the_end:
        for teller in tellers:
            while teller.may_tell:
                teller.tell()
        loop.turn(0.05)
    # On its way, decided, written, committed or acknowledged: any of it.
    time.sleep(chance.random() * 0.01)
    server.kill()
    for teller in tellers:
        with suppress(ConnectionError):
            while teller.socket is not None:
                teller.socket.read()
    return Storm(tellers)


def wait_until_in(loop: Loop, tellers: list[Teller]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not all(teller.is_in for teller in tellers):
        assert time.monotonic() < deadline, "nobody came in"
        loop.turn(0.05)
