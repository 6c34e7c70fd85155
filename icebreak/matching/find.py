"""A find: a key in a text that other people's words may share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Find:
    """`start` and `end` are places in the text; `confidence` that the words mean this key;
    `of_kin` for what holds although the clause is about a relative ("my son …"), `of_others` for
    what does not although it is about the writer ("I work with nurses")."""

    key: str
    kind: str
    label: str
    start: int
    end: int
    confidence: float
    of_kin: bool = False
    of_others: bool = False
