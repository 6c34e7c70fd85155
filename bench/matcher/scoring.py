"""What the matcher says of each pair in a labelled set, held against the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.matcher.labelled import Labelled
from icebreak.cli.match import PHRASES
from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.registry import Registry

OFFER_SEEK = "offer-seek"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One that is shown. `found` are the keys that it is right about (for offer-seek: the skills),
    `broken` those that one holds and the other denies, wishes for or says of somebody else; `first`
    for the best of its pair."""

    shared: Shared
    found: frozenset[str]
    broken: frozenset[str]
    first: bool

    @property
    def right(self) -> bool:
        return bool(self.found)

    @property
    def violates(self) -> bool:
        return bool(self.broken) and not self.found


@dataclass(frozen=True, slots=True)
class Pair:
    """`gold` are the keys that both hold; `served` the directions (from, to) in which one offers
    what the other seeks, `to_serve` all there are."""

    people: tuple[Labelled, Labelled]
    gold: frozenset[str]
    phrases: tuple[Phrase, ...]
    to_serve: frozenset[tuple[str, str]]
    served: frozenset[tuple[str, str]]

    @property
    def across(self) -> bool:
        """Whether they write in two languages."""
        return self.people[0].language != self.people[1].language

    @property
    def found(self) -> frozenset[str]:
        return frozenset(key for phrase in self.common for key in phrase.found)

    @property
    def common(self) -> tuple[Phrase, ...]:
        """Common ground, without offers."""
        return tuple(phrase for phrase in self.phrases if phrase.shared.kind != OFFER_SEEK)

    @property
    def offers(self) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self.phrases if phrase.shared.kind == OFFER_SEEK)


def pairs(people: Sequence[Labelled]) -> Iterator[Pair]:
    """Each two of one session, in the order given."""
    profiles = {who.person.id: Profile(who.person.id, facets_of(who.person)) for who in people}
    registry = Registry((profile.id, profile.facets) for profile in profiles.values())
    for a, b in combinations(people, 2):
        said = common_ground(
            profiles[a.person.id], profiles[b.person.id], registry, limit=PHRASES
        )  # fmt: skip
        yield _judged(a, b, [shared for shared in said if shared.shown])


def _judged(a: Labelled, b: Labelled, shown: Sequence[Shared]) -> Pair:
    by_id = {a.person.id: a, b.person.id: b}
    phrases: list[Phrase] = []
    first = True
    for shared in shown:
        if shared.kind == OFFER_SEEK:
            giver, seeker = by_id[shared.from_ or ""], by_id[shared.to or ""]
            phrases.append(Phrase(shared, giver.offers & seeker.seeks, frozenset(), False))
        else:
            phrases.append(Phrase(shared, _right(a, b, shared), _broken(a, b, shared), first))
            first = False
    ways = {(giver.person.id, seeker.person.id): giver.offers & seeker.seeks
            for giver, seeker in ((a, b), (b, a))}  # fmt: skip
    served = {(p.shared.from_, p.shared.to) for p in phrases if p.shared.kind == OFFER_SEEK}
    to_serve = frozenset(way for way, skills in ways.items() if skills)
    return Pair(
        (a, b), frozenset(a.holds.keys() & b.holds.keys()), tuple(phrases), to_serve,
        frozenset(way for way in to_serve if way in served),
    )  # fmt: skip


def _right(a: Labelled, b: Labelled, shared: Shared) -> frozenset[str]:
    return frozenset(_shown_by(a, a.holds, shared) & _shown_by(b, b.holds, shared))


def _broken(a: Labelled, b: Labelled, shared: Shared) -> frozenset[str]:
    held = _shown_by(a, a.holds, shared), _shown_by(b, b.holds, shared)
    not_so = _shown_by(a, a.not_so, shared), _shown_by(b, b.not_so, shared)
    return frozenset(held[0] & not_so[1] | held[1] & not_so[0] | not_so[0] & not_so[1])


def _shown_by(who: Labelled, keys: Mapping[str, object], shared: Shared) -> set[str]:
    """Which of the keys the person's evidence shows."""
    evidence = shared.evidence[who.person.id]
    patterns = {**who.holds, **who.not_so}
    return {key for key in keys if patterns[key].search(evidence)}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts; each share is None where there is nothing to take a share of."""

    shown: int
    right: int
    violations: int
    firsts: int
    right_firsts: int
    gold: int
    found: int
    pairs_with_gold: int
    pairs_found: int
    offers: int
    right_offers: int
    to_serve: int
    served: int

    @staticmethod
    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None


def score(judged: Iterable[Pair], kind: str = "") -> Score:
    """Of all the pairs; with a kind, precision counts the phrases of that kind alone."""
    all_pairs = list(judged)
    said = [p for pair in all_pairs for p in pair.common if kind in ("", p.shared.kind)]
    firsts = [phrase for phrase in said if phrase.first]
    offers = [phrase for pair in all_pairs for phrase in pair.offers]
    with_gold = [pair for pair in all_pairs if pair.gold]
    return Score(
        shown=len(said),
        right=sum(phrase.right for phrase in said),
        violations=sum(phrase.violates for phrase in said),
        firsts=len(firsts),
        right_firsts=sum(phrase.right for phrase in firsts),
        gold=sum(len(pair.gold) for pair in all_pairs),
        found=sum(len(pair.found) for pair in all_pairs),
        pairs_with_gold=len(with_gold),
        pairs_found=sum(bool(pair.found) for pair in with_gold),
        offers=len(offers),
        right_offers=sum(phrase.right for phrase in offers),
        to_serve=sum(len(pair.to_serve) for pair in all_pairs),
        served=sum(len(pair.served) for pair in all_pairs),
    )
