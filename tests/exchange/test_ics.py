from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import UUID

import icalendar
import pytest

from icebreak.domain.cards import Card, Link
from icebreak.exchange.entries import entry_of
from icebreak.exchange.ics import FollowUp, calendar, follow_up_uid, starts_on
from tests.exchange import readers

CONTACT = "0b5d8a1e-6f0c-4f5e-9a57-2f1d6c3b7a10"
STAMPED = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
ADA = entry_of(
    Card(
        "Ada",
        title="Countess",
        company="Acme",
        emails=("ada@example.org",),
        links=(Link("Blog", "https://ada.example"),),
        note="Looms.",
    ),
    uid=CONTACT,
    revised=STAMPED,
)


def follow_up(**more: object) -> FollowUp:
    starts = datetime(2026, 11, 26, 9, tzinfo=UTC)
    uid = follow_up_uid(CONTACT, "+1")
    return FollowUp(ADA, **{"starts": starts, "uid": uid, **more})  # type: ignore[arg-type]


def test_an_event_in_the_form_that_every_importer_takes() -> None:
    raw = calendar([follow_up(opening="Dear Ada, about those looms")], stamped=STAMPED)
    assert raw.decode().replace("\r\n ", "").split("\r\n")[:-1] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//icebreak//follow-ups//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{follow_up_uid(CONTACT, '+1')}",
        "DTSTAMP:20261125T183000Z",
        "LAST-MODIFIED:20261125T183000Z",
        "SEQUENCE:0",
        "DTSTART:20261126T090000Z",
        "DURATION:PT15M",
        "SUMMARY:Write to Ada",
        "DESCRIPTION:Dear Ada\\, about those looms\\n\\nCountess\\, Acme\\n\\n"
        "ada@example.org\\nBlog: https://ada.example\\n\\nLooms.",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Write to Ada",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_icalendar_reads_the_same_times() -> None:
    calendar_ = icalendar.Calendar.from_ical(calendar([follow_up()], stamped=STAMPED))
    [event] = calendar_.walk("VEVENT")
    assert event.start == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert event.duration == timedelta(minutes=15)
    [alarm] = event.walk("VALARM")
    assert alarm.TRIGGER.total_seconds() == 0


def test_a_time_elsewhere_is_written_in_utc() -> None:
    there = datetime(2026, 11, 26, 9, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    [event] = readers.events(calendar([follow_up(starts=there)], stamped=STAMPED))
    assert event["DTSTART"] == "20261126T033000Z"


def test_a_moved_follow_up_keeps_its_uid_and_counts_up() -> None:
    moved = follow_up(starts=datetime(2026, 12, 1, 9, tzinfo=UTC), sequence=3)
    [before] = readers.events(calendar([follow_up()], stamped=STAMPED))
    [after] = readers.events(calendar([moved], stamped=STAMPED))
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], "3")


def test_each_follow_up_of_a_contact_has_its_own_uid_every_time() -> None:
    uids = [follow_up_uid(CONTACT, which) for which in ("+1", "+30", "+90")]
    assert len(set(uids)) == 3
    assert uids == [follow_up_uid(CONTACT, which) for which in ("+1", "+30", "+90")]
    assert all(str(UUID(uid)) == uid for uid in uids)


def test_a_day_starts_at_the_given_hour_of_its_zone() -> None:
    at = time(9, tzinfo=timezone(timedelta(hours=1)))
    assert starts_on(date(2026, 11, 26), at) == datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert starts_on(date(2026, 11, 26), time(9)) == datetime(2026, 11, 26, 9, tzinfo=UTC)


def test_a_time_without_a_zone_is_a_programming_error() -> None:
    naive = follow_up(starts=datetime(2026, 11, 26, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        calendar([naive], stamped=STAMPED)


def test_an_event_id_that_is_no_uuid_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="UUID"):
        calendar([follow_up(uid="x\r\nATTENDEE:eve")], stamped=STAMPED)


def test_no_follow_up_is_a_calendar_without_events() -> None:
    assert readers.events(calendar([], stamped=STAMPED)) == []
