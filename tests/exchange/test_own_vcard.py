from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icebreak.domain.cards import Card, Link
from icebreak.exchange.entries import entry_of
from icebreak.exchange.own_vcard import LARGEST_FILE, NoVcard, read_own_vcard
from icebreak.exchange.vcard import vcard
from tests.exchange.hostile_cards import Hostile
from tests.exchange.hostile_details import HOSTILE_DETAILS
from tests.exchange.hostile_text import HOSTILE_TEXT

UID = "0b5d8a1e-6f0c-4f5e-9a57-2f1d6c3b7a10"
REVISED = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


def file(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode()


def test_a_card_of_ours_comes_back() -> None:
    card = Card(
        "Ada L.",
        given="Ada; the first",
        family="Lovelace\\",
        pronouns="she/her",
        company="Acme, Inc.",
        department="R;D",
        title="Countess",
        emails=("ada@example.org",),
        phones=("+44 20 7946 0000",),
        links=(Link("Blog, really", "https://ada.example/a%2Cb"), Link("", "https://b.example")),
    )
    found = read_own_vcard(vcard([entry_of(card, uid=UID, revised=REVISED)], "4.0"))
    assert found == replace(card, note="Pronouns: she/her")


def test_a_name_that_is_one_whole_stays_whole() -> None:
    raw = vcard([entry_of(Card("Ludwig van Beethoven"), uid=UID, revised=REVISED)])
    assert read_own_vcard(raw) == Card("Ludwig van Beethoven")


def test_a_card_from_a_phone_by_apple() -> None:
    card = read_own_vcard(
        file(
            "VERSION:3.0",
            "PRODID:-//Apple Inc.//iPhone OS 18.1//EN",
            "N:Okafor;Ngozi;;Dr.;",
            "FN:Dr. Ngozi Okafor",
            "ORG:Harbour Clinic;",
            "EMAIL;type=INTERNET;type=WORK;type=pref:ngozi@example.org",
            "TEL;type=CELL;type=VOICE;type=pref:+234 801 234 5678",
            "item1.URL;type=pref:http://ngozi.example",
            "item1.X-ABLabel:_$!<HomePage>!$_",
            "X-SOCIALPROFILE;type=twitter:http://twitter.com/ngozi",
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD",
            " /4QBMRXhpZgAATU0AKgAAAAgAAYdpAAQAAAAB",
        )
    )
    assert card == Card(
        "Dr. Ngozi Okafor",
        given="Ngozi",
        family="Okafor",
        company="Harbour Clinic",
        emails=("ngozi@example.org",),
        phones=("+234 801 234 5678",),
        links=(Link("HomePage", "http://ngozi.example"), Link("", "http://twitter.com/ngozi")),
    )


def test_a_card_of_version_2_in_quoted_printable() -> None:
    card = read_own_vcard(
        file(
            "VERSION:2.1",
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;",
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20=",
            "M=C3=BCller",
            "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=DFe=0D=0Aaus Ulm",
            "TEL;CELL:0171 1234567",
        )
    )
    assert card == Card(
        "Jürgen Müller",
        given="Jürgen",
        family="Müller",
        note="Grüße\naus Ulm",
        phones=("0171 1234567",),
    )


def test_a_card_of_version_4_with_addresses_as_uris() -> None:
    card = read_own_vcard(
        file(
            "VERSION:4.0",
            "FN:Kim",
            'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-0100;ext=7',
            "EMAIL:mailto:kim@example.org",
            "LANG;PREF=1:ko",
            "PRONOUNS;LANGUAGE=en:they/them",
        )
    )
    assert card == Card(
        "Kim",
        pronouns="they/them",
        language="ko",
        emails=("kim@example.org",),
        phones=("+1-555-0100 ext. 7",),
    )


def test_what_cannot_be_used_is_left_out() -> None:
    card = read_own_vcard(
        file("FN:Kim", "EMAIL:kim", "TEL:*2767*3855#", "URL:javascript:alert(1)", "LANG:x y", "?")
    )
    assert card == Card("Kim")


def test_only_the_first_contact_fills_the_card() -> None:
    assert read_own_vcard(file("FN:Kim") + file("FN:Lee", "TITLE:Boss")) == Card("Kim")


def test_a_name_is_put_together_where_there_is_no_whole_one() -> None:
    assert read_own_vcard(file("N:Lee;Ann;;;")).name == "Ann Lee"


def test_the_same_address_twice_counts_once_and_six_are_the_most() -> None:
    many = [f"EMAIL:ann{number // 2}@example.org" for number in range(30)]
    assert read_own_vcard(file("FN:Ann", *many)).emails == tuple(
        f"ann{number}@example.org" for number in range(6)
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_files_of_older_programs_are_understood(encoding: str, line_end: str) -> None:
    text = file("FN:Zoë", "TITLE:A long tit", " le").decode().replace("\r\n", line_end)
    assert read_own_vcard(text.encode(encoding)) == Card("Zoë", title="A long title")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00\xff\xfe", b"\xff\xd8\xff\xe0JFIF", b"name,mail\r\n", file(), file("FN: ")],
)
def test_a_file_without_a_contact_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(NoVcard, match=r"^The .*\.$"):
        read_own_vcard(raw)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(NoVcard, match="too large"):
        read_own_vcard(b"x" * (LARGEST_FILE + 1))


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(noise: bytes) -> None:
    card = read_own_vcard(b"BEGIN:VCARD\nFN:Kim\n" + noise + b"\nEND:VCARD\n")
    assert card.name


@pytest.mark.parametrize("line", ["NOTE:" + "\\" * 100_000, "N:" + ";" * 100_000, ";" * 100_000])
def test_a_long_line_is_read_in_one_pass(line: str) -> None:
    folded = "\r\n ".join(["PHOTO:", *["A" * 70] * 10_000])
    assert read_own_vcard(file("FN:Kim", line, folded)).name == "Kim"


@pytest.mark.parametrize("hostile", [*HOSTILE_TEXT, *HOSTILE_DETAILS], ids=lambda each: each.what)
def test_a_hostile_card_that_we_wrote_fills_a_card(hostile: Hostile) -> None:
    given_card = {**hostile.card, **(hostile.becomes or {})}
    entry = entry_of(
        Card(given_card["fn"], note=given_card.get("note") or ""), uid=UID, revised=REVISED
    )
    found = read_own_vcard(vcard([entry]))
    assert (found.name, found.given, found.family) == (given_card["fn"], "", "")
    assert found.note == (given_card.get("note") or "")
