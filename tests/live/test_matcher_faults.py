"""A real server whose matcher is stopped, killed or left alone in the middle of an evening."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from tests.live.evening_peers import ROUND, WRAP_UP, Evening, Phone, evening, until
from tests.serving import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def matcher_of(server: Server) -> int:
    """The id of the matcher's process, once it is ready."""
    until(lambda: figure(server, "icebreak_matcher_starts_total"), "a matcher")
    return until(lambda: children_of(server), "a matcher's process")[0]


def children_of(server: Server) -> list[int]:
    assert server.process is not None
    tasks = Path(f"/proc/{server.process.pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def is_there(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def figure(server: Server, name: str) -> float:
    lines = requests.get(f"{server.url}/metrics", timeout=20).text.splitlines()
    return float(next(line for line in lines if line.startswith(f"{name} ")).split()[1])


def in_one_room(made: Evening) -> tuple[Phone, Phone, str]:
    ana, ben = made.join_by_phone("Ana"), made.join_by_phone("Ben")
    made.host.does("session.start")
    return ana, ben, ana.room()["id"]


def tell_of_bees(ana: Phone, ben: Phone, room: str) -> None:
    ana.does("story.tell", room=room, text="I keep bees on my roof.")
    ben.does("story.tell", room=room, text="My bees survived the winter.")


def shares_bees(phone: Phone) -> bool:
    """Asked no more often than a phone would, which has its limits."""
    time.sleep(0.3)
    return "c:bees" in [each["key"] for each in phone.room()["ground"]]


def test_a_story_is_told_while_the_matcher_hangs_and_understood_when_another_takes_over(
    server: Server,
) -> None:
    with evening(server.url) as made:
        ana, ben, room = in_one_room(made)
        matcher = matcher_of(server)
        os.kill(matcher, signal.SIGSTOP)
        tell_of_bees(ana, ben, room)
        ben.hears_story("I keep bees on my roof.")
        assert requests.get(f"{server.url}/readyz", timeout=20).ok
        assert figure(server, "icebreak_unread_texts") + figure(server, "icebreak_matcher_jobs") > 0
        os.kill(matcher, signal.SIGKILL)
        ana.hears("ground.found")
        assert shares_bees(ana)


def test_a_round_begins_although_the_matcher_is_killed_while_it_plans(server: Server) -> None:
    with evening(server.url, {**ROUND, "size": 4}, WRAP_UP) as made:
        people = [made.join(f"Person {number}") for number in range(12)]
        matcher = matcher_of(server)
        os.kill(matcher, signal.SIGSTOP)
        starting = made.host_by_phone()
        starting.client.emit("session.start", {"key": "start-" + "x" * 24})
        until(lambda: figure(server, "icebreak_matcher_planning"), "planning")
        os.kill(matcher, signal.SIGKILL)
        rooms = {each.room()["id"] for each in people}
        assert len(rooms) == 3


def test_the_matcher_ends_with_a_server_that_is_killed_or_told_to_stop(server: Server) -> None:
    killed = matcher_of(server)
    server.kill()
    until(lambda: not is_there(killed), "the matcher's end")
    server.start()
    stopped = matcher_of(server)
    server.stop()
    until(lambda: not is_there(stopped), "the matcher's end")


def test_after_a_restart_nothing_is_analysed_again(server: Server) -> None:
    with evening(server.url) as made:
        ana, ben, room = in_one_room(made)
        ana.does("profile.save", interests=["bicycles"])
        tell_of_bees(ana, ben, room)
        until(lambda: shares_bees(ana), "common ground")
        server.kill()
        server.start()
        matcher_of(server)
        ana, ben = made.another_tab(ana), made.another_tab(ben)
        until(lambda: shares_bees(ana), "common ground")
        assert figure(server, "icebreak_texts_read_total") == 0
        ben.does("story.tell", room=room, text="On Sundays I bake bread.")
        until(lambda: figure(server, "icebreak_texts_read_total") == 1, "one more text read")


def test_what_was_not_analysed_before_a_crash_is_analysed_after_it(server: Server) -> None:
    with evening(server.url) as made:
        ana, ben, room = in_one_room(made)
        matcher = matcher_of(server)
        os.kill(matcher, signal.SIGSTOP)
        tell_of_bees(ana, ben, room)
        server.kill()
        # Stopped as it is, it can't notice that its server is gone.
        with suppress(ProcessLookupError):
            os.kill(matcher, signal.SIGCONT)
        until(lambda: not is_there(matcher), "the matcher's end")
        server.start()
        ana = made.another_tab(ana)
        until(lambda: shares_bees(ana), "common ground")
