"""The server dies in the middle of a round, or is told to stop: nothing is lost."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest
import requests

from tests.live.evening_peers import (
    PATIENCE,
    WRAP_UP,
    Evening,
    Phone,
    Program,
    evening,
    post,
    until,
)
from tests.serving import Server, serving

pytestmark = pytest.mark.faults

SHORT_ROUND = {"kind": "round", "seconds": 20, "size": 4}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def meet(opened: Evening, people: int = 8) -> list[Phone]:
    """People with sockets, in the rooms of the first round."""
    phones = [opened.join_by_phone(f"Person {number}") for number in range(people)]
    opened.host.does("session.start")
    for phone in phones:
        phone.hears("room.opened")
    return phones


def test_after_a_power_cut_everybody_sits_where_they_sat_and_the_clock_went_on(
    server: Server,
) -> None:
    with evening(server.url, SHORT_ROUND, WRAP_UP) as opened:
        phones = meet(opened)
        seats = {phone.id: phone.room()["id"] for phone in phones}
        told = phones[0].does("story.tell", room=phones[0].room()["id"], text="Acknowledged.")
        phones[1].does("story.draft", room=phones[1].room()["id"], text="Half a st")
        before = phones[0].state
        ends_at = before["session"]["step"]["ends_at"]
        server.kill()
        assert phones[0].lost.wait(PATIENCE)
        server.start()
        back = [opened.another_tab(phone) for phone in phones]
        assert {phone.id: phone.room()["id"] for phone in back} == seats
        after = back[0].state
        assert after["session"]["step"]["ends_at"] == ends_at
        assert after["room"]["members"] == before["room"]["members"]
        assert [story["id"] for story in after["room"]["stories"]] == [told["story_id"]]
        assert back[1].state["me"]["draft"]["text"] == "Half a st"
        # Nobody presses anything: the round ends at its deadline all the same.
        back[2].hears("round.ended")
        state = until(
            lambda: (told := back[2].state)["session"]["step"]["kind"] == "wrap_up" and told,
            "the next step",
        )
        assert state["session"]["step"]["started_at"] >= ends_at


def test_a_story_whose_acknowledgement_was_lost_is_told_once(server: Server) -> None:
    with evening(server.url) as opened:
        phones = meet(opened, people=2)
        story = {"room": phones[0].room()["id"], "text": "Sent, and then the power cut."}
        first = phones[0].asks("story.tell", key="sent-before-the-cut", **story)
        server.kill()
        server.start()
        again = post(server.url, "story.tell", phones[0].token, key="sent-before-the-cut", **story)
        assert again == first
        back = opened.another_tab(phones[1])
        assert [each["text"] for each in back.room()["stories"]] == [story["text"]]


def test_a_power_cut_in_a_storm_of_stories_loses_and_doubles_none(server: Server) -> None:
    with evening(server.url) as opened:
        people = [opened.join(f"Person {number}") for number in range(3)]
        opened.host.does("session.start")
        rooms = {person.id: person.room()["id"] for person in people}
        sent = [
            (person, f"story-{number}-{index}", f"Story {number} of {index}")
            for number in range(18)
            for index, person in enumerate(people)
        ]
        acknowledged: dict[str, str] = {}

        def tells(mine: Program) -> None:
            for person, key, text in sent:
                if person is mine:
                    with suppress(requests.RequestException):
                        told = person.asks("story.tell", room=rooms[person.id], text=text, key=key)
                        acknowledged[text] = told["story_id"]

        storm = [Thread(target=tells, args=(person,)) for person in people]
        for thread in storm:
            thread.start()
        until(lambda: len(acknowledged) >= 12, "some stories being acknowledged")
        server.kill()
        for thread in storm:
            thread.join()
        before = dict(acknowledged)
        server.start()
        kept = {story["text"]: story["id"] for story in people[0].room()["stories"]}
        assert before.items() <= kept.items()
        for person, key, text in sent:
            told = person.asks("story.tell", room=rooms[person.id], text=text, key=key)
            assert told["story_id"] == kept.get(text, told["story_id"])
        told_at_last = [story["text"] for story in people[0].room()["stories"]]
        assert sorted(told_at_last) == sorted(text for _, _, text in sent)


def test_a_deadline_that_passed_while_no_server_ran_is_kept_at_once(server: Server) -> None:
    with evening(server.url, {**SHORT_ROUND, "seconds": 10}, WRAP_UP) as opened:
        phones = meet(opened, people=2)
        ends_in = phones[0].state["session"]["step"]["left_seconds"]
        server.kill()
        time.sleep(ends_in + 0.5)
        server.start()

        def step() -> str:
            told: str = post(server.url, "state.get", phones[0].token)["session"]["step"]["kind"]
            return told

        until(lambda: step() == "wrap_up", "the step that was due before the server came back")


def test_a_second_server_on_the_same_folder_is_refused_with_one_sentence(server: Server) -> None:
    command = [sys.executable, "-m", "icebreak", "serve", "--port", "0", "--data", server.data]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1
    [sentence] = second.stderr.strip().splitlines()
    assert sentence.startswith("Error: Another icebreak server uses the data folder")
    assert "Traceback" not in second.stderr + second.stdout
    assert requests.get(f"{server.url}/healthz", timeout=PATIENCE).ok


def test_a_server_that_is_told_to_stop_does_so_within_three_seconds(server: Server) -> None:
    with evening(server.url) as opened:
        phones = meet(opened, people=3)
        told = phones[0].does("story.tell", room=phones[0].room()["id"], text="Just before.")
        assert server.process is not None
        process, started = server.process, time.monotonic()
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert time.monotonic() - started < 3
        assert all(phone.lost.wait(PATIENCE) for phone in phones)
        server.process = None
        server.start()
        back = opened.another_tab(phones[1])
        assert [story["id"] for story in back.room()["stories"]] == [told["story_id"]]
    assert "Traceback" not in server.log.read_text()


def test_nothing_personal_is_in_the_log(server: Server) -> None:
    with evening(server.url) as opened:
        phones = meet(opened, people=2)
        phones[0].does("story.tell", room=phones[0].room()["id"], text="A secret story.")
        requests.get(f"{server.url}/r/A-RESUME-TOKEN?query=string", timeout=PATIENCE)
        requests.post(f"{server.url}/api/v1/session.find", b"[" * 50_000, timeout=PATIENCE)
    server.stop()
    log = server.log.read_text()
    for secret in (
        *("A secret story.", "Person 0", "A-RESUME-TOKEN", "query=string", "Repair Cafés"),
        *(phones[0].token, opened.host.token, opened.host.opened["join_token"]),
    ):
        assert secret not in log
