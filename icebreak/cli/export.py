"""``icebreak export``: the exporters alone, for people who only have a list of cards."""

import json
import sys
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

import click
import msgspec

from icebreak.cli.listfile import BadInput, OneSentenceCommand, quoted
from icebreak.domain.cards import Link
from icebreak.exchange.cleaning import RefusedCard
from icebreak.exchange.csv import google, spreadsheet
from icebreak.exchange.entries import Entry, Name, clean_entry
from icebreak.exchange.ics import FollowUp, calendar, follow_up_uid, starts_on
from icebreak.exchange.vcard import vcard

FORMATS = ("vcf", "vcf4", "csv", "csv-google", "ics")
MORNING = time(9, tzinfo=UTC)
NAME_PARTS = 5

Texts = list[str | None] | None


class LabelledLink(msgspec.Struct):
    url: str
    label: str = ""


class ListedCard(msgspec.Struct, kw_only=True):
    """A card as the standard input gives it; null counts as not given."""

    fn: str | None = None
    n: Texts = None
    pronouns: str | None = None
    emails: Texts = None
    phones: Texts = None
    urls: list[str | LabelledLink | None] | None = None
    org: Texts = None
    title: str | None = None
    note: str | None = None
    categories: Texts = None
    language: str | None = None
    uid: UUID | None = None
    follow_up_on: date | None = None


class ListOfCards(msgspec.Struct):
    cards: list[ListedCard]


class Listed(NamedTuple):
    entry: Entry
    follow_up_on: date | None


class Refused(BadInput):
    """A card that can't be written: one sentence, and exit status 3."""

    exit_code = 3


@click.command("export", cls=OneSentenceCommand)
@click.option("--format", "format_", required=True, type=click.Choice(FORMATS))
@click.option("--now", metavar="TIME", help="Time of the revision (ISO 8601); default: the clock.")
@click.option("--today", metavar="DATE", help="The day follow-ups count from; default: of --now.")
def command(format_: str, now: str | None, today: str | None) -> None:
    """Write cards as vCard 3.0 or 4.0, as a table, or as follow-ups for a calendar.

    Reads JSON from standard input: {"cards": [{"fn", "n": [family, given, middle, prefix,
    suffix], "emails": [], "phones": [], "urls": [], "org": [company, department], "title",
    "note", "categories": []}]}. Only fn is needed. A card may also have "pronouns",
    "language", "uid" (a UUID) and "follow_up_on" (YYYY-MM-DD), and a URL may be
    {"url", "label"}. Other keys are not read.

    Writes the file to standard output. A card without uid gets one made from its content,
    so the same card keeps it. ics has one event a card, at 09:00 UTC on its follow_up_on or
    else on the day after --today. All or nothing: exit status 2 for input that is not
    understood, 3 for a card that is refused, with a sentence on standard error.
    """
    revised = _moment(now) if now else datetime.now(UTC)
    first_day = _day(today) if today else revised.date()
    listed = _entries(_cards(sys.stdin.buffer.read()), revised)
    sys.stdout.buffer.write(_file(format_, listed, revised, first_day))


def _file(format_: str, listed: list[Listed], now: datetime, today: date) -> bytes:
    entries = [each.entry for each in listed]
    if format_ == "vcf":
        return vcard(entries)
    if format_ == "vcf4":
        return vcard(entries, "4.0")
    if format_ == "csv":
        return spreadsheet(entries)
    if format_ == "csv-google":
        return google(entries)
    tomorrow = today + timedelta(days=1)
    follow_ups = [
        FollowUp(
            entry=each.entry,
            starts=starts_on(each.follow_up_on or tomorrow, MORNING),
            uid=follow_up_uid(each.entry.uid, "first"),
        )
        for each in listed
    ]
    return calendar(follow_ups, stamped=now)


def _cards(raw: bytes) -> list[ListedCard]:
    # json and not msgspec's own reader: half of a surrogate pair is to be cleaned, not refused.
    try:
        return msgspec.convert(json.loads(raw.decode("utf-8-sig")), ListOfCards).cards
    except UnicodeDecodeError:
        raise BadInput("The input is not UTF-8 text.") from None
    except msgspec.ValidationError as failure:
        raise BadInput(f"The cards are not understood: {failure}.") from None
    except (ValueError, RecursionError) as failure:
        raise BadInput(f"The input is not JSON: {failure}.") from None


def _entries(cards: list[ListedCard], revised: datetime) -> list[Listed]:
    copies: Counter[bytes] = Counter()
    listed = []
    for number, card in enumerate(cards, start=1):
        content = repr(card).encode("utf-8", "backslashreplace")
        copies[content] += 1
        uid = card.uid or uuid5(NAMESPACE_URL, f"icebreak:{copies[content]}:{content.decode()}")
        try:
            listed.append(Listed(_entry(card, str(uid), revised), card.follow_up_on))
        except RefusedCard as refusal:
            raise Refused(f"Card {number} ({quoted(card.fn or '')}): {refusal.sentence}") from None
    return listed


def _entry(card: ListedCard, uid: str, revised: datetime) -> Entry:
    company, department = _organisation(card)
    return clean_entry(
        fn=card.fn or "",
        name=_name(card),
        pronouns=card.pronouns or "",
        emails=_given(card.emails),
        phones=_given(card.phones),
        links=[
            Link("", url) if isinstance(url, str) else Link(url.label, url.url)
            for url in card.urls or []
            if url
        ],
        company=company,
        department=department,
        title=card.title or "",
        notes=[card.note or ""],
        categories=_given(card.categories),
        language=card.language or "",
        uid=uid,
        revised=revised,
    )


def _given(texts: Texts) -> list[str]:
    return [text for text in texts or [] if text]


def _name(card: ListedCard) -> Name | None:
    parts = [part or "" for part in card.n or []]
    if len(parts) > NAME_PARTS:
        raise RefusedCard("n", f"A name has at most {NAME_PARTS} parts.")
    return Name(*parts) if parts else None


def _organisation(card: ListedCard) -> tuple[str, str]:
    parts = [part or "" for part in card.org or []]
    if len(parts) > len(("company", "department")):
        raise RefusedCard("org", "An organisation is a company and a department, no more.")
    company, department = [*parts, "", ""][:2]
    return company, department


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--now: {quoted(text)} is no time like 2026-11-25T18:30:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--today: {quoted(text)} is no day like 2026-11-25.") from None
