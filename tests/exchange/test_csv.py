from datetime import UTC, datetime

import pytest

from icebreak.domain.cards import Card, Link
from icebreak.exchange.csv import google, spreadsheet
from icebreak.exchange.entries import Entry, entry_of
from tests.exchange import readers

REVISED = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


def entry(card: Card) -> Entry:
    uid = "0b5d8a1e-6f0c-4f5e-9a57-2f1d6c3b7a10"
    return entry_of(card, uid=uid, revised=REVISED)


def test_there_are_as_many_columns_as_the_richest_contact_needs() -> None:
    raw = spreadsheet(
        [
            entry(Card("A", emails=("a@example.org",))),
            entry(Card("B", links=(Link("Blog", "https://b.example"), Link("", "c.example")))),
        ]
    )
    first, second = readers.table(raw[3:])
    assert [title for title in first if title[:4] in ("E-ma", "Phon", "Link")] == [
        "E-mail 1",
        "Phone 1",
        "Link 1 label",
        "Link 1",
        "Link 2 label",
        "Link 2",
    ]
    assert (first["E-mail 1"], first["Link 2"]) == ("a@example.org", "")
    assert (second["Link 1 label"], second["Link 2"]) == ("Blog", "https://c.example")


@pytest.mark.parametrize("write", [spreadsheet, google])
def test_nobody_to_export_still_has_the_titles(write) -> None:  # type: ignore[no-untyped-def]
    raw = write([])
    assert raw.count(b"\r\n") == 1
    assert b"E-mail 1" in raw


def test_a_spreadsheet_has_columns_for_pronouns_and_language() -> None:
    [row] = readers.table(spreadsheet([entry(Card("A", pronouns="they", language="de"))])[3:])
    assert (row["Pronouns"], row["Language"], row["Note"]) == ("they", "de", "")


def test_google_gets_pronouns_in_the_notes() -> None:
    [row] = readers.table(google([entry(Card("A", pronouns="they"))]))
    assert row["Notes"] == "Pronouns: they"


def test_a_number_is_guarded_for_spreadsheets_and_plain_for_google() -> None:
    ada = entry(Card("Ada", phones=("+44 20 7946 0000",)))
    [row] = readers.table(spreadsheet([ada])[3:])
    assert row["Phone 1"] == "'+44 20 7946 0000"
    [row] = readers.table(google([ada]))
    assert row["Phone 1 - Value"] == "+44 20 7946 0000"


def test_google_splits_no_name_that_is_one_whole() -> None:
    [row] = readers.table(google([entry(Card("Ludwig van Beethoven"))]))
    assert (row["First Name"], row["Last Name"]) == ("Ludwig van Beethoven", "")


def test_a_label_that_is_a_formula_is_guarded() -> None:
    ada = entry(Card("Ada", links=(Link("=1+1", "https://a.example"),)))
    [row] = readers.table(google([ada]))
    assert row["Website 1 - Label"] == "'=1+1"
