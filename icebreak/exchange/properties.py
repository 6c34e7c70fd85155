"""The properties of a vCard that some address book wrote: versions 2.1, 3.0 and 4.0.

Forgiving where the standards are strict: any line end, UTF-16 and Windows-1252 too, and
the quoted-printable of version 2.1 with its soft line breaks.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_PROPERTY = re.compile(r"(?:([\w-]+)\.)?([\w-]+)((?:;(?:\"[^\"]*\"|[^\":])*)?):(.*)", re.DOTALL)
_CHARSET = re.compile(r"CHARSET=\"?([\w-]+)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"((?:\\.|[^\\;]|\\$)*)(;|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: name in upper case, group in lower case, value still escaped."""

    group: str
    name: str
    value: str

    def text(self) -> str:
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)

    def parts(self) -> list[str]:
        """The parts of N or ORG, which ``;`` separates."""
        parts = []
        for part, separator in _PART.findall(self.value):
            parts.append(Property("", "", part).text())
            if not separator:
                break
        return parts


def first_card(raw: bytes) -> list[Property]:
    """The properties between the first BEGIN:VCARD and its END, or none."""
    return list(_inside_first_card(_unfolded(_decoded(raw))))


def _inside_first_card(lines: Iterable[str]) -> Iterator[Property]:
    inside = False
    for line in lines:
        found = _PROPERTY.fullmatch(line)
        if not found:
            continue
        group, name, parameters, value = found.groups()
        edge = (name.upper(), value.strip().upper())
        if inside and edge == ("END", "VCARD"):
            return
        if inside:
            yield Property((group or "").lower(), name.upper(), _plain(parameters, value))
        inside = inside or edge == ("BEGIN", "VCARD")


def _plain(parameters: str, value: str) -> str:
    if not _is_quoted(parameters):
        return value
    charset = found[1] if (found := _CHARSET.search(parameters)) else "utf-8"
    octets = quopri.decodestring(value.encode())
    try:
        return octets.decode(charset, "replace")
    except LookupError:
        return octets.decode(errors="replace")


def _unfolded(text: str) -> Iterator[str]:
    pieces: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if pieces and pieces[-1].endswith("=") and _is_quoted(pieces[0].partition(":")[0]):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        else:
            yield "".join(pieces)
            pieces = [line]
    yield "".join(pieces)


def _is_quoted(parameters: str) -> bool:
    return "QUOTED-PRINTABLE" in parameters.upper()


def _decoded(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
