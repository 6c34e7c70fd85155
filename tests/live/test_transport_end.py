"""The end of a server: every client is told, and all is over in time."""

import signal
import socket
import time
import urllib.request
from collections.abc import Callable

import pytest

from tests.live.transport_peers import CLOSE, PATIENCE, RawPeer, Served, frame, served

Start = Callable[[], Served]


@pytest.mark.parametrize("kind", ["lean", "stock"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopping_server_tells_its_clients_and_ends(kind: str, number: signal.Signals) -> None:
    with served(kind) as server, RawPeer(server.port).join() as peer:
        server.process.send_signal(number)
        while (got := peer.reads()).opcode != CLOSE:
            pass
        peer.send(frame(got.payload, CLOSE))
        server.hears_at_last("stopped")
        assert server.process.wait(PATIENCE) == 0
        assert server.faults == []


def test_clients_of_a_lean_server_are_told_that_it_goes_away() -> None:
    with served("lean") as server, RawPeer(server.port).join() as peer:
        server.process.terminate()
        assert peer.reads_close() == 1001


@pytest.mark.parametrize("kind", ["lean", "stock"])
def test_a_client_that_never_closes_does_not_hold_the_end_up(kind: str) -> None:
    with served(kind) as server, RawPeer(server.port).join():
        server.process.terminate()
        server.hears_at_last("stopped")
        assert server.process.wait(PATIENCE) == 0


def test_a_handler_may_finish_before_the_end() -> None:
    with served("lean") as server, RawPeer(server.port).join() as peer:
        peer.send(frame('421["wait",{"name":"this","seconds":0.5}]'))
        peer.send(frame('422["wait",{"name":"and this","seconds":0.1}]'))
        time.sleep(0.1)
        server.process.terminate()
        server.hears_at_last("waited this")
        assert server.hears() == "waited and this"
        assert server.hears() == "disconnected server disconnect"
        assert server.hears() == "stopped"


def test_a_handler_that_does_not_finish_does_not_hold_the_end_up() -> None:
    with served("lean", stop_within=1) as server, RawPeer(server.port).join() as peer:
        peer.send(frame('42["wait",{"name":"this","seconds":60}]'))
        time.sleep(0.1)
        server.process.terminate()
        server.hears_at_last("stopped")
        assert server.process.wait(PATIENCE) == 0


def test_a_stopping_server_accepts_nobody() -> None:
    with served("lean") as server, RawPeer(server.port).join() as peer:
        server.process.terminate()
        assert peer.reads_close() == 1001
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", server.port))


def test_a_request_may_finish_before_the_end() -> None:
    with served("lean") as server, RawPeer(server.port) as peer:
        peer.send(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nha")
        time.sleep(0.2)
        server.process.terminate()
        time.sleep(0.2)
        peer.send(b"lf")
        assert peer.sock.recv(65536).startswith(b"HTTP/1.1 200")
        server.hears_at_last("stopped")


def test_a_request_that_never_ends_is_given_up() -> None:
    with served("lean", request_within=0.3, idle_within=0.6) as server:
        with RawPeer(server.port) as peer:
            peer.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            answer = peer.sock.recv(65536)
            assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
        with RawPeer(server.port) as peer:
            assert peer.sock.recv(65536) == b""
        with urllib.request.urlopen(server.url, timeout=PATIENCE) as answer:
            assert answer.read() == b"a page"
        assert server.faults == []
