"""A vCard of one's own, dropped in to fill the card.

What can't be used of it is left out and not refused: its owner sees the form that it fills.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from icebreak.domain.cards import Card, Link
from icebreak.exchange.cleaning import RefusedCard, clean_line, clean_lines
from icebreak.exchange.details import clean_email, clean_link, clean_phone
from icebreak.exchange.properties import Property, first_card

LARGEST_FILE = 2_000_000  # bytes; one with a photo is a few hundred thousand
MOST_VALUES = 6  # the first ones of e-mails, phones and links each

_URLS = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


class NoVcard(ValueError):
    """The file holds no contact that could fill a card; the message is for people."""


def read_own_vcard(raw: bytes) -> Card:
    """The first contact in the file.

    Raises:
        NoVcard: if the file is larger than LARGEST_FILE, or holds no contact with a name.
    """
    if len(raw) > LARGEST_FILE:
        raise NoVcard("The file is too large for a contact: save it without its photo.")
    properties = first_card(raw)
    if not properties:
        raise NoVcard("The file holds no contact: save one person as a .vcf file.")
    family, given = _two_parts(properties, "N")
    company, department = _two_parts(properties, "ORG")
    name = _line(properties, "FN") or f"{given} {family}".strip()
    if not name:
        raise NoVcard("The contact in the file has no name.")
    language = _line(properties, "LANG")
    return Card(
        name=name,
        # A name that is one whole stands in N as given name, and is no given name.
        given="" if (family, given) == ("", name) else given,
        family=family,
        pronouns=_line(properties, "PRONOUNS") or _line(properties, "X-PRONOUNS"),
        company=company,
        department=department,
        title=_line(properties, "TITLE"),
        emails=_usable(clean_email, _texts(properties, "EMAIL"))[:MOST_VALUES],
        phones=_usable(clean_phone, _texts(properties, "TEL"))[:MOST_VALUES],
        links=tuple(_links(properties))[:MOST_VALUES],
        note=clean_lines(next(iter(_texts(properties, "NOTE")), "")),
        language=language if _LANGUAGE.fullmatch(language) else "",
    )


def _links(properties: list[Property]) -> Iterator[Link]:
    labels = {each.group: each.text() for each in properties if each.name == "X-ABLABEL"}
    seen: set[str] = set()
    for each in properties:
        if each.name in _URLS:
            for url in _usable(clean_link, [each.text()]):
                if url not in seen:
                    seen.add(url)
                    label = labels.get(each.group, "") if each.group else ""
                    yield Link(clean_line(_APPLE_LABEL.sub(r"\1", label)), url)


def _usable(cleaner: Callable[[str], str], texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        try:
            found[cleaner(text)] = None
        except RefusedCard:
            continue
    return tuple(found)


def _line(properties: list[Property], name: str) -> str:
    return clean_line(next(iter(_texts(properties, name)), ""))


def _texts(properties: list[Property], name: str) -> list[str]:
    return [each.text() for each in properties if each.name == name and each.value]


def _two_parts(properties: list[Property], name: str) -> tuple[str, str]:
    parts = next((each.parts() for each in properties if each.name == name), [])
    first, second = [*parts, "", ""][:2]
    return clean_line(first), clean_line(second)
