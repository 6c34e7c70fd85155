"""``icebreak export`` as a stranger's script meets it: standard input, output, exit status."""

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from icebreak.cli import main
from tests.exchange import readers

FORMATS = ["vcf", "vcf4", "csv", "csv-google", "ics"]
ADA = {"fn": "Ada Lovelace", "n": ["Lovelace", "Ada", "", "", ""], "emails": ["ada@example.org"]}


def export(raw: bytes, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments], input=raw)


def cards(*each: dict[str, Any]) -> bytes:
    return json.dumps({"cards": each}).encode()


def uids(raw: bytes) -> list[str]:
    return [line.value for line in readers.properties(raw) if line.name == "UID"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_process_of_its_own_writes_bytes_alone(format_: str) -> None:
    command = [sys.executable, "-m", "icebreak", "export", "--format", format_]
    done = subprocess.run(command, input=cards(ADA), capture_output=True, check=True, timeout=60)
    assert b"Ada" in done.stdout
    assert done.stdout.endswith(b"\r\n")
    assert b"\r\r\n" not in done.stdout
    assert done.stderr == b""


def test_half_a_character_arrives_as_an_escape_and_is_dropped() -> None:
    result = export(b'{"cards": [{"fn": "Ada \\ud83d\\ude00\\ud83d"}]}', "--format", "vcf")
    assert readers.cards(result.stdout_bytes)[0].fn == "Ada \U0001f600"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'"\xff"',
        b"[]",
        b"null",
        b"{}",
        b'{"cards": {}}',
        b'{"cards": ["Ada"]}',
        b'{"cards": [{"fn": 1}]}',
        b'{"cards": [{"fn": "Ada", "emails": "ada@example.org"}]}',
        b'{"cards": [{"fn": "Ada", "uid": "1"}]}',
        b'{"cards": [{"fn": "Ada", "follow_up_on": "2026-02-30"}]}',
        b'{"cards": [{"fn": ' + b"9" * 5_000 + b"}]}",
    ],
    ids=lambda raw: raw[:40].decode(errors="replace"),
)
def test_input_that_is_not_understood_ends_with_one_sentence(raw: bytes) -> None:
    result = export(raw, "--format", "vcf")
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(".\n")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--format", "pdf"],
        ["--format", "vcf", "--now", "yesterday"],
        ["--format", "ics", "--today", "tomorrow"],
    ],
)
def test_an_option_that_is_not_understood_ends_with_one_sentence(arguments: list[str]) -> None:
    result = export(cards(ADA), *arguments)
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert result.stderr.count("\n") == 1


def test_one_refused_card_holds_back_the_whole_file_and_is_named() -> None:
    result = export(cards(ADA, {"fn": "Eve", "urls": ["javascript:x"]}), "--format", "csv")
    assert (result.exit_code, result.stdout_bytes) == (3, b"")
    assert result.stderr == (
        "Card 2 (“Eve”): The link “javascript:x” must begin with http:// or https://.\n"
    )


def test_a_key_that_is_not_known_is_not_read() -> None:
    result = export(cards({**ADA, "shoe_size": 42}), "--format", "vcf")
    assert result.exit_code == 0
    assert b"42" not in result.stdout_bytes.split(b"REV")[1].split(b"\r\n", 1)[1]


def test_the_same_card_keeps_its_uid_wherever_it_stands() -> None:
    bob = {"fn": "Bob"}
    first = uids(export(cards(ADA, bob), "--format", "vcf").stdout_bytes)
    second = uids(export(cards(bob, ADA), "--format", "vcf4").stdout_bytes)
    assert first == second[::-1]
    assert len(set(first)) == 2


def test_two_people_with_the_same_card_stay_two() -> None:
    raw = export(cards({"fn": "Ann"}, {"fn": "Ann"}), "--format", "vcf").stdout_bytes
    assert len(set(uids(raw))) == 2


def test_a_card_may_bring_its_uid() -> None:
    uid = "0b5d8a1e-6f0c-4f5e-9a57-2f1d6c3b7a10"
    raw = export(cards({**ADA, "uid": uid}), "--format", "vcf").stdout_bytes
    assert uids(raw) == [f"urn:uuid:{uid}"]


def test_a_link_may_have_a_label() -> None:
    url = {"url": "https://ada.example", "label": "Blog"}
    raw = export(cards({**ADA, "urls": [url]}), "--format", "vcf").stdout_bytes
    assert b"item1.URL:https://ada.example\r\nitem1.X-ABLabel:Blog\r\n" in raw


def test_the_same_input_at_the_same_time_gives_the_same_bytes() -> None:
    now = ["--now", "2026-11-25T18:30:00Z"]
    for format_ in FORMATS:
        first, second = (export(cards(ADA), "--format", format_, *now) for _ in range(2))
        assert first.stdout_bytes == second.stdout_bytes


@pytest.mark.parametrize(
    ("card", "options", "starts"),
    [
        (ADA, [], "20261126T090000Z"),
        (ADA, ["--today", "2026-12-24"], "20261225T090000Z"),
        ({**ADA, "follow_up_on": "2027-02-23"}, [], "20270223T090000Z"),
    ],
)
def test_a_follow_up_is_on_its_day_or_else_tomorrow(
    card: dict[str, Any], options: list[str], starts: str
) -> None:
    now = ["--now", "2026-11-25T23:30:00+01:00"]
    raw = export(cards(card), "--format", "ics", *now, *options).stdout_bytes
    [event] = readers.events(raw)
    assert event["DTSTART"] == starts


def test_no_cards_are_no_reason_to_fail() -> None:
    for format_ in FORMATS:
        assert export(cards(), "--format", format_).exit_code == 0


def test_a_thousand_contacts_come_out_in_every_format() -> None:
    thousand = [{**ADA, "fn": f"Ada {number}"} for number in range(1_000)]
    for format_ in FORMATS:
        raw = export(cards(*thousand), "--format", format_).stdout_bytes
        assert raw.decode().count("ada@example.org") == 1_000
