"""Every rule of RFC 6455 that a client can break, on real sockets, and what it costs the client."""

from collections.abc import Iterator

import pytest

from tests.live.transport_peers import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Frame,
    RawPeer,
    Served,
    frame,
    served,
)

LIMIT = 16 * 1024


@pytest.fixture(scope="module", params=["lean", "stock"])
def server(request: pytest.FixtureRequest) -> Iterator[Served]:
    with served(request.param, close_within=0.3) as running:
        yield running


@pytest.fixture(scope="module")
def lean() -> Iterator[Served]:
    with served("lean", close_within=0.3) as running:
        yield running


def echo(text: str) -> str:
    return f'421["echo","{text}"]'


def acknowledged(text: str) -> str:
    return f'431["{text}"]'


LONGEST = LIMIT - len(echo(""))

BROKEN = {
    "first reserved bit": (frame("40", reserved=4), 1002),
    "second reserved bit": (frame("40", reserved=2), 1002),
    "third reserved bit": (frame("40", reserved=1), 1002),
    "reserved bit on a ping": (frame("", PING, reserved=4), 1002),
    "no mask": (frame("40", masked=False), 1002),
    "unknown data frame": (frame("40", 3), 1002),
    "unknown control frame": (frame("", 11), 1002),
    "fragmented ping": (frame("", PING, final=False), 1002),
    "ping too long": (frame("x" * 126, PING), 1002),
    "close too long": (frame(b"\x03\xe8" + b"x" * 124, CLOSE), 1002),
    "continuation of nothing": (frame("40", CONTINUATION), 1002),
    "message within a message": (frame("4", final=False) + frame("40"), 1002),
    "length in too many bits (16)": (frame("40", length_form=16), 1002),
    "length in too many bits (64)": (frame("4" * 200, length_form=64), 1002),
    "not UTF-8": (frame(b"42\xff"), 1007),
    "UTF-8 cut short": (frame(b"42\xc3"), 1007),
    "surrogate in UTF-8": (frame(b"42\xed\xa0\x80"), 1007),
    "not UTF-8 in fragments": (frame("42", final=False) + frame(b"\xff", CONTINUATION), 1007),
    "close with one byte": (frame(b"\x03", CLOSE), 1002),
    "close with a code below 1000": (frame(b"\x03\xe7", CLOSE), 1002),
    "close with a code that is never sent": (frame(b"\x03\xed", CLOSE), 1002),
    "close with a code that is nobody's": (frame(b"\x07\xd0", CLOSE), 1002),
    "close with a reason not UTF-8": (frame(b"\x03\xe8\xff", CLOSE), 1007),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_frame_is_answered_with_its_close_code(lean: Served, name: str) -> None:
    data, code = BROKEN[name]
    with RawPeer(lean.port).join() as peer:
        peer.send(data)
        assert peer.reads_close() == code


def test_a_binary_message_is_refused(lean: Served) -> None:
    with RawPeer(lean.port).join() as peer:
        peer.send(frame(b"4", BINARY))
        assert peer.reads_close() == 1003


@pytest.mark.parametrize("size", [1, 124, 125, 126, 127, 1000, LONGEST])
def test_a_message_up_to_the_limit_arrives_whole(server: Served, size: int) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame(echo("x" * size)))
        assert peer.reads().text == acknowledged("x" * size)


def test_a_message_over_the_limit_is_too_big(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame("x" * (LIMIT + 1)))
        assert peer.reads_close() == 1009


def test_a_message_is_too_big_before_it_has_arrived(lean: Served) -> None:
    with RawPeer(lean.port).join() as peer:
        peer.send(frame("x" * (LIMIT + 1))[:14])
        assert peer.reads_close() == 1009


