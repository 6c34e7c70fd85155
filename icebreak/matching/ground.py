"""Common ground: what two people share, or a whole room, with the words of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

from icebreak.matching.facets import Facet
from icebreak.matching.fits import SHOWN_FROM as OFFER_SHOWN_FROM
from icebreak.matching.gazetteer import Place, city, kilometres
from icebreak.matching.lexicon import label_of
from icebreak.matching.offers import matches
from icebreak.matching.places import INSIDE_COUNTRY
from icebreak.matching.registry import Registry, held

# Below, icebreak says nothing and leaves it to a conversation starter.
SHOWN_FROM = 0.5
SHARED_BY_ALL = 0.6
CLOSE = 40.0  # kilometres
NEIGHBOURS = 0.75
MANY_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """Which facets of a person may be used here is the caller's choice: what was told in a room
    is for those who sat in it."""

    id: str
    facets: tuple[Facet, ...] = ()
    held: Mapping[str, Facet] = field(init=False, repr=False, compare=False, hash=False)
    offers: tuple[Facet, ...] = field(init=False, repr=False, compare=False, hash=False)
    seeks: tuple[Facet, ...] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "held", held(self.facets))
        for name, kind in (("offers", "offer"), ("seeks", "seek")):
            facets = tuple(facet for facet in self.facets if facet.kind == kind)
            object.__setattr__(self, name, facets)


@dataclass(frozen=True, slots=True)
class Shared:
    """`evidence` is each person's own words, by id; `score` 0 to 1; `shown` is false where it is
    too weak to be said. For kind offer-seek, `from_` offers what `to` looks for. `words` is what
    each calls it, by id: with `key`, what it takes to say it in another language (see wording)."""

    people: tuple[str, ...]
    kind: str
    phrase: str
    evidence: Mapping[str, str] = field(hash=False)
    score: float
    shown: bool
    from_: str | None = None
    to: str | None = None
    key: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)


def common_ground(
    a: Profile, b: Profile, registry: Registry, *, limit: int = 3
) -> tuple[Shared, ...]:
    """Best first, each resting on other words than those before it."""
    mine, theirs = a.held, b.held
    both: list[tuple[Shared, tuple[Facet, ...]]] = [
        (_shared(key, {a.id: mine[key], b.id: theirs[key]}, registry), (mine[key], theirs[key]))
        for key in mine
        if key in theirs
    ]
    both += _close_by(a, b, {shared.key for shared, _ in both})
    found = [*_on_other_words(both), *_offers(a, b, registry), *_offers(b, a, registry)]
    found.sort(key=_best_first)
    return tuple(found[:limit])


def room_ground(
    profiles: Sequence[Profile], registry: Registry, limit: int = 3
) -> tuple[Shared, ...]:
    """What at least two of them share and icebreak would say, most people first."""
    by_person = {profile.id: profile.held for profile in profiles}
    found: list[tuple[Shared, tuple[Facet, ...]]] = []
    for key in dict.fromkeys(key for facets in by_person.values() for key in facets):
        mine = {who: facets[key] for who, facets in by_person.items() if key in facets}
        if len(mine) >= 2:
            shared = _shared(key, mine, registry)
            found += [(shared, tuple(mine.values()))] if shared.shown else []
    said = _on_other_words(found)
    said.sort(key=lambda shared: (-len(shared.people), *_best_first(shared)))
    return tuple(said[:limit])


def _best_first(shared: Shared) -> tuple[float, str, str]:
    return (-shared.score, shared.kind, shared.phrase)


def _shared(key: str, facets: Mapping[str, Facet], registry: Registry) -> Shared:
    surest = sorted(facet.confidence for facet in facets.values())[-2:]
    score = sqrt(surest[0] * surest[-1]) * (0.6 + 0.4 * registry.rarity(key))
    many = registry.people >= MANY_PEOPLE
    common = many and registry.share(key) > SHARED_BY_ALL
    # that two towns lie in one country is worth saying where few come from there
    far = key[:6] == "place:" and all(f.confidence <= INSIDE_COUNTRY for f in facets.values())
    best = max(facets.values(), key=lambda facet: (facet.confidence, facet.label))
    return Shared(
        people=tuple(facets),
        kind=best.kind,
        phrase=_phrase(key, facets.values(), registry) or best.label,
        evidence={who: facet.quote for who, facet in facets.items()},
        score=round(score, 3),
        shown=score >= SHOWN_FROM and not common and (many or not far),
        key=key,
        words={who: facet.label for who, facet in facets.items()},
    )


def _phrase(key: str, facets: Iterable[Facet], registry: Registry) -> str:
    """The word that all of them use, or else the concept's name; never a word of neither."""
    labels = {facet.label.casefold() for facet in facets}
    if len(labels) > 1 and label_of(key):
        return label_of(key)
    return registry.label(key) if not label_of(key) else labels.pop()


