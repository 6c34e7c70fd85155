"""The ordinary life of a client: both transports show the same to python-socketio's own client."""

import urllib.request
from collections.abc import Iterator
from queue import Empty, Queue
from typing import Any

import pytest
import socketio

from tests.live.transport_peers import PATIENCE, RawPeer, Served, frame, served


@pytest.fixture(scope="module", params=["lean", "stock"])
def server(request: pytest.FixtureRequest) -> Iterator[Served]:
    with served(request.param, close_within=0.3) as running:
        yield running


class Phone(socketio.Client):
    """A client that remembers what it was told."""

    def __init__(self, server: Served, auth: object = None) -> None:
        super().__init__(reconnection=False)
        self.told: Queue[Any] = Queue()
        self.ended: Queue[str] = Queue()
        self.refused: Queue[Any] = Queue()
        self.on("told", self.told.put)
        self.on("disconnect", self.ended.put)
        self.on("connect_error", self.refused.put)
        self.connect(
            server.url, auth=auth, transports=["websocket"], retry=False, wait_timeout=PATIENCE
        )

    def hears(self) -> Any:
        return self.told.get(timeout=PATIENCE)


@pytest.fixture
def phones(server: Served) -> Iterator[list[Phone]]:
    three = [Phone(server) for _ in range(3)]
    yield three
    for phone in three:
        phone.disconnect()


def test_an_event_is_answered(phones: list[Phone]) -> None:
    assert phones[0].call("echo", {"text": "Grüße, 你好 👋"}) == {"text": "Grüße, 你好 👋"}


def test_a_handler_gets_no_flask_request_and_no_environ_is_kept(phones: list[Phone]) -> None:
    assert phones[0].call("context", {}) == {"request": False, "environ": False}


def test_an_unknown_event_is_answered_by_the_catch_all(phones: list[Phone]) -> None:
    assert phones[0].call("nonsense", 1) == {"unknown": "nonsense", "payload": 1}


@pytest.mark.parametrize("name", ["connect", "disconnect", "*"])
def test_reserved_names_never_reach_the_servers_own_handlers(
    phones: list[Phone], name: str
) -> None:
    assert phones[0].call(name, {}) == {"unknown": name, "payload": {}}
    assert phones[0].call("echo", "still here") == "still here"


def test_a_payload_is_one_value(phones: list[Phone]) -> None:
    assert phones[0].call("any", ()) == {"unknown": "any", "payload": None}
    assert phones[0].call("any", (1, 2)) == {"unknown": "any", "payload": [1, 2]}


def test_a_room_hears_what_the_others_do_not(phones: list[Phone]) -> None:
    phones[0].call("enter", "kitchen")
    phones[1].call("enter", "kitchen")
    phones[2].call("tell", {"room": "kitchen", "text": "dinner"})
    phones[2].call("tell", {"room": "everyone", "text": "goodnight"})
    assert [phones[0].hears(), phones[0].hears()] == ["dinner", "goodnight"]
    assert [phones[1].hears(), phones[1].hears()] == ["dinner", "goodnight"]
    assert phones[2].hears() == "goodnight"


def test_who_has_left_a_room_hears_no_more_of_it(phones: list[Phone]) -> None:
    for phone in phones:
        phone.call("enter", "kitchen")
    assert phones[0].call("rooms", {}) == ["everyone", "kitchen"]
    phones[0].call("leave", "kitchen")
    assert phones[0].call("rooms", {}) == ["everyone"]
    phones[1].call("tell", {"room": "kitchen", "text": "dinner"})
    phones[1].call("tell", {"room": "everyone", "text": "goodnight"})
    assert phones[0].hears() == "goodnight"


def test_events_of_one_client_are_handled_in_order(phones: list[Phone]) -> None:
    names: Queue[str] = Queue()
    for name, seconds in [("a", 0.1), ("b", 0.05), ("c", 0)]:
        phones[0].emit("wait", {"name": name, "seconds": seconds}, callback=names.put)
    assert [names.get(timeout=PATIENCE) for _ in "abc"] == ["a", "b", "c"]


