"""An entry: what one exported contact is, whatever the format."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from icebreak.domain.cards import Card, Link
from icebreak.exchange.cleaning import RefusedCard, clean_line, clean_lines, clean_name
from icebreak.exchange.details import Phone, clean_email, clean_link, read_phone
from icebreak.exchange.wording import ENGLISH, Wording

Clean = TypeVar("Clean")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name whose owner gave its parts; a name that is one whole has none."""

    family: str = ""
    given: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """Where two people met: the session's title, the day, the room's name, the round from 1."""

    session: str
    on: date
    room: str = ""
    round: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact, clean. Make it with entry_of or clean_entry, which refuse what can't be.

    The uid (a UUID in its canonical form) belongs to the swap and so stays the same over
    exports; revised is UTC; links are ASCII URLs; notes are lines.
    """

    fn: str
    name: Name | None
    pronouns: str
    emails: tuple[str, ...]
    phones: tuple[Phone, ...]
    links: tuple[Link, ...]
    company: str
    department: str
    title: str
    notes: tuple[str, ...]
    categories: tuple[str, ...]
    language: str
    uid: str
    revised: datetime


def entry_of(
    card: Card,
    *,
    uid: str,
    revised: datetime,
    met: Met | None = None,
    shared: Iterable[str] = (),
    wording: Wording = ENGLISH,
) -> Entry:
    """The entry that a contact's card makes; shared are the phrases of their common ground.

    Raises:
        RefusedCard: if a field of the card can't be written.
        ValueError: if uid is no UUID or revised has no time zone.
    """
    notes = [card.note]
    if met:
        notes.append(met_line(met, wording))
    if phrases := ", ".join(filter(None, map(clean_line, shared))):
        notes.append(wording.in_common.format(phrases=phrases))
    return clean_entry(
        fn=card.name,
        # One half alone would become the whole name on a phone that reads N before FN.
        name=Name(card.family, card.given) if card.family and card.given else None,
        pronouns=card.pronouns,
        emails=card.emails,
        phones=card.phones,
        links=card.links,
        company=card.company,
        department=card.department,
        title=card.title,
        notes=notes,
        categories=(met.session,) if met else (),
        language=card.language,
        uid=uid,
        revised=revised,
    )


def met_line(met: Met, wording: Wording) -> str:
    where = [clean_line(met.session), wording.day(met.on)]
    if room := clean_line(met.room):
        where.append(wording.room.format(room=room))
    if met.round is not None:
        where.append(wording.round.format(round=met.round))
    return wording.met.format(where=", ".join(filter(None, where)))


def clean_entry(
    *,
    fn: str,
    uid: str,
    revised: datetime,
    name: Name | None = None,
    pronouns: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    links: Iterable[Link] = (),
    company: str = "",
    department: str = "",
    title: str = "",
    notes: Iterable[str] = (),
    categories: Iterable[str] = (),
    language: str = "",
) -> Entry:
    """Clean every field; a blank one counts as not given.

    Raises:
        RefusedCard: if a field can't be written.
        ValueError: if uid is no UUID or revised has no time zone.
    """
    if revised.tzinfo is None:
        raise ValueError("The time of revision needs a time zone.")
    return Entry(
        fn=clean_name(fn),
        name=_clean_parts(name) if name else None,
        pronouns=clean_line(pronouns),
        emails=_each(clean_email, emails),
        phones=_each(read_phone, phones),
        links=tuple(
            Link(clean_line(link.label), clean_link(link.url)) for link in links if link.url.strip()
        ),
        company=clean_line(company),
        department=clean_line(department),
        title=clean_line(title),
        notes=tuple(filter(None, map(clean_lines, notes))),
        categories=tuple(filter(None, map(clean_line, categories))),
        language=_clean_language(language),
        uid=str(UUID(uid)),
        revised=revised.astimezone(UTC).replace(microsecond=0),
    )


def note(entry: Entry, wording: Wording) -> str:
    """The note of a format whose importers know no pronouns and no language: lines say them."""
    lines = [own_note(entry, wording)]
    if entry.pronouns:
        lines.append(wording.pronouns.format(pronouns=entry.pronouns))
    if entry.language:
        lines.append(wording.language.format(language=wording.language_name(entry.language)))
    return "\n".join(filter(None, lines))


def own_note(entry: Entry, wording: Wording) -> str:
    """The notes and the phones' extensions, which importers would join to the number."""
    return "\n".join([*entry.notes, *_extensions(entry.phones, wording)])


def _clean_parts(name: Name) -> Name | None:
    parts = Name(
        clean_line(name.family),
        clean_line(name.given),
        clean_line(name.middle),
        clean_line(name.prefix),
        clean_line(name.suffix),
    )
    return None if parts == Name() else parts


def _each(cleaner: Callable[[str], Clean], texts: Iterable[str]) -> tuple[Clean, ...]:
    return tuple(cleaner(text) for text in texts if text.strip())


def _clean_language(tag: str) -> str:
    tag = clean_line(tag)
    if tag and not _LANGUAGE.fullmatch(tag):
        raise RefusedCard("language", "The language must be a tag like en or pt-BR.")
    return tag


def _extensions(phones: tuple[Phone, ...], wording: Wording) -> list[str]:
    return [
        wording.extension.format(
            extension=phone.extension if len(phones) == 1 else f"{phone.extension} ({phone.number})"
        )
        for phone in phones
        if phone.extension
    ]
