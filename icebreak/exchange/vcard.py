"""vCard 3.0 (RFC 2426) for every phone, 4.0 (RFC 6350, PRONOUNS of RFC 9554) on request."""

from collections.abc import Iterable, Iterator
from typing import Literal

from icebreak.domain.cards import Link
from icebreak.exchange.content_lines import escape, listed, structured, to_bytes
from icebreak.exchange.entries import Entry, Name, note
from icebreak.exchange.wording import ENGLISH, Wording

Version = Literal["3.0", "4.0"]

MEDIA_TYPE = "text/vcard; charset=utf-8"
PRODUCT = "-//icebreak//contacts//EN"


def vcard(
    entries: Iterable[Entry], version: Version = "3.0", *, wording: Wording = ENGLISH
) -> bytes:
    """One card after the other. Several in a file are for desktops: some phones take the first."""
    return to_bytes(line for entry in entries for line in _lines(entry, version, wording))


def _lines(entry: Entry, version: Version, wording: Wording) -> Iterator[str]:
    newest = version == "4.0"
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"PRODID:{PRODUCT}"
    yield f"N:{structured(_name_parts(entry))}"
    # Old Android loses a folded line right after N, and these two are never folded.
    yield f"UID:urn:uuid:{entry.uid}"
    yield f"REV:{entry.revised:%Y%m%dT%H%M%SZ}"
    yield f"FN:{escape(entry.fn)}"
    if newest and entry.pronouns:
        yield f"PRONOUNS:{escape(entry.pronouns)}"
    if newest and entry.language:
        yield f"LANG:{entry.language}"
    for email in entry.emails:
        yield f"EMAIL{'' if newest else ';TYPE=INTERNET'}:{escape(email)}"
    for phone in entry.phones:
        yield f"TEL;TYPE={'cell' if newest else 'CELL'}:{phone.number}"
    yield from _links(entry.links)
    if entry.title:
        yield f"TITLE:{escape(entry.title)}"
    if text := note(entry, wording):
        yield f"NOTE:{escape(text)}"
    if entry.categories:
        yield f"CATEGORIES:{listed(entry.categories)}"
    if organisation := _organisation(entry):
        # Last, because old Android loses a folded line right after it.
        yield f"ORG:{structured(organisation)}"
    yield "END:VCARD"


def _name_parts(entry: Entry) -> tuple[str, ...]:
    # Phones build the name from N, so it is never empty; a name without parts is never split.
    name = entry.name or Name(given=entry.fn)
    return (name.family, name.given, name.middle, name.prefix, name.suffix)


def _links(links: tuple[Link, ...]) -> Iterator[str]:
    for number, link in enumerate(links, start=1):
        if link.label:
            yield f"item{number}.URL:{link.url}"
            yield f"item{number}.X-ABLabel:{escape(link.label)}"
        else:
            yield f"URL:{link.url}"


def _organisation(entry: Entry) -> tuple[str, ...]:
    if entry.department:
        return (entry.company, entry.department)
    return (entry.company,) if entry.company else ()
