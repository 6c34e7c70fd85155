"""Commands that come twice, late, and through every door: each is carried out once."""

import random
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from tests.live.evening_peers import Program, evening, key, post
from tests.serving import Server, serving

pytestmark = pytest.mark.faults

# As many as a person may give in one burst.
COMMANDS = 10
TIMES = 2


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.mark.parametrize("seed", range(3))
def test_however_often_and_in_whatever_order_they_come(server: Server, seed: int) -> None:
    chance = random.Random(seed)
    with evening(server.url) as opened:
        ana, ben = opened.join_by_phone("Ana"), opened.join_by_phone("Ben")
        tab = opened.another_tab(ana)
        opened.host.does("session.start")
        room = ana.room()["id"]
        stories = [
            {"room": room, "text": f"Number {number}", "key": key()} for number in range(COMMANDS)
        ]
        answers: dict[str, list[dict[str, Any]]] = {story["key"]: [] for story in stories}

        def sends(door: Program, mine: list[dict[str, str]]) -> None:
            for story in mine:
                answers[story["key"]].append(door.asks("story.tell", **story))

        doors = (ana, tab, Program(server.url, ana.token, ana.opened))
        senders = []
        for door in doors:
            mine = stories * TIMES
            chance.shuffle(mine)
            senders.append(Thread(target=sends, args=(door, mine)))
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        for given in answers.values():
            assert len(given) == TIMES * len(doors)
            assert all(answer == given[0] and answer["ok"] for answer in given)
        told = ben.state["room"]["stories"]
        assert sorted(story["text"] for story in told) == sorted(each["text"] for each in stories)
        heard = [event["story"]["id"] for name, event in ben.heard if name == "story.told"]
        assert len(heard) == len(set(heard)) == COMMANDS


def test_two_who_join_with_one_key_are_one(server: Server) -> None:
    """A double tap on "Come in", and a phone that sends it again from another network."""
    with evening(server.url) as opened:
        joining = {"key": key() * 2, "name": "Ana", "join_token": opened.host.opened["join_token"]}
        made: list[dict[str, Any]] = []
        taps = [
            Thread(target=lambda: made.append(post(server.url, "session.join", **joining)))
            for _ in range(8)
        ]
        for tap in taps:
            tap.start()
        for tap in taps:
            tap.join()
        assert len(made) == 8
        assert all(each == made[0] and each["ok"] for each in made)
        assert len(opened.host.state["people"]) == 1
