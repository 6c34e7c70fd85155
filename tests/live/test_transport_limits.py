"""What a slow, silent or greedy client can cost, and when it is dropped."""

import resource
import time
from collections.abc import Iterator

import pytest

from tests.live.transport_peers import CLOSE, RawPeer, Served, frame, served


@pytest.fixture(params=["lean", "stock"])
def hasty(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A server without patience."""
    with served(
        request.param, connect_within=0.5, ping_interval=0.5, ping_timeout=0.5, close_within=0.3
    ) as running:
        yield running


@pytest.fixture
def small() -> Iterator[Served]:
    """A server without room."""
    with served("lean", max_backlog=100_000, max_waiting=4) as running:
        yield running


def test_who_does_not_connect_in_time_is_dropped(hasty: Served) -> None:
    with RawPeer(hasty.port).open() as peer:
        while peer.reads().opcode != CLOSE:
            peer.send(frame("3"))
        assert peer.is_ended()


def test_who_connects_in_time_may_stay(hasty: Served) -> None:
    with RawPeer(hasty.port).join() as peer:
        for _ in range(4):
            assert peer.reads().text == "2"
            peer.send(frame("3"))


def test_who_does_not_answer_pings_is_dropped(hasty: Served) -> None:
    with RawPeer(hasty.port).join() as peer:
        assert peer.reads().text == "2"
        hasty.hears_at_last("disconnected ping timeout")
        peer.reads_end()


def test_a_pong_that_nobody_asked_for_brings_no_more_pings(hasty: Served) -> None:
    with RawPeer(hasty.port).join() as peer:
        began = time.monotonic()
        for _ in range(3):
            peer.send(frame("3") * 20)
            assert peer.reads().text == "2"
        assert time.monotonic() - began > 1.2


def test_a_close_that_is_not_answered_ends_all_the_same(hasty: Served) -> None:
    with RawPeer(hasty.port).join() as peer:
        peer.send(frame('42["leave_me",{}]'))
        while peer.reads().opcode != CLOSE:
            pass
        hasty.hears_at_last("disconnected server disconnect")
        assert peer.is_ended()


def test_a_client_that_does_not_read_is_dropped(small: Served) -> None:
    with (
        RawPeer(small.port, receive_buffer=4096).join() as slow,
        RawPeer(small.port).join() as quick,
    ):
        slow.send(frame('42["pour",{"times":8000,"size":1000}]'))
        small.hears_at_last("disconnected transport close")
        quick.send(frame('421["counts",{}]'))
        assert '"sockets":1' in quick.reads().text


def test_a_client_that_reads_slowly_gets_everything_in_order(small: Served) -> None:
    with RawPeer(small.port, receive_buffer=4096).join() as slow:
        for _ in range(20):
            slow.send(frame('421["pour",{"times":50,"size":1000}]'))
            for number in range(50):
                assert slow.reads().text == f'42["poured",[{number},"{"x" * 1000}"]]'
            assert slow.reads().text == "431[]"


def test_a_client_that_outruns_its_handlers_is_read_no_further(small: Served) -> None:
    with RawPeer(small.port).join() as greedy:
        greedy.send(frame('42["wait",{"name":"first","seconds":3}]'))
        greedy.sock.settimeout(0.5)
        with pytest.raises(TimeoutError):
            greedy.send(frame("4" + "x" * 16_000) * 3000)


def test_a_flood_is_answered_completely_once_it_is_read(small: Served) -> None:
    with RawPeer(small.port).join() as peer:
        peer.send(b"".join(frame(f'42{i}["echo",{i}]') for i in range(3000)))
        assert [peer.reads().text for _ in range(3000)] == [f"43{i}[{i}]" for i in range(3000)]


def test_more_people_than_the_system_first_allows_can_connect() -> None:
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
    try:
        with served("lean") as running:
            resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
            peers = [RawPeer(running.port).join() for _ in range(100)]
            for peer in peers:
                peer.sock.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


@pytest.mark.parametrize("kind", ["lean", "stock"])
def test_a_full_server_says_so_and_has_room_again_once_one_leaves(kind: str) -> None:
    with served(kind, max_sockets=2) as server:
        with (
            RawPeer(server.port).join(),
            RawPeer(server.port).join(),
            RawPeer(server.port) as third,
        ):
            status, headers = third.ask()
            assert (status, headers["retry-after"]) == (503, "1")
        server.hears_at_last("disconnected transport close")
        with RawPeer(server.port) as fourth:
            fourth.join()
