import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icebreak.exchange.cleaning import LINE_CAP, TEXT_CAP, clean_line, clean_lines

anything = st.text(st.characters(exclude_categories=[]))


@given(anything)
def test_clean_text_can_be_written_in_utf_8_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_lines(text)
    cleaned.encode()
    assert clean_lines(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in cleaned)


@given(anything)
def test_a_clean_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert line.splitlines() == ([line] if line else [])
    assert clean_line(line) == line


@pytest.mark.parametrize(
    "kept",
    ["👩\u200d👧", "🏳\ufe0f", "می\u200cخواهم", "a\u200eb", "山田\u3000太郎", "Jean\u00a0Luc"],
)
def test_what_a_script_or_an_emoji_needs_is_kept(kept: str) -> None:
    assert clean_line(kept) == kept


def test_long_text_is_cut_at_its_cap() -> None:
    assert clean_lines("x" * 20_000) == "x" * TEXT_CAP
    assert clean_line("x" * 20_000) == "x" * LINE_CAP


@pytest.mark.parametrize("mark", ["\u0316", "\u200d👧", "\U0001f3fd", "\U000e0067"])
def test_a_cut_takes_the_whole_character(mark: str) -> None:
    for room in range(4):
        line = clean_line("x" * (LINE_CAP - room) + "👩" + mark + "y" * 20)
        assert "👩" not in line or "👩" + mark in line


def test_a_cut_gives_up_on_endless_marks() -> None:
    assert len(clean_line("e" + "\u0316" * 20_000)) > LINE_CAP // 2
