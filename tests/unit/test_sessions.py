"""Codes as people type them, and how long a session's things are kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from icebreak.domain.cards import FIELDS, Card, filled, only
from icebreak.domain.sessions import (
    CODE_ALPHABET,
    Session,
    Status,
    looks_like_code,
    read_code,
    show_code,
)
from icebreak.domain.text import initials

OPENED = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
SESSION = Session("s", "Title", "7KQ4TM", "n", "en", 30, "", True, False, OPENED)


@given(code=st.text(CODE_ALPHABET, min_size=6, max_size=6))
def test_a_code_that_is_shown_reads_as_itself(code: str) -> None:
    for typed in (code, show_code(code), show_code(code).lower(), "-".join(code), f"\t{code} "):
        assert read_code(typed) == code
        assert looks_like_code(read_code(typed))


@given(typed=st.text(max_size=12))
def test_nothing_else_looks_like_a_code(typed: str) -> None:
    read = read_code(typed)
    assert looks_like_code(read) == (len(read) == 6 and set(read) <= set(CODE_ALPHABET))


def test_a_session_goes_from_lobby_to_end() -> None:
    started = replace(SESSION, started_at=OPENED)
    ended = replace(started, ended_at=OPENED + timedelta(hours=1))
    assert [each.status for each in (SESSION, started, ended)] == list(Status)
    assert SESSION.swaps_until is SESSION.expires_at is SESSION.contacts_until is None
    assert ended.swaps_until == ended.stories_until == OPENED + timedelta(hours=25)
    assert ended.expires_at == OPENED + timedelta(days=30, hours=1)
    assert ended.contacts_until == date(2026, 12, 24)


def test_a_card_shows_the_chosen_fields_and_its_name() -> None:
    card = Card("Ana", given="Ana", emails=("a@example.org",), note="secret")
    assert filled(card) == ("given", "emails", "note")
    assert only(card, ["emails", "phones"]) == Card("Ana", emails=("a@example.org",))
    assert only(card, FIELDS) == card


def test_initials_stand_for_a_person() -> None:
    names = ("Ana Reyes", "李雷", "jean-luc picard", "!!!", "  ", "O'Neil", "Ana María de la Cruz")
    assert [initials(name) for name in names] == ["AR", "李", "JP", "!", "?", "O", "AC"]
