"""Socket.IO packets as text, with orjson and without binary attachments."""

from typing import Any

import orjson
from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet


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

    Decoding raises ValueError for anything else, and for what is no packet at all.
    """

    # Looking for bytes would walk through the whole payload of every packet.
    uses_binary_events = False
    json = OrjsonText

    def decode(self, encoded_packet: str) -> int:
        attachments: int = super().decode(encoded_packet)
        if attachments or self.packet_type in (BINARY_EVENT, BINARY_ACK):
            raise ValueError("binary attachments are not taken")
        return 0
