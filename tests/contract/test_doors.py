"""Two doors, one answer: what HTTP and a socket say to the same command."""

import json
import secrets
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import socketio
import websocket

from tests.serving import Server, serving

AWAY = {"Host": "icebreak.local:8000"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Doors:
    """One person at both doors, who asks for the server by a name of its own."""

    def __init__(self, server: Server, token: str) -> None:
        self._server, self._token = server, token
        self._socket = socket_under(AWAY["Host"])
        self._mark: dict[str, Any] = {}
        self._marked = threading.Event()
        self._socket.on("version.is", self._note)
        self._socket.connect(server.url, auth={"token": token}, transports=["websocket"])

    def both(self, name: str, payload: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        by_http = post(self._server, name, payload, self._token)
        by_socket: dict[str, Any] = self._socket.call(name, payload, timeout=10)
        return by_http, by_socket

    def first_mark(self) -> dict[str, Any]:
        assert self._marked.wait(10)
        return self._mark

    def _note(self, mark: dict[str, Any]) -> None:
        self._mark = mark
        self._marked.set()

    def leave(self) -> None:
        self._socket.disconnect()


def post(server: Server, name: str, payload: dict[str, Any], token: str = "") -> dict[str, Any]:
    headers = {**AWAY, "Authorization": f"Bearer {token}"} if token else AWAY
    url = f"{server.url}/api/v1/{name}"
    answer: dict[str, Any] = requests.post(url, json=payload, headers=headers, timeout=10).json()
    return answer


def key() -> str:
    return secrets.token_urlsafe(18)


def socket_under(host: str) -> socketio.Client:
    named = {"host": host, "suppress_origin": True}
    return socketio.Client(reconnection=False, websocket_extra_options=named)


@pytest.fixture
def opened(server: Server) -> dict[str, Any]:
    return post(server, "session.open", {"key": key(), "title": "Two doors"})


@pytest.fixture
def guest(server: Server, opened: dict[str, Any]) -> Iterator[Doors]:
    joined = post(server, "session.join", {"key": key(), "code": opened["code"], "name": "Ana"})
    doors = Doors(server, joined["token"])
    yield doors
    doors.leave()


@pytest.fixture
def host(server: Server, opened: dict[str, Any]) -> Iterator[Doors]:
    doors = Doors(server, opened["host_token"])
    yield doors
    doors.leave()


def test_a_links_address_is_whole_at_both_doors(guest: Doors, host: Doors) -> None:
    for doors, name, field in (
        (guest, "session.open", "host_url"),
        (guest, "card.link", "card_url"),
        (host, "host.invite", "host_url"),
        (host, "link.rotate", "join_url"),
    ):
        payload = {"key": key()} | ({"title": "Mine"} if name == "session.open" else {})
        by_http, by_socket = doors.both(name, payload)
        assert by_socket == by_http
        assert by_http[field].startswith("http://icebreak.local:8000/")


def test_a_state_holds_whole_addresses_at_both_doors(guest: Doors, host: Doors) -> None:
    guest.both("card.link", {"key": key()})
    seen = [state["me"] for state in guest.both("state.get", {})]
    desks = [state["links"] for state in host.both("state.get", {})]
    for address in ("card_url", "resume_url"):
        assert seen[0][address] == seen[1][address]
        assert seen[0][address].startswith("http://icebreak.local:8000/")
    assert desks[0] == desks[1]
    assert desks[0]["join_url"].startswith("http://icebreak.local:8000/j/")


def test_a_socket_under_a_foreign_name_is_refused(server: Server, opened: dict[str, Any]) -> None:
    auth = {"token": opened["host_token"]}
    known, foreign = socket_under(AWAY["Host"]), socket_under("rebound.example")
    known.connect(server.url, auth=auth, transports=["websocket"])
    known.disconnect()
    with pytest.raises(socketio.exceptions.ConnectionError):
        foreign.connect(server.url, auth=auth, transports=["websocket"])


UNREADABLE = {
    "half a character": '{"key":"12345678","why":"\\ud83d"}',
    "no number": '{"key":"12345678","why":NaN}',
    "cut off": '{"key":"12345678","why":"I mend',
    "too deep": '{"why":' * 2000,
}


@pytest.mark.parametrize("broken", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_answered_at_both_doors(
    server: Server, opened: dict[str, Any], broken: str
) -> None:
    seat = {"key": key(), "code": opened["code"], "name": "Ana"}
    token = post(server, "session.join", seat)["token"]
    by_http = requests.post(
        f"{server.url}/api/v1/profile.save",
        data=broken,
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    wire = websocket.create_connection(
        f"ws://{server.url.removeprefix('http://')}/socket.io/?EIO=4&transport=websocket",
        timeout=10,
    )
    try:
        wire.recv()
        wire.send(f'40{{"token":"{token}"}}')
        wire.send(f'427["profile.save",{broken}]')
        heard = ""
        while not heard.startswith("43"):
            heard = wire.recv()
    finally:
        wire.close()
    assert by_http.status_code == 400
    assert json.loads(heard.removeprefix("437")) == [by_http.json()]


def test_a_watermark_tells_the_time_as_a_state_does(guest: Doors) -> None:
    assert guest.first_mark()["now"].endswith("Z")
    assert guest.both("state.get", {})[0]["now"].endswith("Z")
