"""Socket.IO packets as text, with orjson and without binary attachments."""

import re
from typing import Any

import orjson
from socketio.packet import BINARY_ACK, BINARY_EVENT, EVENT, Packet

# An event that wants an answer, as far as its name.
_ASKS = re.compile(r'2(?:/,)?(?P<id>[0-9]{1,15})\["(?P<event>[\w.]{1,64})",')


# The usual event, as far as its list of name and payload.
_USUAL = re.compile(r"2(?P<id>[0-9]{0,15})(?=\[)")


def event_text(event: str, payload: object) -> bytes:
    """An event of the default namespace that wants no answer."""
    return b"2" + orjson.dumps([event, payload])


def answer_text(number: int, answer: object) -> bytes:
    """The acknowledgement of the event with that number."""
    return b"3%d%b" % (number, orjson.dumps([] if answer is None else [answer]))


def usual_event(text: str) -> tuple[int | None, list[Any]] | None:
    """The number (None: no answer is wanted), and name and values of an event; None for any other
    packet, and for what can't be read."""
    begins = _USUAL.match(text)
    if begins is None:
        return None
    try:
        content = orjson.loads(text[begins.end() :])
    except orjson.JSONDecodeError:
        return None
    if not content or not isinstance(content[0], str):
        return None
    return int(begins["id"]) if begins["id"] else None, content


class OrjsonText:
    """The part of the ``json`` module that python-socketio calls."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Raises TypeError for what JSON has no word for, bytes among them."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str, **_: object) -> Any:
        """Raises ValueError."""
        return orjson.loads(text)


class TextPacket(Packet):
    """A packet that is one text message.

    Decoding raises ValueError for anything else, and for what is no packet at all. An event
    whose payload can't be read, but that wants an answer, gets that text as its payload: a
    page may hold half a character, and would send it again for ever if it heard nothing.
    """

    # Looking for bytes would walk through the whole payload of every packet.
    uses_binary_events = False
    json = OrjsonText

    def decode(self, encoded_packet: str) -> int:
        try:
            attachments: int = super().decode(encoded_packet)
        except orjson.JSONDecodeError:
            asks = _ASKS.match(encoded_packet)
            if asks is None:
                raise
            self.packet_type, self.id = EVENT, int(asks["id"])
            self.data = [asks["event"], encoded_packet[asks.end() :]]
            return 0
        if attachments or self.packet_type in (BINARY_EVENT, BINARY_ACK):
            raise ValueError("binary attachments are not taken")
        return 0
