"""However a client cuts its messages into frames and the network cuts those, the same arrives."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection, ConnectionType
from wsproto.events import Message, TextMessage

from icebreak.live.transport.framing import Hangup, Inbound, close_frame, text_frame
from tests.live.transport_peers import CONTINUATION, PING, TEXT, frame

LIMIT = 1000

texts = st.text(max_size=150)
sizes = st.lists(st.integers(1, 90), max_size=20)


def pieces(data: bytes, sizes: Iterable[int]) -> list[bytes]:
    ends = [*itertools.accumulate(sizes), len(data)]
    return [data[a:b] for a, b in itertools.pairwise([0, *ends])]


def sent(text: str, sizes: list[int], pings: bool) -> bytes:
    """One message in fragments of these sizes, maybe with a ping between any two."""
    parts = pieces(text.encode(), sizes)
    frames = [
        frame(part, CONTINUATION if i else TEXT, final=i == len(parts) - 1)
        for i, part in enumerate(parts)
    ]
    return (frame("?", PING) if pings else b"").join(frames)


@given(st.lists(st.tuples(texts, sizes), max_size=5), sizes, st.booleans())
def test_any_cut_gives_the_same_messages(
    messages: list[tuple[str, list[int]]], cuts: list[int], pings: bool
) -> None:
    inbound = Inbound(LIMIT)
    stream = b"".join(sent(text, sizes, pings) for text, sizes in messages)
    got = [got for piece in pieces(stream, cuts) for got in inbound.feed(piece)]
    assert [one for one in got if isinstance(one, str)] == [text for text, _ in messages]


@given(st.binary(max_size=300), sizes)
def test_noise_is_refused_or_awaited_and_never_a_fault(noise: bytes, cuts: list[int]) -> None:
    inbound = Inbound(LIMIT)
    refused = None
    try:
        got = [got for piece in pieces(noise, cuts) for got in inbound.feed(piece)]
    except Hangup as hangup:
        got, refused = [], hangup.frame
    assert all(isinstance(one, str | bytes) for one in got)
    assert refused is None or refused[0] == 0x88


@given(st.text(max_size=200))
def test_text_is_framed_as_wsproto_frames_it(text: str) -> None:
    assert text_frame(text) == Connection(ConnectionType.SERVER).send(Message(data=text))


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 100_000])
def test_every_form_of_length_is_read_by_a_client(size: int) -> None:
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(text_frame("x" * size))
    read = "".join(event.data for event in client.events() if isinstance(event, TextMessage))
    assert read == "x" * size


@pytest.mark.parametrize("size", [LIMIT + 1, 65_535, 65_536, 2**63, 2**64 - 1])
def test_a_header_alone_is_enough_to_be_too_big(size: int) -> None:
    length = (
        b"\xfe" + size.to_bytes(2, "big") if size < 65_536 else b"\xff" + size.to_bytes(8, "big")
    )
    with pytest.raises(Hangup) as raised:
        list(Inbound(LIMIT).feed(b"\x81" + length))
    assert raised.value.frame[2:4] == (1009).to_bytes(2, "big")


def test_empty_fragments_do_not_pile_up() -> None:
    inbound = Inbound(LIMIT)
    list(inbound.feed(frame("", final=False)))
    for _ in range(5_000):
        list(inbound.feed(frame("", CONTINUATION, final=False)))
    assert len(inbound._fragments) == 1
    assert list(inbound.feed(frame("end", CONTINUATION))) == ["end"]


def test_a_reason_is_cut_to_fit_a_control_frame() -> None:
    closing = close_frame(1008, "é" * 100)
    assert closing[1] == len(closing) - 2 <= 125
    assert closing[4:].decode() == "é" * 61
