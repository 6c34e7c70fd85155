"""A person as the matcher sees one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """`why`, `offer` and `seek` are the three starters; `language` a BCP 47 tag or empty."""

    id: str
    name: str = ""
    organisation: str = ""
    stories: tuple[str, ...] = ()
    why: str = ""
    offer: str = ""
    seek: str = ""
    interests: tuple[str, ...] = ()
    language: str = ""
