"""Content lines, which vCard and iCalendar share (RFC 2425 section 5.8, RFC 5545 section 3.1).

Written here and not by a library: icalendar 7.3 reads the ``\\N`` of ``C:\\New`` as a line break.
"""

import re
from collections.abc import Iterable

LINE_OCTETS = 75

_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")


def escape(text: str) -> str:
    """A text value; line breaks must be LF already."""
    return text.translate(_ESCAPES)


def structured(parts: Iterable[str]) -> str:
    """The parts of N or ORG with ``;`` between them."""
    return ";".join(map(escape, parts))


def listed(values: Iterable[str]) -> str:
    """The values of CATEGORIES with ``,`` between them."""
    return ",".join(map(escape, values))


def to_bytes(lines: Iterable[str]) -> bytes:
    """UTF-8 with CRLF after each line, folded at 75 octets.

    Raises:
        ValueError: if a line holds a raw control character, which would end it early.
    """
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    if _CONTROLS.search(line):
        raise ValueError("A content line can't hold a control character.")
    rest = line.encode()
    pieces = []
    room = LINE_OCTETS
    while len(rest) > room:
        end = _fold_point(rest, room)
        pieces.append(rest[:end])
        rest = rest[end:]
        room = LINE_OCTETS - 1  # the space that continues a line counts
    pieces.append(rest)
    return b"\r\n ".join(pieces)


def _fold_point(rest: bytes, room: int) -> int:
    """The last place within the room that leaves characters and escapes whole.

    Nor does the rest begin with white space, which some importers strip with the fold.
    """
    for end in range(room, room // 2, -1):
        inside_character = rest[end] & 0xC0 == 0x80
        if not inside_character and rest[end - 1] not in b"\\ \t" and rest[end] not in b" \t":
            return end
    end = room
    while rest[end] & 0xC0 == 0x80:
        end -= 1
    return end
