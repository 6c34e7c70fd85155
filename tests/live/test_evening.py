"""Two phones and a program in one room of a real server: what one says the others hear."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import requests
import socketio

from icebreak.contract.codes import Code
from tests.live.evening_peers import (
    PATIENCE,
    Evening,
    Phone,
    Program,
    evening,
    key,
    post,
    until,
)
from tests.serving import Server, serving

CODES = {str(code) for code in Code}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def opened(server: Server) -> Iterator[Evening]:
    with evening(server.url) as made:
        yield made


@pytest.fixture
def room(opened: Evening) -> tuple[Phone, Phone, Program]:
    """Ana and Ben with sockets, Chloé without, all in the one room of the first round."""
    ana, ben = opened.join_by_phone("Ana"), opened.join_by_phone("Ben")
    chloe = opened.join("Chloé")
    opened.host.does("session.start")
    rooms = {person.room()["id"] for person in (ana, ben, chloe)}
    assert len(rooms) == 1
    for phone in (ana, ben):
        phone.hears("room.opened")
    return ana, ben, chloe


def still(state: dict[str, Any]) -> dict[str, Any]:
    """A state without what passes by itself."""
    step = {**state["session"]["step"], "left_seconds": None}
    return {**state, "now": "", "session": {**state["session"], "step": step}}


def stories(person: Program) -> list[tuple[str, str]]:
    return [(story["name"], story["text"]) for story in person.state["room"]["stories"]]


def test_each_hears_what_the_others_say(room: tuple[Phone, Phone, Program]) -> None:
    ana, ben, chloe = room
    told = [("Ana", "By socket."), ("Ben", "By socket too."), ("Chloé", "By HTTP.")]
    for person, (name, text) in zip(room, told, strict=True):
        person.does("story.tell", room=person.room()["id"], text=text)
        for phone in (ana, ben):
            said = phone.hears(
                "story.told", lambda event, name=name: event["story"]["name"] == name
            )
            assert said["story"]["text"] == text
    assert stories(ana) == stories(ben) == stories(chloe) == told
    versions = {person.state["versions"]["room"] for person in room}
    assert len(versions) == 1


def test_the_same_key_through_both_doors_is_one_story_and_one_answer(
    room: tuple[Phone, Phone, Program],
) -> None:
    ana, ben, chloe = room
    told = {"room": ana.room()["id"], "text": "Only once.", "key": key()}
    first = ana.asks("story.tell", **told)
    assert ana.asks("story.tell", **told) == first
    assert post(ana.url, "story.tell", ana.token, **told) == first
    refused = post(ana.url, "story.tell", ana.token, **{**told, "text": "Something else."})
    assert (refused["error"], refused["field"]) == ("conflict", "key")
    ben.does("story.tell", room=told["room"], text="Afterwards.")
    ben.hears_story("Afterwards.")
    assert stories(chloe) == [("Ana", "Only once."), ("Ben", "Afterwards.")]
    heard = [event for name, event in ben.heard if name == "story.told"]
    assert len(heard) == 2


def test_a_gap_leads_to_the_state_and_to_the_same_as_the_others(
    opened: Evening, room: tuple[Phone, Phone, Program]
) -> None:
    ana, ben, chloe = room
    ana.does("story.tell", room=ana.room()["id"], text="Before the tunnel.")
    since = ana.state["versions"]
    ana.disconnect()
    ben.does("story.tell", room=ben.room()["id"], text="In the tunnel.")
    chloe.does("profile.save", organisation="Bike Kitchen")
    back = opened.another_tab(ana)
    mark = back.hears("version.is")["versions"]
    assert mark != since
    state = back.asks("state.get", since=since)
    assert state["versions"] == mark
    assert [story["text"] for story in state["room"]["stories"]] == [
        "Before the tunnel.",
        "In the tunnel.",
    ]
    assert back.asks("state.get", since=mark)["unchanged"]
    # What two people share is theirs: everything else in the room is the same for all.
    shown = [{**each.state["room"], "ground": []} for each in (back, ben, chloe)]
    assert shown[0] == shown[1] == shown[2]


def test_who_connects_with_what_they_know_is_told_the_rest_at_once(
    opened: Evening, room: tuple[Phone, Phone, Program]
) -> None:
    ana, ben, _ = room
    since = ana.state["versions"]
    ana.disconnect()
    ben.does("story.tell", room=ben.room()["id"], text="In the tunnel.")
    back = Phone(ana.url, ana.token, ana.opened)
    opened.phones.append(back)
    back.connect({"token": ana.token, "since": since})
    told = back.hears("version.is")
    assert [story["text"] for story in told["state"]["room"]["stories"]] == ["In the tunnel."]
    assert told["versions"] == told["state"]["versions"] != since
    assert told["state"]["me"]["card_url"].startswith("http") or not told["state"]["me"]["card_url"]
    again = Phone(ana.url, ana.token, ana.opened)
    opened.phones.append(again)
    again.connect({"token": ana.token, "since": told["versions"]})
    assert again.hears("version.is")["unchanged"] is True
    assert "state" not in again.hears("version.is")


@pytest.mark.parametrize("since", ["yesterday", [], {"session": "x"}, {"unheard": 1}, 7])
def test_who_connects_with_nonsense_is_refused_with_a_code(opened: Evening, since: Any) -> None:
    ana = opened.join("Ana")
    client = socketio.Client(reconnection=False)
    refused: list[Any] = []
    client.on("connect_error", refused.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(
            ana.url,
            auth={"token": ana.token, "since": since},
            transports=["websocket"],
            wait_timeout=PATIENCE,
        )
    [told] = refused
    assert (told["data"]["error"], told["data"]["field"]) == ("invalid", "since")
    client.disconnect()


def test_an_event_says_from_which_version_on_it_leaves_nothing_out(
    room: tuple[Phone, Phone, Program],
) -> None:
    ana, ben, _ = room
    ben.does("help.call", room=ben.room()["id"])
    for number in range(5):
        ana.does("story.tell", room=ana.room()["id"], text=f"Number {number}")
        ana.does("turn.pass", room=ana.room()["id"])
    last = ben.state["versions"]["room"]
    ben.hears_story("Number 4")
    until(lambda: ben.heard[-1][1].get("version") == last, "the last event of the room")
    steps = [
        (event["after"], event["version"])
        for name, event in ben.heard
        if event.get("of") == "room" and name != "room.opened"
    ]
    for (_, before), (after, _) in pairwise(steps):
        assert after <= before


def test_two_tabs_show_the_same(opened: Evening, room: tuple[Phone, Phone, Program]) -> None:
    ana, ben, _ = room
    second = opened.another_tab(ana)
    ana.does("story.draft", room=ana.room()["id"], text="Typed in the first tab")
    second.hears("me.changed")
    assert second.state["me"]["draft"]["text"] == "Typed in the first tab"
    ben.does("story.tell", room=ben.room()["id"], text="For both tabs.")
    for tab in (ana, second):
        tab.hears_story("For both tabs.")
    assert still(ana.state) == still(second.state)
    ana.disconnect()
    assert [member["here"] for member in ben.state["room"]["members"]] == [True] * 3


def test_a_sixth_socket_closes_the_first(opened: Evening) -> None:
    ana = opened.join("Ana")
    tabs = [opened.another_tab(ana) for _ in range(6)]
    assert tabs[0].lost.wait(PATIENCE)
    assert [tab.client.connected for tab in tabs[1:]] == [True] * 5
    assert tabs[5].state["me"]["name"] == "Ana"


@pytest.mark.parametrize(
    "auth",
    [{"token": "nobody's"}, {"token": ""}, {"token": 17}, {"as": "participant/x"}, {"as": []}, {}],
)
def test_a_socket_without_a_seat_is_refused_with_a_code(server: Server, auth: Any) -> None:
    client = socketio.Client(reconnection=False)
    refused: list[Any] = []
    client.on("connect_error", refused.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(
            server.url, auth=auth or None, transports=["websocket"], wait_timeout=PATIENCE
        )
    [told] = refused
    assert told["data"]["error"] == "unauthorised"
    assert told["data"]["message"] == told["message"]
    client.disconnect()


@pytest.mark.parametrize("name", ["disconnect", "connect", "*", "message", "nothing.known", ""])
def test_a_name_of_the_servers_own_is_no_command(opened: Evening, name: str) -> None:
    ana = opened.join_by_phone("Ana")
    # The client library would keep "connect" to itself: say it as the wire has it.
    answers: list[Any] = []
    ana.client._send_packet(
        ana.client.packet_class(
            socketio.packet.EVENT,
            data=[name, {}],
            id=ana.client._generate_ack_id("/", answers.append),
        )
    )
    [told] = until(lambda: answers, "an acknowledgement")
    assert told["error"] == "unknown_command"
    assert ana.state["me"]["name"] == "Ana"


BAD = (None, 17, "text", [], [1, 2], {"room": {}}, {"text": "x" * 5000}, {"unheard_of": 1},
       {"key": "short"}, {"key": None}, {"room": "\x00", "text": "x", "key": "a-key-long-enough"},
       {"a": {"b": [[[[[[]]]]]]}}, {"text": "\u202e"}, 2**70, 0.5, True)  # fmt: skip


def test_an_acknowledgement_always_comes(room: tuple[Phone, Phone, Program]) -> None:
    ana = room[0]
    for payload in BAD:
        told = ana.client.call("story.tell", payload, timeout=PATIENCE)
        assert told["error"] in CODES
        assert told["message"]
    several = ana.client.call("story.tell", (1, 2), timeout=PATIENCE)
    assert several["error"] == "invalid"
    assert ana.client.call("state.get", timeout=PATIENCE)["ok"]


def test_the_desk_hears_of_changes_without_being_told_what(
    opened: Evening, room: tuple[Phone, Phone, Program]
) -> None:
    desk = opened.host_by_phone()
    ana = room[0]
    ana.does("story.tell", room=ana.room()["id"], text="Not for the host.")
    desk.hears("me.changed")
    assert desk.state["stories"] == 1
    ana.does("help.call", room=ana.room()["id"])
    assert desk.hears("help.called")["room"] == ana.room()["id"]
    assert "Not for the host." not in repr(desk.heard)


def test_whoever_is_removed_is_told_and_let_go(
    opened: Evening, room: tuple[Phone, Phone, Program]
) -> None:
    ana, ben, _ = room
    opened.host.does("person.remove", person=ana.id)
    ana.hears("participant.removed")
    assert ana.lost.wait(PATIENCE)
    assert post(ana.url, "state.get", ana.token)["error"] == "unauthorised"
    until(lambda: len(ben.state["room"]["members"]) == 2, "the seat being given up")


def test_whoever_is_forgotten_gets_the_acknowledgement_first(
    room: tuple[Phone, Phone, Program],
) -> None:
    ana = room[0]
    assert ana.does("me.forget")["ok"]
    assert ana.lost.wait(PATIENCE)
    assert post(ana.url, "state.get", ana.token)["error"] == "unauthorised"


class TestHttpDoor:
    def post(self, server: Server, body: Any, **headers: str) -> requests.Response:
        url = f"{server.url}/api/v1/session.find"
        return requests.post(url, data=body, headers=headers, timeout=PATIENCE)

    @pytest.mark.parametrize("body", [b"[" * 16_000, b'{"code":' * 1500, b"\xff\x00", b"17"])
    def test_what_is_no_command_is_invalid(self, server: Server, body: bytes) -> None:
        told = self.post(server, body)
        assert (told.status_code, told.json()["error"]) == (400, "invalid")

    def test_what_is_too_large_is_refused_however_it_comes(self, server: Server) -> None:
        brackets = b"[" * 50_000
        told = self.post(server, brackets)
        assert (told.status_code, told.json()["error"]) == (413, "too_large")
        chunked = self.post(server, iter([brackets]))
        assert (chunked.status_code, chunked.json()["error"]) == (413, "too_large")

    def test_a_body_may_come_in_chunks(self, server: Server) -> None:
        told = self.post(server, iter([b'{"code":', b'"222222"}']))
        assert (told.status_code, told.json()["error"]) == (404, "not_found")

    def test_an_unknown_command_and_a_bad_token_have_their_codes(self, server: Server) -> None:
        assert post(server.url, "no.such")["error"] == "unknown_command"
        assert post(server.url, "state.get")["error"] == "unauthorised"
        assert post(server.url, "state.get", "no token")["error"] == "unauthorised"
        assert post(server.url, "session.find", code="222222")["error"] == "not_found"
