import pytest
from hypothesis import given
from hypothesis import strategies as st

from icebreak.exchange.content_lines import escape, listed, structured, to_bytes
from tests.exchange import readers

text = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\\,;: é漢😀"))


def unfolded(raw: bytes) -> bytes:
    return raw.replace(b"\r\n ", b"").removesuffix(b"\r\n")


@given(text)
def test_any_text_comes_back(value: str) -> None:
    assert readers.text(escape(value)) == value


@given(st.lists(text, min_size=1))
def test_any_list_comes_back(several: list[str]) -> None:
    assert readers.values(listed(several), ",") == several
    assert readers.values(structured(several), ";") == several


@given(text.map(lambda value: "NOTE:" + escape(value) * 5))
def test_a_folded_line_unfolds_to_itself_and_splits_no_character(line: str) -> None:
    raw = to_bytes([line])
    assert unfolded(raw) == line.encode()
    for physical in raw.split(b"\r\n"):
        assert len(physical) <= 75
        physical.decode()


@pytest.mark.parametrize("length", range(70, 80))
def test_no_escape_is_torn_and_no_line_continues_with_a_space(length: int) -> None:
    line = "NOTE:" + "x" * (length - 5) + "\\n word \\, word\\; " * 20
    for physical in to_bytes([line]).split(b"\r\n")[1:-1]:
        assert not physical.startswith((b"  ", b" n", b" ,", b" ;"))


@pytest.mark.parametrize("control", ["\n", "\r", "\x00", "\x1b", "\x7f", "\ud800"])
def test_a_control_character_never_gets_into_a_line(control: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        to_bytes([f"FN:a{control}b"])
