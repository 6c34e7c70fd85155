"""A facilitator's rules on who shares a room."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

Group = tuple[str, ...]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Of a group in ``apart`` no two share a room; a group in ``together`` always does.

    ``spread`` seats people of one organisation in different rooms where possible.
    """

    session_id: str
    apart: tuple[Group, ...] = ()
    together: tuple[Group, ...] = ()
    spread: bool = False

    @property
    def pairs_apart(self) -> set[Pair]:
        return pairs_in(self.apart)

    @property
    def pairs_together(self) -> set[Pair]:
        return pairs_in(joined(self.together))


def pair_of(one: str, other: str) -> Pair:
    """The smaller id first, so that two people make one pair."""
    return (one, other) if one < other else (other, one)


def pairs_in(groups: Iterable[Collection[str]]) -> set[Pair]:
    """Every pair of each group, the smaller id first."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def joined(groups: Iterable[Collection[str]]) -> list[Group]:
    """Groups that share somebody become one, for who is kept together is so with all of them."""
    found: list[set[str]] = []
    for group in groups:
        one = set(group)
        for other in [each for each in found if each & one]:
            found.remove(other)
            one |= other
        found.append(one)
    return sorted(tuple(sorted(each)) for each in found)


def without(rules: Rules, person_id: str) -> Rules:
    """The rules once somebody is forgotten."""

    def left(groups: Iterable[Group]) -> tuple[Group, ...]:
        struck = (tuple(each for each in group if each != person_id) for group in groups)
        return tuple(group for group in struck if len(group) > 1)

    return replace(rules, apart=left(rules.apart), together=left(rules.together))


def kept_together(rules: Rules, apart: Collection[Pair], most: int) -> list[Group]:
    """The groups that can sit together in rooms of ``most``: without those of a group who must
    not share a room, and where a group has more, the first of them."""
    parted = {frozenset(pair) for pair in apart}
    groups = []
    for group in joined(rules.together):
        fitting: list[str] = []
        for person in group:
            if all(frozenset((person, other)) not in parted for other in fitting):
                fitting.append(person)
        if len(fitting) > 1:
            groups.append(tuple(fitting[:most]))
    return groups


def fresh(rules: Rules, before: Rules) -> Rules:
    """What was not ruled before. An old rule may have become impossible as people left; it must
    not stand in the way of dropping another."""
    return replace(
        rules,
        apart=tuple(group for group in rules.apart if group not in before.apart),
        together=() if rules.together == before.together else rules.together,
    )


def contradiction(
    rules: Rules, fresh: Rules, names: Mapping[str, str], smallest_size: int, rooms: int
) -> str | None:
    """A sentence on what nobody could seat in ``rooms`` rooms of ``smallest_size``; or None."""
    together = rules.pairs_together
    for one, other in sorted(rules.pairs_apart & together):
        return f"{names[one]} and {names[other]} can't be kept apart and together."
    for group in joined(fresh.together):
        if len(group) > smallest_size:
            return (
                f"{_listed(group, names)} are kept together, "
                f"but the plan has a round with rooms of {smallest_size}."
            )
    for group in fresh.apart:
        if len(set(group)) > rooms:
            count = "is only one room" if rooms == 1 else f"are only {rooms} rooms"
            return f"{_listed(group, names)} can't all be kept apart: there {count}."
    return None


def _listed(group: Iterable[str], names: Mapping[str, str]) -> str:
    *first, last = (names[each] for each in group)
    return f"{', '.join(first)} and {last}"
