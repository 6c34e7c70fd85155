"""E-mail addresses, phone numbers and links: forgiving to people, strict to files."""

import ipaddress
import re
import unicodedata
from typing import NamedTuple, NoReturn
from urllib.parse import quote, urlsplit

import idna
from email_validator import EmailNotValidError, validate_email

from icebreak.exchange.cleaning import RefusedCard, clean_line, has_unwritable

LONGEST_LINK = 900  # characters; a link can't be cut, so a longer one is refused
FEWEST_DIGITS, MOST_DIGITS = 3, 20  # from 112 to an international prefix before 15 digits (E.164)

# Pasted along with an address from a chat or an address book; invisible, never part of it.
_PASTED = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\u00ad\u061c"))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_ASCII_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
    r"(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?"
)
# Names that email-validator takes for nobody's, though a colleague's address may end in them.
_INTRANET = re.compile(r"\.(?:local|localhost|test|invalid|onion)$", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# All that RFC 3986 allows but "," and ";", which half of the address books cut or escape.
_URL_SAFE = "/?%:@!$&'()*+=~"
_PHONE_LABEL = re.compile(r"(?:tel|phone|mobile|mobil|cell)\b[.:\s]*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[\s,;]*(?:;ext=|\bext(?:ension)?\b[.:]?|(?<![a-z])x\.?|#|\bdurchwahl\b|\bposte\b"
    r"|доб\.?|内線|分机|[,;]+)\s*(?P<extension>\d{1,8})#?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?\+?\(?\d[\d ()./-]*")


class Phone(NamedTuple):
    """A number that can be dialled, and what to press once somebody answers."""

    number: str
    extension: str = ""

    def __str__(self) -> str:
        return f"{self.number} ext. {self.extension}" if self.extension else self.number


def clean_email(text: str) -> str:
    """The address alone, as the person wrote it; ``mailto:`` and ``Ada <…>`` are taken off.

    Raises:
        RefusedCard: with the field ``emails``, if it is no address.
    """
    address = _pasted_line("emails", "The e-mail address", text)
    if named := re.fullmatch(r"[^<>]*<([^<>]+)>", address):
        address = named[1]
    address = re.sub(r"^mailto:", "", address, flags=re.IGNORECASE).strip(" ,;")
    try:
        validate_email(
            _INTRANET.sub(".example", address), check_deliverability=False, allow_quoted_local=True
        )
    except EmailNotValidError as reason:
        detail = str(reason).rstrip(".").replace(". ", "; ")
        _refuse("emails", "The e-mail address", text, f"can't be used: {detail}")
    return unicodedata.normalize("NFC", address)


def clean_phone(text: str) -> str:
    """The number in ASCII digits, its extension behind " ext. ".

    Raises:
        RefusedCard: with the field ``phones``, as read_phone does.
    """
    return str(read_phone(text))


def read_phone(text: str) -> Phone:
    """The number with the person's own spacing, and its extension apart.

    Digits of any script become ASCII; ``tel:`` and a "(0)" after the country's code go.
    Star and hash codes are refused: a phone may obey them while dialling.

    Raises:
        RefusedCard: with the field ``phones``, if it is no number.
    """
    line = _dialled(_pasted_line("phones", "The phone number", text))
    line = _PHONE_LABEL.sub("", line, count=1) if _PHONE_LABEL.match(line) else line
    extension = ""
    if (found := _EXTENSION.search(line)) and any(map(str.isdigit, line[: found.start()])):
        line, extension = line[: found.start()], found["extension"]
    number = re.sub(r" {2,}", " ", line).strip(" -./").replace("+ ", "+")
    digits = sum(map(str.isdigit, number))
    if not _NUMBER.fullmatch(number) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        _refuse("phones", "The phone number", text, "is not one: write it like +49 30 1234567")
    number = re.sub(r"^\(\+(\d{1,3})\)", r"+\1", number)
    if number.startswith("+"):
        number = re.sub(r" ?\(0\) ?", " ", number)
    return Phone(number, extension)


def clean_link(text: str) -> str:
    """An absolute http(s) URL in ASCII; ``www.example.org`` becomes https.

    The host goes to IDNA (UTS 46), everything else to percent escapes, "," and ";" included.

    Raises:
        RefusedCard: with the field ``links``: another scheme, a user name, no host.
    """
    line = _pasted_line("links", "The link", text)
    if line.startswith("//"):
        line = f"https:{line}"
    elif not _SCHEME.match(line):
        line = f"https://{line}"
        if "." not in re.split(r"[/?#:]", line[len("https://") :])[0]:
            _refuse("links", "The link", text, "is no web address")
    try:
        parts = urlsplit(line)
        port = parts.port
    except ValueError:
        _refuse("links", "The link", text, "is no web address")
    if parts.scheme not in ("http", "https"):
        _refuse("links", "The link", text, "must begin with http:// or https://")
    if "@" in parts.netloc:
        _refuse("links", "The link", text, "must not hold a user name or an @ before the host")
    link = f"{parts.scheme}://{_ascii_host(parts.hostname or '', text)}"
    link += f":{port}" if port is not None else ""
    link += _escaped(parts.path)
    link += f"?{_escaped(parts.query)}" if parts.query else ""
    link += f"#{_escaped(parts.fragment)}" if parts.fragment else ""
    if len(link) > LONGEST_LINK:
        _refuse("links", "The link", text, f"is longer than {LONGEST_LINK} characters")
    return link


def _pasted_line(field: str, what: str, text: str) -> str:
    if has_unwritable(text):
        _refuse(field, what, text, "holds a character that can't be written")
    return clean_line(text).translate(_PASTED).strip()


def _dialled(line: str) -> str:
    return "".join(map(_dialled_character, unicodedata.normalize("NFKC", line)))


def _dialled_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character == "\u2212" or unicodedata.category(character) == "Pd":
        return "-"
    return " " if character.isspace() else character


def _ascii_host(host: str, text: str) -> str:
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError:
            _refuse("links", "The link", text, "has a host that can't be written")
    try:
        ascii_host = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        _refuse("links", "The link", text, "has a host that can't be written")
    if not _ASCII_HOST.fullmatch(ascii_host):
        _refuse("links", "The link", text, "has a host that can't be written")
    return ascii_host


def _escaped(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_URL_SAFE)


def _refuse(field: str, what: str, text: str, reason: str) -> NoReturn:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text.strip())
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    raise RefusedCard(field, f"{what} “{shown}” {reason}.")
