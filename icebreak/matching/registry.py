"""Who of a session holds what, and so how rare each thing is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

from icebreak.matching.facets import Facet
from icebreak.matching.lexicon import label_of
from icebreak.matching.offers import usual_among
from icebreak.matching.usual import Usual

# What a thing nobody has been asked about is worth: as if PRIOR_PEOPLE others had been, of whom
# PRIOR_SHARE hold it. Without this, all that the only two people of a session share were common.
PRIOR_PEOPLE = 25
PRIOR_SHARE = 0.02
RAREST_SHARE = 0.004
# Whole offers and seeks are matched with each other, and a skill that both have is no bond.
NOT_SHARED = ("offer", "seek", "skill")
CHANGED_ENOUGH = 0.1


def held(facets: Iterable[Facet]) -> dict[str, Facet]:
    """The surest facet of each key that is so; what the same person also denies is left out."""
    denied: set[str] = set()
    best: dict[str, Facet] = {}
    for facet in facets:
        if facet.kind in NOT_SHARED:
            continue
        if facet.polarity < 0 and facet.subject == "self" and facet.modality != "wish":
            denied.add(facet.key)
        elif facet.holds and (
            facet.key not in best or facet.confidence > best[facet.key].confidence
        ):
            best[facet.key] = facet
    return {key: facet for key, facet in best.items() if key not in denied}


class Registry:
    """Of one session. `people` is how many there are, whether they hold anything or not."""

    def __init__(self, facets_by_person: Iterable[tuple[str, Sequence[Facet]]]) -> None:
        self.people = 0
        self._held: dict[str, dict[str, Facet]] = {}
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._sure: defaultdict[str, int] = defaultdict(int)
        self._starters: dict[str, tuple[Facet, ...]] = {}
        self._usual: Usual | None = None
        self._changes = 0
        for person, facets in facets_by_person:
            self.put(person, facets)

    def put(self, person: str, facets: Iterable[Facet]) -> None:
        """What the person holds from now on, instead of what they held before."""
        self.remove(person)
        self.people += 1
        facets = tuple(facets)
        self._held[person] = held(facets)
        self._starters[person] = tuple(each for each in facets if each.kind in ("offer", "seek"))
        self._changes += bool(self._starters[person])
        for key, facet in self._held[person].items():
            self._holders[key].add(person)
            self._sure[key] += _thousandths(facet)
            self._spellings[key][facet.label] += _times(facet)

    def remove(self, person: str) -> None:
        """Take somebody out, with all that they alone held; nothing for a stranger."""
        before = self._held.pop(person, None)
        if before is None:
            return
        self.people -= 1
        self._changes += bool(self._starters.pop(person))
        for key, facet in before.items():
            self._holders[key].discard(person)
            if not self._holders[key]:
                del self._holders[key], self._sure[key], self._spellings[key]
                continue
            self._sure[key] -= _thousandths(facet)
            self._spellings[key] -= Counter({facet.label: _times(facet)})

    def usual(self) -> Usual:
        """How alike any offer and seek are here; made anew when many of them have changed."""
        if self._usual is None or self._changes > CHANGED_ENOUGH * len(self._starters):
            everyone = self._starters.values()
            self._usual = usual_among([facet for facets in everyone for facet in facets])
            self._changes = 0
        return self._usual

    def holders(self, key: str) -> frozenset[str]:
        """The ids of those who hold it; empty for a key that nobody does."""
        return frozenset(self._holders.get(key, ()))

    def share(self, key: str) -> float:
        """The share of the session's people who hold it, 0 to 1."""
        return len(self._holders.get(key, ())) / self.people if self.people else 0.0

    def rarity(self, key: str) -> float:
        """1 for what nearly nobody else holds, 0 for what everybody does."""
        holders = len(self._holders.get(key, ()))
        share = (holders + PRIOR_PEOPLE * PRIOR_SHARE) / (self.people + PRIOR_PEOPLE)
        return min(1.0, max(0.0, log(share) / log(RAREST_SHARE)))

    def label(self, key: str) -> str:
        """As most people wrote it, in small letters if anybody did; of equals the shortest."""
        spellings = self._spellings.get(key)
        if not spellings:
            return ""
        folded = Counter({label_of(key): 1}) if label_of(key) else Counter[str]()
        for spelling, times in spellings.items():
            folded[spelling.casefold()] += times
        word = min(folded, key=lambda w: (-folded[w], len(w), w))
        if word in spellings or word not in map(str.casefold, spellings):
            return word
        cases = [spelling for spelling in spellings if spelling.casefold() == word]
        return min(cases, key=lambda s: (-spellings[s], s))

    def most_shared(self, limit: int, at_least: int = 2) -> tuple[tuple[str, str, int], ...]:
        """(label, key, holders) of what most people hold, without words said once for all."""
        counted = [
            (len(people), self._sure[key] / len(people), key)
            for key, people in self._holders.items()
            if len(people) >= at_least and self._sure[key] >= SURE_ENOUGH * len(people)
        ]
        # a subject before the word for it that all of its holders use
        counted.sort(key=lambda row: (-row[0], row[2][:2] != "c:", -row[1], row[2]))
        kept: list[tuple[str, str, int]] = []
        said: set[str] = set()
        for count, _, key in counted:
            label = self.label(key)
            again = label.casefold() in said or any(self._same(key, other) for _, other, _ in kept)
            if not again:
                said.add(label.casefold())
                kept.append((label, key, count))
            if len(kept) >= limit:
                break
        return tuple(kept)

    def _same(self, word: str, subject: str) -> bool:
        """Whether a word ("bicycles") is only how its holders came to a subject ("cycling")."""
        if word[:2] != "w:" or subject[:2] == "w:":
            return False
        return all(
            subject in self._held[who]
            and _one_word(self._held[who][word].span, self._held[who][subject].span)
            for who in self._holders[word]
        )


SURE_ENOUGH = 600


def _thousandths(facet: Facet) -> int:
    """How sure it is, in whole numbers: what comes and goes leaves nothing of itself behind."""
    return round(facet.confidence * 1000)


def _times(facet: Facet) -> int:
    """How often a spelling counts: what was typed as an interest is meant as a name."""
    return 2 if facet.source == "interest" else 1


def _one_word(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one or bool(set(one.split()) & set(other.split()))