def test_a_message_is_too_big_in_any_number_of_fragments(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame("42", final=False))
        for _ in range(LIMIT // 1000 + 1):
            peer.send(frame("x" * 1000, CONTINUATION, final=False))
        assert peer.reads_close() == 1009


def test_the_limit_counts_one_message_and_not_the_next(lean: Served) -> None:
    whole = echo("x" * (LONGEST))
    half = LIMIT // 2
    with RawPeer(lean.port).join() as peer:
        for _ in range(2):
            peer.send(frame(whole[:half], final=False))
            peer.send(frame("are you there", PING))
            peer.send(frame(whole[half:], CONTINUATION))
            assert peer.reads() == Frame(PONG, b"are you there")
            assert peer.reads().text == acknowledged("x" * (LONGEST))


def test_fragments_make_one_message(server: Served) -> None:
    parts = echo("Grüße, 你好").encode()
    with RawPeer(server.port).join() as peer:
        peer.send(frame(parts[:1], final=False))
        for place in range(1, len(parts) - 1):  # some of them split a character
            peer.send(frame(parts[place : place + 1], CONTINUATION, final=False))
        peer.send(frame(b"", CONTINUATION, final=False))
        peer.send(frame(parts[-1:], CONTINUATION))
        assert peer.reads().text == acknowledged("Grüße, 你好")


def test_bytes_that_trickle_in_make_one_message(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        for byte in frame(echo("slowly")):
            peer.send(bytes([byte]))
        assert peer.reads().text == acknowledged("slowly")


def test_messages_in_one_packet_are_answered_in_order(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(b"".join(frame(echo(str(number))) for number in range(200)))
        assert [peer.reads().text for _ in range(200)] == [acknowledged(str(n)) for n in range(200)]


def test_frames_behind_the_handshake_are_not_lost(lean: Served) -> None:
    with RawPeer(lean.port) as peer:
        status, _ = peer.ask(behind=frame("40") + frame(echo("early")))
        assert status == 101
        assert peer.reads().text.startswith("0{")
        assert peer.reads().text.startswith("40{")
        assert peer.reads().text == acknowledged("early")


def test_a_ping_is_answered_with_what_it_carried(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame("are you there", PING) + frame("", PONG))
        assert peer.reads() == Frame(PONG, b"are you there")


@pytest.mark.parametrize("code", [1000, 1001, 1011, 3000, 4999])
def test_a_close_frame_is_answered_with_its_code(server: Served, code: int) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame(code.to_bytes(2, "big") + b"bye", CLOSE))
        assert peer.reads_close() == code


def test_a_close_frame_without_a_code_is_answered_without_one(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame("", CLOSE))
        assert peer.reads() == Frame(CLOSE, b"")
        assert peer.is_ended()


def test_what_comes_behind_a_close_frame_is_not_heard(server: Served) -> None:
    with RawPeer(server.port).join() as peer:
        peer.send(frame(b"\x03\xe8", CLOSE) + frame(echo("too late")))
        assert peer.reads().opcode == CLOSE
        assert peer.is_ended()


def test_what_was_said_before_a_broken_frame_counts(lean: Served) -> None:
    with RawPeer(lean.port).join() as peer:
        peer.send(frame(echo("before")) + frame("40", reserved=1))
        assert peer.reads_close() == 1002


NO_PACKETS = {
    "an empty message": "",
    "no Engine.IO packet": "x",
    "an Engine.IO upgrade": "5",
    "a base64 attachment": "bAAAA",
    "no Socket.IO packet": "4",
    "an unknown Socket.IO packet": "49",
    "a connect error": '44{"message":"no"}',
    "an event that is no JSON": '42["echo",',
    "an event that is no list": '42{"echo":1}',
    "an event without a name": "42[]",
    "an event with a number for a name": "42[1]",
    "an event with an object for a name": "42[{}]",
    "JSON of 15,000 levels": "42" + "[" * 15_000,
    "an event with attachments": '451-["echo",{"_placeholder":true,"num":0}]',
    "an answer without a number": "43[]",
    "an answer that is no list": "431{}",
    "a second connect": "40",
}


@pytest.mark.parametrize("name", NO_PACKETS)
def test_what_is_no_packet_ends_the_connection(lean: Served, name: str) -> None:
    with RawPeer(lean.port).join() as peer:
        peer.send(frame(NO_PACKETS[name]))
        assert peer.reads_close() == 1008


def test_broken_clients_leave_no_trace_in_the_log(lean: Served) -> None:
    with RawPeer(lean.port).join() as peer:
        peer.send(frame('42["echo",'))
        peer.reads_close()
    assert lean.faults == []


def test_text_is_framed_in_the_shortest_form(lean: Served) -> None:
    with RawPeer(lean.port).join() as peer:
        for size in (118, 119, 1000):
            peer.send(frame(echo("x" * size)))
            assert peer.reads() == Frame(TEXT, acknowledged("x" * size).encode())
