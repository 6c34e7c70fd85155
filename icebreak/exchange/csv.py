"""Tables of contacts: one for spreadsheets, one that Google Contacts imports.

A cell that a spreadsheet would run as a formula gets one ``'`` in front, and so does
one that begins with ``'`` itself; taking one leading ``'`` off gives every cell back.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from icebreak.exchange.entries import Entry, Name, note, own_note
from icebreak.exchange.wording import ENGLISH, Wording

MEDIA_TYPE = "text/csv; charset=utf-8"

_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
# What Google Contacts puts between several labels of one contact.
_GOOGLE_SEPARATOR = " ::: "

Column = tuple[str, Callable[[Entry], str]]
# What an entry has several of: a row of cells for each.
Several = Callable[[Entry], Sequence[Sequence[str]]]


def spreadsheet(entries: Iterable[Entry], *, wording: Wording = ENGLISH) -> bytes:
    """UTF-8 with a byte order mark, CRLF; as many e-mail, phone and link columns as needed."""
    rows = list(entries)
    columns: list[Column] = [
        ("Name", lambda entry: entry.fn),
        ("Family name", lambda entry: _parts(entry).family),
        ("Given name", lambda entry: _parts(entry).given),
        ("Middle name", lambda entry: _parts(entry).middle),
        ("Prefix", lambda entry: _parts(entry).prefix),
        ("Suffix", lambda entry: _parts(entry).suffix),
        ("Pronouns", lambda entry: entry.pronouns),
        ("Company", lambda entry: entry.company),
        ("Department", lambda entry: entry.department),
        ("Title", lambda entry: entry.title),
        *_numbered(rows, ("E-mail {}",), _emails),
        *_numbered(rows, ("Phone {}",), _phones),
        *_numbered(rows, ("Link {} label", "Link {}"), _links),
        ("Categories", lambda entry: ", ".join(entry.categories)),
        ("Language", lambda entry: entry.language),
        ("Note", lambda entry: own_note(entry, wording)),
    ]
    return b"\xef\xbb\xbf" + _table(columns, rows, _guarded)


def google(entries: Iterable[Entry], *, wording: Wording = ENGLISH) -> bytes:
    """The columns of Google Contacts, UTF-8 without a mark, CRLF; phones may begin with ``+``."""
    rows = list(entries)
    columns: list[Column] = [
        ("First Name", lambda entry: _parts(entry).given if entry.name else entry.fn),
        ("Middle Name", lambda entry: _parts(entry).middle),
        ("Last Name", lambda entry: _parts(entry).family),
        ("Name Prefix", lambda entry: _parts(entry).prefix),
        ("Name Suffix", lambda entry: _parts(entry).suffix),
        ("File As", lambda entry: entry.fn),
        ("Organization Name", lambda entry: entry.company),
        ("Organization Title", lambda entry: entry.title),
        ("Organization Department", lambda entry: entry.department),
        ("Notes", lambda entry: note(entry, wording)),
        ("Labels", lambda entry: _GOOGLE_SEPARATOR.join(entry.categories)),
        *_numbered(rows, ("E-mail {} - Value",), _emails),
        *_numbered(rows, ("Phone {} - Value",), _phones),
        *_numbered(rows, ("Website {} - Label", "Website {} - Value"), _links),
    ]
    return _table(columns, rows, _guarded_but_numbers)


def _table(
    columns: Sequence[Column], rows: Sequence[Entry], guard: Callable[[str, str], str]
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(title for title, _ in columns)
    for row in rows:
        writer.writerow(guard(title, cell(row)) for title, cell in columns)
    return out.getvalue().encode()


def _guarded(_title: str, cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _guarded_but_numbers(title: str, cell: str) -> str:
    # A number holds digits and a few marks, nothing that a spreadsheet could run.
    return cell if title.startswith("Phone") else _guarded(title, cell)


def _numbered(rows: Sequence[Entry], titles: Sequence[str], several: Several) -> list[Column]:
    """The titles once for each that the richest row has, and once at least."""
    count = max((len(several(row)) for row in rows), default=0) or 1
    return [
        (title.format(at + 1), _cell_of(several, at, within))
        for at in range(count)
        for within, title in enumerate(titles)
    ]


def _cell_of(several: Several, at: int, within: int) -> Callable[[Entry], str]:
    return lambda entry: cells[at][within] if at < len(cells := several(entry)) else ""


def _parts(entry: Entry) -> Name:
    return entry.name or Name()


def _emails(entry: Entry) -> Sequence[Sequence[str]]:
    return [(email,) for email in entry.emails]


def _phones(entry: Entry) -> Sequence[Sequence[str]]:
    return [(phone.number,) for phone in entry.phones]


def _links(entry: Entry) -> Sequence[Sequence[str]]:
    return [(link.label, link.url) for link in entry.links]
