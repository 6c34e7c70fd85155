"""Whom a person should meet, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from icebreak.matching.candidates import Candidates
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.registry import Registry

REASONS = 3
COMPARED = 120


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`person` is an id, `reasons` what icebreak would say, best first and never none."""

    person: str
    reasons: tuple[Shared, ...]


def people_to_meet(
    person_id: str,
    profiles: Sequence[Profile],
    registry: Registry,
    met: Collection[str],
    limit: int = 5,
) -> tuple[Suggestion, ...]:
    """Those not met yet with whom most is shared; without a reason nobody is suggested.

    Raises KeyError if `person_id` is not among the profiles.
    """
    row = next((row for row, each in enumerate(profiles) if each.id == person_id), None)
    if row is None:
        raise KeyError(person_id)
    found: list[Suggestion] = []
    for other in _worth_comparing(row, profiles, registry, met):
        said = common_ground(profiles[row], other, registry, limit=REASONS)
        reasons = tuple(shared for shared in said if shared.shown)
        if reasons:
            found.append(Suggestion(other.id, reasons))
    found.sort(key=lambda suggestion: (-_weight(suggestion), suggestion.person))
    return tuple(found[:limit])


def _worth_comparing(
    row: int, profiles: Sequence[Profile], registry: Registry, met: Collection[str]
) -> list[Profile]:
    """All others not met yet, or those of them who may share most where they are many."""
    fresh = [other for other, each in enumerate(profiles) if other != row and each.id not in met]
    if len(fresh) > COMPARED:
        known = [other for other, each in enumerate(profiles) if each.id in met]
        fresh = Candidates(profiles, registry).of(row, COMPARED, known)
    return [profiles[other] for other in fresh]


def _weight(suggestion: Suggestion) -> float:
    return sum(reason.score for reason in suggestion.reasons)
