"""``icebreak demo``: the pretend people on a stage with a clock of its own, and the command."""

import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from icebreak.cli.pretend_people import pretend_evening
from icebreak.cli.pretending import Company, play
from icebreak.domain.errors import Unauthorised
from tests.cli.http_guest import Guest
from tests.services.stage import Someone, Stage, row_count
from tests.throwaway import LOOPBACK, free_port

PEOPLE = 12
LOOK = 3  # seconds between two looks at one's screen


@dataclass
class Evening:
    """The pretend company on a stage; whoever else comes is a newcomer."""

    stage: Stage
    company: Company

    def passes(self, seconds: int) -> None:
        for _ in range(0, seconds, LOOK):
            self.stage.wait(LOOK)
            for each in self.company.participants:
                each.acts()
            if self.stage.now.second % 30 == 0:
                self.company.are_here()

    def newcomer(self, name: str) -> Someone:
        opened = self.company.opened
        made = self.stage.anyone("session.join", name=name, join_token=opened.join_token)
        someone = Someone(
            self.stage, self.stage.gate.identify(made["token"]), name, made["token"], made
        )
        someone.comes()
        return someone

    def screens(self) -> list[Any]:
        return [self.stage.gate.state(each.actor) for each in self.company.participants]


@pytest.fixture
def evening(tmp_path: Path, prepared: Path) -> Evening:
    stage = Stage(tmp_path, prepared)
    return Evening(stage, play(stage.gate, pretend_evening(), random.Random(7)))


def test_everybody_has_a_story_for_every_round() -> None:
    played = pretend_evening()
    rounds = [step for step in played.steps if step.kind == "round"]
    assert len(played.people) == PEOPLE
    for person in played.people:
        assert len(person.stories) == len(set(person.stories)) == len(rounds)


def test_the_session_is_in_a_round_at_once(evening: Evening) -> None:
    for state in evening.screens():
        assert state.session.step.kind == "round"
        assert len(state.room.members) == 4
        assert state.me.why
        assert state.me.shared


def test_a_newcomer_sits_in_a_room_where_stories_are_told(evening: Evening) -> None:
    evening.passes(15)
    noor = evening.newcomer("Noor")
    assert len(noor.room.members) == 5
    assert noor.room.stories
    evening.passes(180)
    told = {story.by for story in noor.room.stories}
    assert told == {member.id for member in noor.room.members} - {noor.id}


def test_people_tell_stories_at_a_human_pace(evening: Evening) -> None:
    evening.passes(240)
    with evening.stage.read() as tx:
        stories = tx.stories.some(tx.stories.table.c.session_id.is_not(None))
    by_room: dict[str, list[float]] = {}
    for story in sorted(stories, key=lambda story: story.told_at):
        by_room.setdefault(story.room_id, []).append(story.told_at.timestamp())
    gaps = [later - first for times in by_room.values() for first, later in pairwise(times)]
    assert len(gaps) == PEOPLE - len(by_room)
    assert min(gaps) >= 10
    assert max(gaps) <= 100


def test_they_say_me_too_let_turns_pass_and_swap_with_each_other(evening: Evening) -> None:
    evening.passes(210)
    with evening.stage.read() as tx:
        assert row_count(tx, "metoos") > 5
        assert any(room.passed for room in tx.rooms.some(tx.rooms.table.c.id.is_not(None)))
        assert row_count(tx, "contacts") >= 4
        assert row_count(tx, "proposals") > row_count(tx, "contacts")


def test_a_newcomer_hears_nothing_of_a_yes_before_her_own(evening: Evening) -> None:
    noor = evening.newcomer("Noor").has_card(emails=["noor@example.org"])
    before = noor.state
    evening.passes(60)
    with evening.stage.read() as tx:
        assert len([yes for person in before.met for yes in tx.proposals.by(person.person.id)]) >= 4
    after = noor.state
    assert after.versions.me == before.versions.me
    assert {met.swap for met in after.met} == {"none"}
    assert after.contacts == []
    for met in after.met:
        assert noor.does("swap.propose", to=met.person.id, fields=["emails"])["agreed"]
    assert len(noor.state.contacts) == len(after.met) == 4


def test_rounds_go_on_with_other_people(evening: Evening) -> None:
    noor = evening.newcomer("Noor")
    first = {member.id for member in noor.room.members}
    host = evening.stage.gate.identify(evening.company.opened.host_token)
    evening.stage.gate.answer(host, "round.end", {"key": "end-the-first-one"})
    evening.stage.wait(30)
    assert noor.state.session.step.round == 2
    assert {member.id for member in noor.room.members} != first
    evening.passes(90)
    assert noor.room.stories


def test_nobody_counts_as_away_although_no_socket_is_open(evening: Evening) -> None:
    evening.passes(300)
    assert all(member.here for state in evening.screens() for member in state.room.members)


def test_who_is_removed_by_the_host_stops_and_the_others_go_on(evening: Evening) -> None:
    host = evening.stage.gate.identify(evening.company.opened.host_token)
    first, second = evening.company.participants[:2]
    payload = {"key": "remove-the-first-one", "person": first.actor.person_id}
    evening.stage.gate.answer(host, "person.remove", payload)
    with pytest.raises(Unauthorised):
        first.acts()
    second.acts()


@contextmanager
def demo(tmp_path: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """A demo in a process of its own, whose temporary files go into the test's folder."""
    command = [sys.executable, "-m", "icebreak", "demo", "--port", str(free_port()), *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={
            **os.environ,
            "TMPDIR": str(tmp_path),
            "ICEBREAK_DATABASE_URL": "postgresql://nobody@192.0.2.1/not-to-be-touched",
        },
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _told(process: "subprocess.Popen[str]") -> str:
    """What the demo prints until it is ready."""
    assert process.stdout is not None
    said = ""
    while "Ctrl+C" not in said:
        line = process.stdout.readline()
        assert line, f"the demo ended: {said}"
        said += line
    return said


def test_the_13th_person_joins_by_the_printed_link_and_swaps(tmp_path: Path) -> None:
    with demo(tmp_path, "--pace", "50") as process:
        link = re.search(r":(\d+)/j/(\S+)", _told(process))
        assert link
        noor = Guest(f"http://{LOOPBACK}:{link[1]}")
        noor.joins(link[2], "Noor")
        noor.does("card.save", emails=["noor@example.org"], shared=["emails"])
        room = noor.sees(lambda state: state["room"] and state["room"]["stories"])["room"]
        mates = [member["id"] for member in room["members"] if member["id"] != noor.id]
        assert len(mates) == 4
        noor.does("swap.propose", to=mates[0], fields=["emails"])
        contacts = noor.sees(lambda state: state["contacts"])["contacts"]
        assert contacts[0]["person"]["id"] == mates[0]
        assert "@example." in contacts[0]["card"]["emails"][0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    with demo(tmp_path) as process:
        _told(process)
        assert list(tmp_path.glob("icebreak-demo-*"))
        process.send_signal(how)
        assert process.wait(10) == 0
        assert process.stdout is not None
        assert process.stdout.read().strip() == ""
        assert list(tmp_path.iterdir()) == []


def test_an_evening_is_kept_where_asked(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with demo(tmp_path, "--data", str(kept)) as process:
        _told(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert (kept / "icebreak.db").stat().st_size > 0
