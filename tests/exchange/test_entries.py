from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from icebreak.domain.cards import Card, Link
from icebreak.exchange.cleaning import RefusedCard
from icebreak.exchange.details import Phone
from icebreak.exchange.entries import Entry, Met, Name, entry_of, note
from icebreak.exchange.wording import ENGLISH, Wording

UID = "0b5d8a1e-6f0c-4f5e-9a57-2f1d6c3b7a10"
REVISED = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
MET = Met("Cities on two wheels", date(2026, 11, 25), "Heron", 2)


def entry(card: Card, **more: object) -> Entry:
    return entry_of(card, uid=UID, revised=REVISED, **more)  # type: ignore[arg-type]


def test_a_contact_remembers_where_and_what_two_people_share() -> None:
    found = entry(Card("Leila"), met=MET, shared=["council rooms", "bicycles"])
    assert found.notes == (
        "Met at Cities on two wheels, 25 November 2026, room Heron, round 2",
        "In common: council rooms, bicycles",
    )
    assert found.categories == ("Cities on two wheels",)


def test_what_is_not_known_of_the_meeting_is_left_out() -> None:
    found = entry(Card("Leila"), met=Met("Cities", date(2026, 3, 1)), shared=["", " "])
    assert found.notes == ("Met at Cities, 1 March 2026",)


def test_the_own_note_comes_before_what_icebreak_adds() -> None:
    found = entry(Card("Leila", note="Ask me\r\nabout trams"), met=MET)
    assert found.notes[0] == "Ask me\nabout trams"


def test_pronouns_language_and_extension_end_as_lines_of_the_note() -> None:
    card = Card("Leila", pronouns="she/her", language="pt-BR", phones=("+1 555 0100 ext. 204",))
    assert note(entry(card), ENGLISH).split("\n") == [
        "Phone ext.: 204",
        "Pronouns: she/her",
        "Language: Portuguese (Brazil)",
    ]


def test_a_language_without_a_name_keeps_its_tag() -> None:
    assert ENGLISH.language_name("qaa") == "qaa"
    assert ENGLISH.language_name("xx-yy-zz-1") == "xx-yy-zz-1"


def test_the_words_can_be_in_another_language() -> None:
    german = Wording("de", "Getroffen: {where}", "Raum {room}", "Runde {round}")
    found = entry(Card("Leila"), met=MET, wording=german)
    assert found.notes == (
        "Getroffen: Cities on two wheels, 25. November 2026, Raum Heron, Runde 2",
    )


def test_a_title_with_braces_is_no_template() -> None:
    met = Met("{where} {0} {room}", date(2026, 11, 25), "{round}")
    found = entry(Card("Leila"), met=met, shared=["{phrases}"])
    assert found.notes == (
        "Met at {where} {0} {room}, 25 November 2026, room {round}",
        "In common: {phrases}",
    )


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [("Ada", "Lovelace", Name("Lovelace", "Ada")), ("Ada", "", None), ("", "Lovelace", None)],
)
def test_a_name_has_parts_only_if_both_halves_were_given(
    given: str, family: str, name: Name | None
) -> None:
    assert entry(Card("Ada Lovelace", given=given, family=family)).name == name


def test_every_field_of_the_card_arrives() -> None:
    found = entry(
        Card(
            "Ada",
            company="Acme",
            department="Research",
            title="Engineer",
            emails=("ada@example.org",),
            phones=("+44 20 7946 0000",),
            links=(Link("Blog", "www.example.org"),),
        )
    )
    assert (found.company, found.department, found.title) == ("Acme", "Research", "Engineer")
    assert found.emails == ("ada@example.org",)
    assert found.phones == (Phone("+44 20 7946 0000"),)
    assert found.links == (Link("Blog", "https://www.example.org"),)


def test_the_time_of_revision_is_utc_in_whole_seconds() -> None:
    there = datetime(2026, 11, 25, 20, 30, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert entry_of(Card("Ada"), uid=UID, revised=there).revised == REVISED


def test_a_time_without_a_zone_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="time zone"):
        entry_of(Card("Ada"), uid=UID, revised=datetime(2026, 11, 25))  # noqa: DTZ001


def test_an_id_that_is_no_uuid_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="UUID"):
        entry_of(Card("Ada"), uid="x\r\nFN:Eve", revised=REVISED)


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Card(" "), "name"),
        (Card("Ada", emails=("ada",)), "emails"),
        (Card("Ada", phones=("call me",)), "phones"),
        (Card("Ada", links=(Link("", "javascript:alert(1)"),)), "links"),
        (Card("Ada", language="en;x"), "language"),
    ],
)
def test_a_refusal_names_the_field_as_the_contract_does(card: Card, field: str) -> None:
    with pytest.raises(RefusedCard) as refusal:
        entry(card)
    assert refusal.value.field == field
    assert refusal.value.sentence == str(refusal.value)