def test_a_slow_handler_holds_nobody_else_up(phones: list[Phone]) -> None:
    names: Queue[str] = Queue()
    phones[0].emit("wait", {"name": "slow", "seconds": 0.5}, callback=names.put)
    phones[1].emit("wait", {"name": "quick", "seconds": 0}, callback=names.put)
    assert [names.get(timeout=PATIENCE) for _ in range(2)] == ["quick", "slow"]


def test_a_fault_in_a_handler_ends_neither_client_nor_server(
    server: Served, phones: list[Phone]
) -> None:
    phones[0].emit("break", {})
    assert phones[0].call("echo", 1) == 1
    assert any("KeyError" in line for line in server.faults)


@pytest.mark.parametrize("token", ["wrong", "broken"])
def test_a_refused_client_is_told_and_dropped(server: Served, token: str) -> None:
    with RawPeer(server.port).open() as peer:
        peer.send(frame(f'40{{"token":"{token}"}}'))
        if token == "wrong":
            assert peer.reads().text == '44{"message":"not you"}'
        peer.reads_end()


def test_a_refusal_reaches_the_client_library(server: Served) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        Phone(server, {"token": "wrong"})


def test_other_namespaces_are_refused(server: Served) -> None:
    with RawPeer(server.port).open() as peer:
        peer.send(frame("40/admin,"))
        assert peer.reads().text == '44/admin,"Unable to connect"'


def test_events_before_the_connect_are_not_handled(server: Served) -> None:
    with RawPeer(server.port).open() as peer:
        peer.send(frame('421["echo",1]') + frame("40"))
        assert peer.reads().text.startswith("40{")


def test_who_leaves_is_known_to_have_left(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame("41"))
        server.hears_at_last("disconnected client disconnect")
        peer.reads_end()


@pytest.mark.parametrize("kind", ["lean", "stock"])
def test_who_has_left_is_forgotten(kind: str) -> None:
    with served(kind) as server:
        phone = Phone(server)
        before = phone.call("counts", {})
        for _ in range(20):
            with RawPeer(server.port).join() as peer:
                peer.send(frame('421["enter","kitchen"]'))
                peer.reads()
            server.hears_at_last("disconnected transport close")
        assert phone.call("counts", {}) == before
        phone.disconnect()


def test_a_lost_connection_is_known_to_be_lost(server: Served) -> None:
    with RawPeer(server.port).join('{"token":"lost"}'):
        server.hears_at_last("connected lost 127.0.0.1")
    server.hears_at_last("disconnected transport close")


def test_what_a_client_said_before_it_left_is_handled_first(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame('42["wait",{"name":"first","seconds":0.2}]'))
        peer.send(frame('42["wait",{"name":"last","seconds":0}]'))
    server.hears_at_last("waited first")
    assert server.hears() == "waited last"
    assert server.hears() == "disconnected transport close"


def test_the_server_can_end_a_connection(server: Served) -> None:
    phone = Phone(server)
    phone.emit("leave_me", {})
    assert phone.hears() == "goodbye"
    assert phone.ended.get(timeout=PATIENCE)
    server.hears_at_last("disconnected server disconnect")


def test_an_ended_connection_hears_nothing_more(server: Served) -> None:
    phone, other = Phone(server), Phone(server)
    phone.emit("leave_me", {})
    phone.ended.get(timeout=PATIENCE)
    other.call("tell", {"room": "everyone", "text": "anyone?"})
    assert phone.hears() == "goodbye"
    with pytest.raises(Empty):
        phone.told.get_nowait()
    other.disconnect()


def test_pages_are_served_beside_the_sockets(server: Served) -> None:
    with urllib.request.urlopen(server.url, timeout=PATIENCE) as answer:
        assert answer.read() == b"a page"
    with urllib.request.urlopen(server.url, data=b"x" * 100_000, timeout=PATIENCE) as answer:
        assert answer.read() == b"x" * 100_000
