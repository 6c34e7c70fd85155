from datetime import UTC, date, datetime

from icebreak.domain.cards import Card, Link
from icebreak.exchange.entries import Entry, Met, entry_of
from icebreak.exchange.vcard import vcard
from tests.exchange import readers

UID = "0b5d8a1e-6f0c-4f5e-9a57-2f1d6c3b7a10"
REVISED = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)

ADA = Card(
    "Ada Lovelace",
    given="Ada",
    family="Lovelace",
    pronouns="she/her",
    company="Analytical Engines",
    department="Numbers",
    title="Countess",
    emails=("ada@example.org", "countess@example.org"),
    phones=("+44 20 7946 0000",),
    links=(Link("LinkedIn", "https://example.com/ada"), Link("", "https://ada.example")),
    note="Ask me about looms.",
    language="en",
)


def entry(card: Card = ADA, **more: object) -> Entry:
    return entry_of(card, uid=UID, revised=REVISED, **more)  # type: ignore[arg-type]


def lines(raw: bytes) -> list[str]:
    return raw.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_whole_card_in_version_3() -> None:
    met = Met("Looms; a talk", date(2026, 11, 25), "Heron", 2)
    assert lines(vcard([entry(met=met, shared=["looms", "numbers"])])) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//icebreak//contacts//EN",
        "N:Lovelace;Ada;;;",
        f"UID:urn:uuid:{UID}",
        "REV:20261125T183000Z",
        "FN:Ada Lovelace",
        "EMAIL;TYPE=INTERNET:ada@example.org",
        "EMAIL;TYPE=INTERNET:countess@example.org",
        "TEL;TYPE=CELL:+44 20 7946 0000",
        "item1.URL:https://example.com/ada",
        "item1.X-ABLabel:LinkedIn",
        "URL:https://ada.example",
        "TITLE:Countess",
        "NOTE:Ask me about looms.\\nMet at Looms\\; a talk\\, 25 November 2026\\, room Heron"
        "\\, round 2\\nIn common: looms\\, numbers\\nPronouns: she/her\\nLanguage: English",
        "CATEGORIES:Looms\\; a talk",
        "ORG:Analytical Engines;Numbers",
        "END:VCARD",
    ]


def test_version_4_has_pronouns_and_language_of_its_own() -> None:
    found = lines(vcard([entry()], "4.0"))
    assert found[1] == "VERSION:4.0"
    assert "PRONOUNS:she/her" in found
    assert "LANG:en" in found
    assert "EMAIL:ada@example.org" in found
    assert "TEL;TYPE=cell:+44 20 7946 0000" in found


def test_version_3_keeps_to_what_it_knows() -> None:
    names = {line.name for line in readers.properties(vcard([entry()]))}
    assert not names & {"PRONOUNS", "LANG", "KIND"}


def test_a_name_alone_is_a_card() -> None:
    assert lines(vcard([entry(Card("Sukarno"))])) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//icebreak//contacts//EN",
        "N:;Sukarno;;;",
        f"UID:urn:uuid:{UID}",
        "REV:20261125T183000Z",
        "FN:Sukarno",
        "END:VCARD",
    ]


def test_nothing_folded_follows_a_long_name_or_company() -> None:
    card = Card("ö" * 200, given="ö" * 90, family="ß" * 90, company="ü" * 90, department="ł" * 90)
    physical = vcard([entry(card)]).split(b"\r\n")
    start = next(at for at, line in enumerate(physical) if line.startswith(b"N:"))
    after_name = next(at for at in range(start + 1, len(physical)) if physical[at][:1] != b" ")
    assert physical[after_name].startswith(b"UID:")
    assert physical[after_name + 1].startswith(b"REV:")
    start = next(at for at, line in enumerate(physical) if line.startswith(b"ORG:"))
    after_company = next(at for at in range(start + 1, len(physical)) if physical[at][:1] != b" ")
    assert physical[after_company:] == [b"END:VCARD", b""]


def test_the_same_entries_give_the_same_bytes() -> None:
    assert vcard([entry(), entry(Card("B"))]) == vcard([entry(), entry(Card("B"))])


def test_several_cards_stand_one_after_the_other() -> None:
    raw = vcard(entry(Card(name)) for name in ("A", "B", "C"))
    assert [card.fn for card in readers.cards(raw)] == ["A", "B", "C"]


def test_nobody_to_export_is_an_empty_file() -> None:
    assert vcard([]) == b""
