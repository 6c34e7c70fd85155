"""Reading the lists that people hand to the command line: CSV and JSON Lines, as text."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

LARGEST_CELL = 10_000_000  # characters; csv's own limit would refuse a cell without its reason
NEW_LINE = re.compile(r"\r\n|\n|\r")  # not splitlines(): that cuts inside cells, at U+2028
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
ARCHIVE = b"PK\x03\x04"  # as a spreadsheet's file begins


class BadInput(click.ClickException):
    """One sentence on standard error, and exit status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        sentence = printable(self.message)
        click.echo(sentence if sentence.endswith(".") else f"{sentence}.", err=True)


class OneSentenceCommand(click.Command):
    """A command whose usage errors are one sentence too, without the usage lines around it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as refusal:
            raise BadInput(refusal.message) from None  # without its guesses
        except click.UsageError as refusal:
            raise BadInput(refusal.format_message()) from None


class Row(NamedTuple):
    """A CSV record and the line (from 1) on which it starts."""

    line: int
    cells: list[str]


def quoted(text: str) -> str:
    """The text as a sentence may show it: in quotes, control characters escaped, cut at 60."""
    shown = text if len(text) <= 60 else text[:59] + "…"
    return f"“{shown if shown.isprintable() else ascii(shown)[1:-1]}”"


def printable(text: str) -> str:
    """On one line, with what a terminal would take for a command shown as an escape."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def named(path: Path | str) -> str:
    """What a sentence calls the file."""
    return "Standard input" if str(path) == "-" else str(path)


def read_text(path: Path | str) -> str:
    """The file's text, or standard input's for ``-``; a UTF-8 or UTF-16 byte order mark goes.

    Raises BadInput if it cannot be read or is not UTF-8 (or UTF-16 with a mark).
    """
    if not str(path):
        raise BadInput("The name of a file is empty.")
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        raise BadInput(f"{named(path)} cannot be read: {reason}.") from None
    if raw.startswith(ARCHIVE):
        raise BadInput(f"{named(path)} is a spreadsheet or an archive; save it as CSV (UTF-8).")
    mark, encoding = next((each for each in MARKS if raw.startswith(each[0])), (b"", "utf-8"))
    raw = raw[len(mark) :]
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as failure:
        line = raw[: failure.start].decode(encoding, "replace").count("\n") + 1
        raise BadInput(
            f"{named(path)}, line {line}: this is not UTF-8 text (save it as CSV UTF-8)."
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadInput(
            f"{named(path)}, line {line}: a NUL stands there, so this is not UTF-8 text."
        )
    return text


def csv_rows(
    path: Path | str, text: str, titles: Callable[[list[str]], int] = lambda cells: 0
) -> Iterator[Row]:
    """The records that hold anything, cells untouched.

    The separator is a comma, or the semicolon or tab that the first line has in its place. Where
    it has several, the one that makes most ``titles`` of it. Raises BadInput on an open quote.
    """
    csv.field_size_limit(LARGEST_CELL)
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=_separator(text, titles), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cells):
                yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error as failure:
        raise BadInput(f"{named(path)}, line {start}: this is not CSV ({failure}).") from None


def _separator(text: str, titles: Callable[[list[str]], int]) -> str:
    first = next((line for line in NEW_LINE.split(text[:10_000]) if line.strip()), "")
    found = [mark for mark in ",;\t" if mark in first] or [","]
    return max(found, key=lambda mark: titles(next(csv.reader([first], delimiter=mark))))
