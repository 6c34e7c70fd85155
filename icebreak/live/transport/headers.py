"""The header fields of an HTTP request (RFC 9112, section 5), read strictly.

pywsgi reads them with the parser for e-mail, which takes half of a small request's time
and accepts what has made proxies and servers disagree about where a request ends.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

_MAX_BYTES = 32 * 1024
_MAX_FIELDS = 100
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FORBIDDEN = re.compile(r"[\x00\r\n]")
_ONCE = ("content-length", "host", "transfer-encoding")


class RequestHeaders:
    """What pywsgi asks of a request's headers; names in any case.

    Raises ValueError for a request that is malformed, ambiguous about its length, or
    larger than 32 KiB or 100 fields.
    """

    __slots__ = ("_fields", "_values")

    status = ""

    def __init__(self, lines: BinaryIO) -> None:
        self._fields: list[tuple[str, str]] = []
        self._values: dict[str, str] = {}
        room = _MAX_BYTES
        while (line := lines.readline(room + 1)) not in (b"\r\n", b"\n"):
            room -= len(line)
            if room < 0 or len(self._fields) == _MAX_FIELDS:
                raise ValueError("too many headers")
            self._add(line)
        if "transfer-encoding" in self._values and "content-length" in self._values:
            raise ValueError("two lengths")

    def get(self, name: str, default: str | None = None) -> str | None:
        return self._values.get(name.lower(), default)

    getheader = get

    @property
    def typeheader(self) -> str | None:
        return self.get("content-type")

    @property
    def headers(self) -> Iterator[str]:
        """Each field as a line, repeated ones too."""
        return (f"{name}:{value}" for name, value in self._fields)

    def __delitem__(self, name: str) -> None:
        """Raises KeyError where there is none."""
        del self._values[name.lower()]

    def _add(self, line: bytes) -> None:
        name, colon, value = line.decode("latin-1").partition(":")
        value = value.strip(" \t\r\n")
        if not colon or not line.endswith(b"\n") or not _NAME.fullmatch(name):
            raise ValueError("not a header")
        if _FORBIDDEN.search(value):
            raise ValueError("a control character in a header")
        key = name.lower()
        if key in self._values:
            if key in _ONCE:
                raise ValueError("a header that may not be repeated")
            self._values[key] += f", {value}"
        else:
            if key == "content-length" and not (value.isascii() and value.isdigit()):
                raise ValueError("not a length")
            if key == "transfer-encoding" and value.lower() != "chunked":
                raise ValueError("an unknown transfer encoding")
            self._values[key] = value
        self._fields.append((name, value))
