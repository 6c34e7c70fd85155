"""The headers of a request, as pywsgi asks for them."""

import io

import pytest

from icebreak.live.transport.headers import RequestHeaders
from tests.live.transport_peers import RawPeer, served


def read(text: str) -> RequestHeaders:
    return RequestHeaders(io.BytesIO(text.encode("latin-1")))


def test_names_are_found_in_any_case() -> None:
    headers = read("Host: here\r\nCONTENT-type:text/plain \r\n\r\n")
    assert headers.get("host") == "here"
    assert headers.typeheader == "text/plain"
    assert headers.get("Cookie", "none") == "none"


def test_repeated_fields_are_joined_for_asking_and_kept_apart_for_listing() -> None:
    headers = read("Accept: a\r\nAccept: b\r\n\r\n")
    assert headers.get("accept") == "a, b"
    assert list(headers.headers) == ["Accept:a", "Accept:b"]


def test_what_follows_the_headers_stays_unread() -> None:
    stream = io.BytesIO(b"Host: here\r\n\r\nthe body")
    RequestHeaders(stream)
    assert stream.read() == b"the body"


@pytest.mark.parametrize(
    "text",
    [
        "no colon\r\n\r\n",
        "Name : space before the colon\r\n\r\n",
        "Folded: line\r\n continued\r\n\r\n",
        ": no name\r\n\r\n",
        "Über: name\r\n\r\n",
        "Null: \x00\r\n\r\n",
        "Bare: carriage\rreturn\r\n\r\n",
        "Cut: short",
        "",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "Content-Length: 1, 1\r\n\r\n",
        "Content-Length: +1\r\n\r\n",
        "Content-Length: ٣\r\n\r\n".encode().decode("latin-1"),
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Host: here\r\nHost: there\r\n\r\n",
        "A: b\r\n" * 101 + "\r\n",
        "Long: " + "x" * 40_000 + "\r\n\r\n",
    ],
)
def test_what_is_malformed_or_ambiguous_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)


def test_a_malformed_request_is_answered_and_ends_the_connection() -> None:
    with served("lean") as server:
        for request in (
            b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"POST / HTTP/1.1\r\nHost : x\r\n\r\n",
            b"nonsense\r\n\r\n",
        ):
            with RawPeer(server.port) as peer:
                peer.send(request)
                assert peer.sock.recv(65536).startswith(b"HTTP/1.1 400 ")
                assert peer.is_ended()
        assert server.faults == []


def test_many_requests_share_a_connection() -> None:
    with served("lean") as server, RawPeer(server.port) as peer:
        for body in ("one", "two", "three"):
            status, headers = peer.ask(
                {"Content-Length": str(len(body)), "Upgrade": None, "Connection": None},
                method="POST",
                path="/",
                behind=body.encode(),
            )
            assert (status, headers["content-length"]) == (200, str(len(body)))
            assert peer.reads_bytes(len(body)) == body.encode()


def test_a_body_ends_where_it_ends_though_an_upgrade_is_asked_for() -> None:
    post = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: upgrade\r\n\r\nbody"
    page = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with served("lean") as server, RawPeer(server.port) as peer:
        peer.send(post + page)
        answers = b""
        while got := peer.sock.recv(65536):
            answers += got
    first, second = answers.split(b"HTTP/1.1 ")[1:]
    assert first.endswith(b"\r\n\r\nbody")
    assert second.endswith(b"\r\n\r\na page")
