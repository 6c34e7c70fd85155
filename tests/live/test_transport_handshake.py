"""The handshake of RFC 6455, section 4.2, on real sockets."""

from collections.abc import Iterator

import pytest

from tests.live.transport_peers import HANDSHAKE, RawPeer, Served, served


@pytest.fixture(scope="module", params=["lean", "stock"])
def server(request: pytest.FixtureRequest) -> Iterator[Served]:
    with served(request.param) as running:
        yield running


def test_the_example_of_the_rfc_is_accepted(server: Served) -> None:
    with RawPeer(server.port) as peer:
        status, headers = peer.ask({"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
    assert status == 101
    assert headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


def test_no_extension_is_agreed_to(server: Served) -> None:
    with RawPeer(server.port) as peer:
        _, headers = peer.ask({"Sec-WebSocket-Extensions": "permessage-deflate"})
    assert "sec-websocket-extensions" not in headers


def test_the_opening_tells_pings_and_limits(server: Served) -> None:
    with RawPeer(server.port) as peer:
        peer.ask()
        opening = peer.reads().text
    assert '"pingInterval":20000' in opening
    assert '"pingTimeout":20000' in opening
    assert '"maxPayload":16384' in opening
    assert '"upgrades":[]' in opening


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Upgrade": None}, 426),
        ({"Upgrade": "h2c"}, 426),
        ({"Connection": "keep-alive"}, 426),
        ({"Sec-WebSocket-Version": None}, 426),
        ({"Sec-WebSocket-Version": "8"}, 426),
        ({"Sec-WebSocket-Key": None}, 400),
        ({"Sec-WebSocket-Key": "short"}, 400),
        ({"Sec-WebSocket-Key": "not base64, but of 24 ch"}, 400),
        ({"Content-Length": "3"}, 400),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[broken"}, 403),
    ],
)
def test_a_faulty_handshake_is_refused(
    server: Served, changed: dict[str, str | None], status: int
) -> None:
    with RawPeer(server.port) as peer:
        answer, headers = peer.ask(changed)
    assert answer == status
    if status == 426:
        assert headers["sec-websocket-version"] == "13"
        assert headers["upgrade"] == "websocket"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/socket.io/?EIO=4&transport=polling", 400),
        ("POST", "/socket.io/?EIO=4&transport=polling", 405),
        ("OPTIONS", "/socket.io/", 405),
        ("GET", "/socket.io/?EIO=3&transport=websocket", 400),
        ("GET", "/socket.io/?EIO=4&transport=websocket&sid=someone", 400),
        ("GET", "/socket.io/elsewhere?EIO=4&transport=websocket", 404),
    ],
)
def test_nothing_but_a_websocket_is_to_be_had(
    server: Served, method: str, path: str, status: int
) -> None:
    with RawPeer(server.port) as peer:
        answer, _ = peer.ask(method=method, path=path)
    assert answer == status


def test_a_page_of_the_same_host_may_connect(server: Served) -> None:
    with RawPeer(server.port) as peer:
        status, _ = peer.ask({"Origin": f"http://{HANDSHAKE['Host']}"})
    assert status == 101


def test_a_header_may_list_more_than_the_upgrade(server: Served) -> None:
    with RawPeer(server.port) as peer:
        status, _ = peer.ask({"Connection": "keep-alive, Upgrade", "Upgrade": "WebSocket"})
    assert status == 101
