"""Labelled sets of stories: what people wrote, and what is so of each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from icebreak.matching.languages import language_of
from icebreak.matching.people import Person

STORIES = Path(__file__).with_name("stories")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`holds` and `not_so` map a key that the whole set uses to the words that show it."""

    person: Person
    language: str
    holds: Mapping[str, re.Pattern[str]]
    not_so: Mapping[str, re.Pattern[str]]
    offers: frozenset[str]
    seeks: frozenset[str]

    @property
    def texts(self) -> dict[str, str]:
        """All that the person wrote, by where, without what was left empty."""
        person = self.person
        texts = {"story": " / ".join(person.stories), "why": person.why, "offer": person.offer}
        texts |= {"seek": person.seek, "interests": ", ".join(person.interests)}
        return {where: text for where, text in texts.items() if text}


def sets(names: str) -> list[Path]:
    """The files whose names start so, in the order of their names."""
    return sorted(STORIES.glob(f"{names}*.jsonl"))


def read(path: Path) -> list[Labelled]:
    """The people of one session, in the order of their ids.

    Raises ValueError, naming the line, for what is no labelled person.
    """
    return sorted(_people(path), key=lambda labelled: labelled.person.id)


def _people(path: Path) -> Iterator[Labelled]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                yield _labelled(json.loads(line))
            except (KeyError, TypeError, ValueError, re.error) as error:
                raise ValueError(f"{path}, line {number}: {error!r}") from error


def _labelled(row: Mapping[str, object]) -> Labelled:
    texts = {field: str(row.get(field) or "") for field in ("name", "why", "offer", "seek")}
    person = Person(
        id=str(row["id"]), stories=_texts(row, "stories"), interests=_texts(row, "interests"),
        language=str(row.get("language") or ""), **texts,
    )  # fmt: skip
    wrote = " ".join((*person.stories, person.why, person.offer, person.seek, *person.interests))
    return Labelled(
        person,
        language_of(wrote, person.language) if not person.language else person.language[:2],
        _patterns(row, "holds"),
        _patterns(row, "not"),
        frozenset(_texts(row, "offers")),
        frozenset(_texts(row, "seeks")),
    )


def _texts(row: Mapping[str, object], field: str) -> tuple[str, ...]:
    found = row.get(field) or []
    if not isinstance(found, list):
        raise TypeError(f"{field} is no list")
    return tuple(str(item) for item in found if str(item).strip())


def _patterns(row: Mapping[str, object], field: str) -> dict[str, re.Pattern[str]]:
    found = row.get(field) or {}
    if not isinstance(found, dict):
        raise TypeError(f"{field} is no object")
    return {key: re.compile(pattern, re.IGNORECASE) for key, pattern in found.items()}
