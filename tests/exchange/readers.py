"""Readers of the files, written from the standards and not from icebreak's writers."""

import csv
import io
import re
from dataclasses import dataclass, field

GUARDED = "=+-@\t\r'"


@dataclass
class Read:
    """What a reader finds of one contact."""

    fn: str = ""
    n: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    org: list[str] = field(default_factory=list)
    title: str = ""
    note: str = ""
    categories: list[str] = field(default_factory=list)


@dataclass
class Property:
    group: str
    name: str
    parameters: str
    value: str


def properties(raw: bytes) -> list[Property]:
    """The properties of a vCard or iCalendar file; fails where the bytes break the standard."""
    assert raw.endswith(b"\r\n")
    physical = raw.split(b"\r\n")[:-1]
    for line in physical:
        assert len(line) <= 75, f"{len(line)} octets"
        assert line.decode(), "an empty line"
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), "a raw control character"
    unfolded: list[str] = []
    for line in physical:
        if line[:1] == b" ":
            unfolded[-1] += line[1:].decode()
        else:
            unfolded.append(line.decode())
    return [_property(line) for line in unfolded]


def _property(line: str) -> Property:
    found = re.fullmatch(r"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;[^:\";]+)*):(.*)", line)
    assert found, line
    return Property(found[1] or "", found[2].upper(), found[3], found[4])


def values(value: str, separator: str) -> list[str]:
    """The values of a structured or a listed property, unescaped."""
    pieces, piece, characters = [], "", iter(value)
    for character in characters:
        if character == "\\":
            escaped = next(characters)
            assert escaped in "nN,;\\", f"an escape that no standard knows: {escaped}"
            piece += "\n" if escaped in "nN" else escaped
        elif character == separator:
            pieces.append(piece)
            piece = ""
        else:
            assert character not in ",;", f"a raw {character}"
            piece += character
    return [*pieces, piece]


def text(value: str) -> str:
    [one] = values(value, "\x00")
    return one


def cards(raw: bytes) -> list[Read]:
    found: list[Read] = []
    inside = False
    for line in properties(raw):
        if line.name == "BEGIN":
            assert (line.value, inside) == ("VCARD", False)
            inside = True
            found.append(Read())
        elif line.name == "END":
            assert (line.value, inside) == ("VCARD", True)
            inside = False
        else:
            _take(found[-1], line)
    assert not inside
    return found


def _take(read: Read, line: Property) -> None:
    match line.name:
        case "FN":
            read.fn = text(line.value)
        case "N":
            read.n = values(line.value, ";")
        case "EMAIL":
            read.emails.append(text(line.value))
        case "TEL":
            read.phones.append(text(line.value))
        case "URL":
            read.urls.append(text(line.value))
        case "ORG":
            read.org = values(line.value, ";")
        case "TITLE":
            read.title = text(line.value)
        case "NOTE":
            read.note = text(line.value)
        case "CATEGORIES":
            read.categories = values(line.value, ",")


def events(raw: bytes) -> list[dict[str, str]]:
    """Each VEVENT by property, the alarm's under ALARM-…; the alarm must be the last in it."""
    found: list[dict[str, str]] = []
    nesting: list[str] = []
    for line in properties(raw):
        if line.name == "BEGIN":
            if line.value == "VEVENT":
                found.append({})
            nesting.append(line.value)
        elif line.name == "END":
            assert nesting.pop() == line.value
        elif nesting[-1] == "VALARM":
            found[-1][f"ALARM-{line.name}"] = line.value
        elif nesting[-1] == "VEVENT":
            assert "ALARM-ACTION" not in found[-1], "the alarm is not last"
            assert line.name not in found[-1], f"{line.name} twice"
            found[-1][line.name] = line.value
    assert not nesting
    return found


def table(raw: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet would store the cells, guards included."""
    decoded = raw.decode()
    assert decoded.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(decoded, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, "ragged rows"
    titles = rows[0]
    assert len(titles) == len(set(titles))
    return [dict(zip(titles, row, strict=True)) for row in rows[1:]]


def unguarded(cell: str) -> str:
    """The cell without its guard, if it has one; a cell that needs one must have it."""
    if cell.startswith("'"):
        assert cell[1:2] in GUARDED, f"a needless guard: {cell}"
        return cell[1:]
    assert cell[:1] not in tuple(GUARDED), f"an unguarded cell: {cell}"
    return cell


def numbered(row: dict[str, str], title: str) -> list[str]:
    pattern = re.compile(re.escape(title).replace(r"\{\}", r"\d+"))
    return [cell for name, cell in row.items() if pattern.fullmatch(name) and cell]
