"""Reading the lists that people hand to the command line: CSV and JSON Lines, as text."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

LARGEST_CELL = 1_000_000  # characters; csv's own limit is shorter than a long profile


class BadInput(click.ClickException):
    """One sentence on standard error, and exit status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        sentence = " ".join(self.message.split())
        shown = sentence.encode("utf-8", "backslashreplace").decode("utf-8")
        click.echo(shown, err=True)


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


def read_text(path: Path | str) -> str:
    """The file's text, or standard input's for ``-``; a UTF-8 or UTF-16 byte order mark goes.

    Raises BadInput if it cannot be read or is not UTF-8 (or UTF-16 with a mark).
    """
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        raise BadInput(f"{path} cannot be read: {reason}.") from None
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as failure:
        line = raw[: failure.start].count(b"\n") + 1
        raise BadInput(f"{path}, line {line}: this is not UTF-8 text.") from None


def csv_rows(path: Path | str, text: str) -> Iterator[Row]:
    """The records that hold anything, cells untouched.

    The separator is a comma, or the semicolon or tab that the first line has in its place.
    Raises BadInput on an open quote.
    """
    csv.field_size_limit(LARGEST_CELL)
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=_separator(text), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cells):
                yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error as failure:
        raise BadInput(f"{path}, line {start}: this is not CSV ({failure}).") from None


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "," in first:
        return ","
    return next((mark for mark in ";\t" if mark in first), ",")
