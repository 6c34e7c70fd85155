"""Whom a person should meet, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.registry import Registry

REASONS = 3


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
    by_id = {profile.id: profile for profile in profiles}
    me = by_id[person_id]
    found: list[Suggestion] = []
    for other in profiles:
        if other.id == person_id or other.id in met:
            continue
        reasons = tuple(s for s in common_ground(me, other, registry, limit=REASONS) if s.shown)
        if reasons:
            found.append(Suggestion(other.id, reasons))
    found.sort(key=lambda suggestion: (-_weight(suggestion), suggestion.person))
    return tuple(found[:limit])


def _weight(suggestion: Suggestion) -> float:
    return sum(reason.score for reason in suggestion.reasons)
