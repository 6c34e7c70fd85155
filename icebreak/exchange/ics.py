"""Follow-ups as calendar events (RFC 5545), in the narrow form that every importer takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from icebreak.exchange.content_lines import escape, listed, to_bytes
from icebreak.exchange.entries import Entry, note
from icebreak.exchange.wording import ENGLISH, Wording

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//icebreak//follow-ups//EN"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A reminder to write to a contact.

    starts is aware; uid stays the same when the follow-up moves, and sequence then grows,
    so that the calendar moves its event too; opening is a first line to send, or "".
    """

    entry: Entry
    starts: datetime
    uid: str
    sequence: int = 0
    opening: str = ""


def calendar(
    follow_ups: Iterable[FollowUp], *, stamped: datetime, wording: Wording = ENGLISH
) -> bytes:
    """One VEVENT of 15 minutes each, in UTC, that leaves the time free; stamped is aware.

    Raises:
        ValueError: if a time has no time zone.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    for follow_up in follow_ups:
        lines += _event(follow_up, stamped, wording)
    lines.append("END:VCALENDAR")
    return to_bytes(lines)


def follow_up_uid(contact_uid: str, which: str) -> str:
    """A UID for one of a contact's follow-ups ("+1", "+30"), the same on every export."""
    return str(uuid5(UUID(contact_uid), f"follow-up {which}"))


def starts_on(day: date, at: time) -> datetime:
    """The moment at which a follow-up of that day starts; at is aware, or taken as UTC."""
    return datetime.combine(day, at, tzinfo=at.tzinfo or UTC)


def _event(follow_up: FollowUp, stamped: datetime, wording: Wording) -> Iterator[str]:
    entry = follow_up.entry
    summary = escape(wording.write_to.format(name=entry.fn))
    yield "BEGIN:VEVENT"
    yield f"UID:{UUID(follow_up.uid)}"
    yield f"DTSTAMP:{_utc(stamped)}"
    yield f"LAST-MODIFIED:{_utc(entry.revised)}"
    yield f"SEQUENCE:{follow_up.sequence}"
    yield f"DTSTART:{_utc(follow_up.starts)}"
    yield "DURATION:PT15M"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{escape(_description(follow_up, wording))}"
    if entry.categories:
        yield f"CATEGORIES:{listed(entry.categories)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    # Outlook refuses an event that has anything after its alarm.
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{summary}"
    yield "TRIGGER:PT0S"
    yield "END:VALARM"
    yield "END:VEVENT"


def _description(follow_up: FollowUp, wording: Wording) -> str:
    entry = follow_up.entry
    work = ", ".join(filter(None, (entry.title, entry.department, entry.company)))
    reach = [*entry.emails, *(phone.number for phone in entry.phones)]
    reach += [f"{link.label}: {link.url}" if link.label else link.url for link in entry.links]
    blocks = (follow_up.opening, work, "\n".join(reach), note(entry, wording))
    return "\n\n".join(filter(None, blocks))


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A time in a calendar needs a time zone.")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
