"""Every hostile card, in every format, read back by readers that share no code with the writers."""

import json
from typing import Any

import icalendar
import pytest
import vobject
from click.testing import CliRunner, Result

from icebreak.cli.export import command
from tests.exchange import readers
from tests.exchange.hostile_cards import Hostile, Refused
from tests.exchange.hostile_details import HOSTILE_DETAILS
from tests.exchange.hostile_text import HOSTILE_TEXT
from tests.exchange.refused_cards import REFUSED

HOSTILE = [*HOSTILE_TEXT, *HOSTILE_DETAILS]
FORMATS = ["vcf", "vcf4", "csv", "csv-google", "ics"]

every_hostile_card = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: each.what)


def export(format_: str, *cards: dict[str, Any]) -> Result:
    request = json.dumps({"cards": cards}).encode()
    arguments = ["--format", format_, "--now", "2026-11-25T18:30:00Z"]
    return CliRunner().invoke(command, arguments, input=request)


def written(format_: str, card: dict[str, Any]) -> bytes:
    result = export(format_, card)
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes


def expected(hostile: Hostile) -> readers.Read:
    card = {**hostile.card, **(hostile.becomes or {})}
    parts = card.get("n") or []
    return readers.Read(
        fn=card["fn"],
        n=parts if any(parts) else ["", card["fn"], "", "", ""],
        emails=card.get("emails") or [],
        phones=card.get("phones") or [],
        urls=card.get("urls") or [],
        org=card.get("org") or [],
        title=card.get("title") or "",
        note=card.get("note") or "",
        categories=card.get("categories") or [],
    )


def test_the_hostile_cards_are_many_and_distinct() -> None:
    assert len({json.dumps(each.card) for each in [*HOSTILE, *REFUSED]}) >= 200


@every_hostile_card
@pytest.mark.parametrize("format_", ["vcf", "vcf4"])
def test_a_strict_reader_finds_the_card_in_a_vcard(hostile: Hostile, format_: str) -> None:
    assert readers.cards(written(format_, hostile.card)) == [expected(hostile)]


@every_hostile_card
@pytest.mark.parametrize("format_", ["vcf", "vcf4"])
def test_vobject_finds_the_card_in_a_vcard(hostile: Hostile, format_: str) -> None:
    [card] = vobject.readComponents(written(format_, hostile.card).decode())
    assert _read_by_vobject(card) == expected(hostile)


@every_hostile_card
def test_a_spreadsheet_holds_the_card_and_no_formula(hostile: Hostile) -> None:
    raw = written("csv", hostile.card)
    assert raw.startswith(b"\xef\xbb\xbf")
    [row] = readers.table(raw[3:])
    cells = {title: readers.unguarded(cell) for title, cell in row.items()}
    card = expected(hostile)
    parts = ["Family name", "Given name", "Middle name", "Prefix", "Suffix"]
    found = [cells[title] for title in parts]
    assert found == card.n or (not any(found) and card.n == ["", card.fn, "", "", ""])
    assert (cells["Name"], cells["Title"], cells["Note"]) == (card.fn, card.title, card.note)
    assert readers.numbered(cells, "E-mail {}") == card.emails
    assert readers.numbered(cells, "Phone {}") == card.phones
    assert readers.numbered(cells, "Link {}") == card.urls
    assert [cells["Company"], cells["Department"]] == [*card.org, "", ""][:2]
    assert cells["Categories"] == ", ".join(card.categories)


@every_hostile_card
def test_google_gets_the_card_and_no_formula(hostile: Hostile) -> None:
    [row] = readers.table(written("csv-google", hostile.card))
    card = expected(hostile)
    phones = readers.numbered(row, "Phone {} - Value")
    assert phones == card.phones
    cells = {
        title: cell if title.startswith("Phone") else readers.unguarded(cell)
        for title, cell in row.items()
    }
    titles = ["Last Name", "First Name", "Middle Name", "Name Prefix", "Name Suffix"]
    assert [cells[title] for title in titles] == card.n
    assert cells["File As"] == card.fn
    assert (cells["Organization Title"], cells["Notes"]) == (card.title, card.note)
    assert readers.numbered(cells, "E-mail {} - Value") == card.emails
    assert readers.numbered(cells, "Website {} - Value") == card.urls
    organisation = [cells["Organization Name"], cells["Organization Department"]]
    assert organisation == [*card.org, "", ""][:2]
    assert cells["Labels"] == " ::: ".join(card.categories)


@every_hostile_card
def test_a_strict_reader_finds_the_follow_up_in_a_calendar(hostile: Hostile) -> None:
    [event] = readers.events(written("ics", hostile.card))
    card = expected(hostile)
    assert readers.text(event["SUMMARY"]) == f"Write to {card.fn}"
    assert event["ALARM-DESCRIPTION"] == event["SUMMARY"]
    description = readers.text(event["DESCRIPTION"]) if "DESCRIPTION" in event else ""
    assert description == _described(card)
    categories = event.get("CATEGORIES")
    assert (readers.values(categories, ",") if categories else []) == card.categories


@every_hostile_card
def test_icalendar_finds_the_follow_up_in_a_calendar(hostile: Hostile) -> None:
    calendar = icalendar.Calendar.from_ical(written("ics", hostile.card))
    [event] = calendar.walk("VEVENT")
    card = expected(hostile)
    assert str(event["SUMMARY"]) == f"Write to {card.fn}"
    assert str(event.get("DESCRIPTION", "")) == _described(card)
    assert [str(each) for each in event.categories] == card.categories
    assert calendar.errors == event.errors == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("refused", REFUSED, ids=lambda each: each.what)
def test_a_card_that_cannot_be_written_is_refused_with_a_reason(
    refused: Refused, format_: str
) -> None:
    result = export(format_, {"fn": "Bob"}, refused.card)
    assert (result.exit_code, result.stdout_bytes) == (3, b"")
    sentence = result.stderr.strip()
    assert sentence.startswith("Card 2 (")
    assert refused.culprit in sentence.lower()
    assert "\n" not in sentence
    assert sentence.isprintable()
    assert sentence.endswith(".")


@pytest.mark.parametrize("format_", FORMATS)
def test_all_hostile_cards_fit_in_one_file(format_: str) -> None:
    result = export(format_, *(each.card for each in HOSTILE))
    assert result.exit_code == 0
    if format_.startswith("vcf"):
        assert readers.cards(result.stdout_bytes) == [expected(each) for each in HOSTILE]
    elif format_ == "ics":
        assert len(readers.events(result.stdout_bytes)) == len(HOSTILE)
    else:
        assert len(readers.table(result.stdout_bytes)) == len(HOSTILE)


def _described(card: readers.Read) -> str:
    work = ", ".join(filter(None, [card.title, *reversed(card.org)]))
    reach = "\n".join([*card.emails, *card.phones, *card.urls])
    return "\n\n".join(filter(None, [work, reach, card.note]))


def _read_by_vobject(card: Any) -> readers.Read:
    several = {name: [line.value for line in card.contents.get(name, [])] for name in card.contents}
    name = card.n.value
    parts = [name.family, name.given, name.additional, name.prefix, name.suffix]
    return readers.Read(
        fn=card.fn.value,
        n=[part if isinstance(part, str) else ",".join(part) for part in parts],
        emails=several.get("email", []),
        phones=several.get("tel", []),
        urls=several.get("url", []),
        org=several.get("org", [[]])[0],
        title=several.get("title", [""])[0],
        note=several.get("note", [""])[0],
        categories=several.get("categories", [[]])[0],
    )