def _close_by(a: Profile, b: Profile, said: set[str]) -> Iterable[tuple[Shared, tuple[Facet, ...]]]:
    """The closest of their cities, if less than CLOSE kilometres lie between them."""
    pairs = [
        (kilometres(here, there), one, other)
        for one, here in _cities(a)
        for other, there in _cities(b)
        if one.key not in said and other.key not in said
    ]
    distance, one, other = min(pairs, key=lambda pair: pair[0], default=(CLOSE, None, None))
    if one is None or other is None or distance >= CLOSE:
        return
    score = round(sqrt(one.confidence * other.confidence) * NEIGHBOURS, 3)
    yield (
        Shared(
            people=(a.id, b.id),
            kind="place",
            phrase=f"{one.label} and {other.label}, {distance:.0f} km apart",
            evidence={a.id: one.quote, b.id: other.quote},
            score=score,
            shown=score >= SHOWN_FROM,
            key=":".join(sorted((one.key, other.key))),
            words={a.id: one.label, b.id: other.label},
        ),
        (one, other),
    )


def _cities(profile: Profile) -> list[tuple[Facet, Place]]:
    named = ((facet, city(facet.key)) for facet in profile.held.values() if facet.kind == "place")
    return [(facet, place) for facet, place in named if place]


def _offers(giver: Profile, seeker: Profile, registry: Registry) -> Iterable[Shared]:
    if not giver.offers or not seeker.seeks:
        return
    for match in matches(giver.offers, seeker.seeks, registry.usual()):
        yield Shared(
            people=(giver.id, seeker.id),
            kind="offer-seek",
            phrase=match.offer,
            evidence={giver.id: match.offer, seeker.id: match.seek},
            score=match.score,
            shown=match.score >= OFFER_SHOWN_FROM,
            from_=giver.id,
            to=seeker.id,
            key=f"offer-seek:{match.offer.casefold()}",
        )


def _on_other_words(found: Iterable[tuple[Shared, tuple[Facet, ...]]]) -> list[Shared]:
    """The best of those that rest on the same words of everybody.

    Where all use one word for an interest, that word is its phrase: "bicycles", not "cycling".
    """
    kept: list[tuple[Shared, tuple[Facet, ...]]] = []
    for shared, facets in sorted(found, key=lambda pair: (-pair[0].score, -len(pair[0].key))):
        for at, (before, those) in enumerate(kept):
            if _same_words(facets, those):
                word = shared.key[:2] == "w:" and before.key[:2] == "c:"
                named = any(facet.source == "interest" for facet in facets)
                named = named or not _is_its_verb(shared, before)
                if word and before.kind == "interest" and named:
                    kept[at] = (replace(before, phrase=shared.phrase, words=shared.words), those)
                break
        else:
            kept.append((shared, facets))
    return [shared for shared, _ in kept]


def _is_its_verb(word: Shared, subject: Shared) -> bool:
    """ "sing" is no name for what two share, "singing" is; "bicycles" is one for cycling."""
    said = word.phrase.casefold()
    return label_of(subject.key).casefold().startswith(said[:-1] if len(said) > 3 else said)


def _same_words(these: tuple[Facet, ...], those: tuple[Facet, ...]) -> bool:
    return len(these) == len(those) and any(
        a.quote == b.quote and set(a.span.casefold().split()) & set(b.span.casefold().split())
        for a, b in zip(these, those, strict=True)
    )
