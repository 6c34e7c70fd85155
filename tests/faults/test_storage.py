"""A database that somebody else holds, and a disk without room: said plainly, and got over."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disks import fill, small_disk
from tests.live.evening_peers import Evening, Program, evening, key, until
from tests.serving import Server, serving

pytestmark = pytest.mark.faults

TEXT = "A story of some length, so that a full disk is full soon. " * 8


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def two_in_a_room(opened: Evening) -> tuple[Program, Program, str]:
    ana, ben = opened.join("Ana"), opened.join("Ben")
    opened.host.does("session.start")
    room: str = ana.room()["id"]
    return ana, ben, room


def told_in(person: Program) -> list[str]:
    return [story["text"] for story in person.state["room"]["stories"]]


def test_while_another_holds_the_database_writes_are_busy_and_reads_go_on(server: Server) -> None:
    with evening(server.url) as opened:
        ana, ben, room = two_in_a_room(opened)
        other = sqlite3.connect(server.data / "icebreak.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        story = {"room": room, "text": "At the wrong moment.", "key": key()}
        began = time.monotonic()
        refused = ana.asks("story.tell", **story)
        waited = time.monotonic() - began
        assert refused["error"] == "busy"
        # A second of grace on a machine that does other things too.
        assert waited < 3
        assert told_in(ben) == []
        other.execute("ROLLBACK")
        other.close()
        told = until(
            lambda: (again := ana.asks("story.tell", **story))["ok"] and again, "a free database"
        )
        assert ana.asks("story.tell", **story) == told
        assert told_in(ben) == ["At the wrong moment."]


def test_a_full_disk_refuses_writes_keeps_reads_and_is_got_over(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as folder:
        server = Server(folder / "data")
        server.start()
        try:
            check_a_full_disk(server)
        finally:
            server.stop()


def check_a_full_disk(server: Server) -> None:
    with evening(server.url) as opened:
        ana, ben, room = two_in_a_room(opened)
        ana.does("story.tell", room=room, text="Before.")
        make_room = fill(server)
        stories = [{"room": room, "text": f"{n}: {TEXT}", "key": key()} for n in range(15)]
        answers = [ben.asks("story.tell", **story) for story in stories]
        refused = [answer for answer in answers if not answer["ok"]]
        assert {answer["error"] for answer in refused} == {"unavailable"}
        # What was acknowledged is there although the disk is full, and nothing else is.
        accepted = [
            story["text"].strip()
            for story, answer in zip(stories, answers, strict=True)
            if answer["ok"]
        ]
        assert told_in(ana) == ["Before.", *accepted]
        make_room()
        until(lambda: ben.asks("story.tell", **stories[-1])["ok"], "room on the disk")
        again = [ben.asks("story.tell", **story) for story in stories]
        assert all(answer["ok"] for answer in again)
        for first, second in zip(answers, again, strict=True):
            assert not first["ok"] or first == second
        assert sorted(told_in(ana)) == sorted(
            ["Before.", *(story["text"].strip() for story in stories)]
        )
        assert "Traceback" not in server.log.read_text()
