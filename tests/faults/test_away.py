"""A phone in a tunnel: for seconds, for a minute, for ten. Its seat and its draft are kept."""

import time
from collections.abc import Iterator

import pytest

from tests.live.evening_peers import Phone, evening, until
from tests.services.conftest import empty_database, stage
from tests.services.stage import ROUND, Stage
from tests.serving import Server, serving

__all__ = ["empty_database", "stage"]

pytestmark = pytest.mark.faults

# The grace, in which nobody notices, is 30 s.
SHORT, LONG = 5, 60


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def here(phone: Phone) -> dict[str, bool]:
    return {member["name"]: member["here"] for member in phone.state["room"]["members"]}


@pytest.mark.parametrize("seconds", [SHORT, LONG])
def test_who_comes_out_of_a_tunnel_sits_where_they_sat(server: Server, seconds: int) -> None:
    with evening(server.url) as opened:
        ana, ben = opened.join_by_phone("Ana"), opened.join_by_phone("Ben")
        opened.host.does("session.start")
        room = ana.room()["id"]
        ana.does("story.draft", room=room, text="Half a st")
        ana.disconnect()
        for number in range(3):
            ben.does("story.tell", room=room, text=f"In the tunnel {number}")
        time.sleep(seconds)
        if seconds == SHORT:
            assert here(ben)["Ana"]
        else:
            until(lambda: not here(ben)["Ana"], "Ana being away")
        back = opened.another_tab(ana)
        state = back.asks("state.get")
        assert state["room"]["id"] == room
        assert state["me"]["draft"]["text"] == "Half a st"
        assert [story["text"] for story in state["room"]["stories"]] == [
            f"In the tunnel {number}" for number in range(3)
        ]
        until(lambda: here(ben)["Ana"], "Ana being here again")


def test_after_ten_minutes_the_seat_is_still_there(stage: Stage) -> None:
    session = stage.opens({**ROUND, "seconds": 1800})
    ana, ben, chloe = (stage.joins(session, name) for name in ("Ana", "Ben", "Chloé"))
    session.does("session.start")
    room = ana.room
    ana.does("story.draft", room=room.id, text="Half a st")
    ana.goes()
    stage.wait(600, step=5)
    assert not next(each for each in ben.room.members if each.id == ana.id).here
    ana.comes()
    assert (ana.room.id, ana.state.me.draft.text) == (room.id, "Half a st")
    assert {each.id for each in chloe.room.members} == {ana.id, ben.id, chloe.id}
