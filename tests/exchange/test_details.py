from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icebreak.exchange.cleaning import RefusedCard
from icebreak.exchange.details import clean_email, clean_link, clean_phone, read_phone

anything = st.text(st.characters(exclude_categories=[]), max_size=60)


def test_an_address_is_kept_as_the_person_wrote_it() -> None:
    assert clean_email(" Ada.Lovelace@Example.ORG ") == "Ada.Lovelace@Example.ORG"


def test_an_address_inside_a_company_is_an_address() -> None:
    assert clean_email("ada@mail.corp.local") == "ada@mail.corp.local"


def test_a_number_and_its_extension_stay_together_on_the_card() -> None:
    assert clean_phone("tel:+1-555-0100;ext=204") == "+1-555-0100 ext. 204"
    assert read_phone(clean_phone("+1 555 0100 x204")) == ("+1 555 0100", "204")


@pytest.mark.parametrize(
    "extension",
    ["ext 9", "Ext. 9", "extension 9", "EXT:9", "x9", "x.9", "#9", "Durchwahl 9", "доб. 9"],
)
def test_an_extension_is_known_by_many_names(extension: str) -> None:
    assert read_phone(f"+49 30 901820 {extension}") == ("+49 30 901820", "9")


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/ada", "https://example.org/ada"),
        ("  http://example.org  ", "http://example.org"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example"),
        ("http://192.0.2.7:8000/j", "http://192.0.2.7:8000/j"),
        ("https://intranet/team", "https://intranet/team"),
    ],
)
def test_a_link_as_people_type_it(typed: str, link: str) -> None:
    assert clean_link(typed) == link


def outcome(clean: Callable[[str], str], text: str) -> str | RefusedCard:
    try:
        return clean(text)
    except RefusedCard as refusal:
        return refusal


@pytest.mark.parametrize("clean", [clean_email, clean_phone, clean_link])
@given(text=anything)
def test_anything_is_cleaned_for_good_or_refused_in_a_sentence(
    clean: Callable[[str], str], text: str
) -> None:
    result = outcome(clean, text)
    if isinstance(result, RefusedCard):
        assert result.field in ("emails", "phones", "links")
        assert result.sentence.startswith("The ")
        assert result.sentence.endswith(".")
        assert result.sentence.isprintable()
    else:
        assert clean(result) == result
        assert result.isprintable()


@given(
    st.text("htps:/.@\\?#[]%,;~é例 0aA", max_size=30).map(lambda rest: f"https://a.example/{rest}")
)
def test_a_clean_link_is_plain_ascii_without_separators(typed: str) -> None:
    try:
        link = clean_link(typed)
    except RefusedCard:
        return
    assert link.isascii()
    assert not set(link) & set(',; "<>\\')
    assert link.startswith("https://a.example")
