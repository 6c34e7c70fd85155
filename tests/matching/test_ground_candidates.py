"""Which pairs of a session are worth comparing."""

from itertools import combinations

from icebreak.matching.affinity import affinity
from icebreak.matching.candidates import EACH, EVERY_PAIR, Candidates, candidate_pairs
from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry

SYLLABLES = ("ba", "ko", "du", "me", "ni", "fo", "la", "ru", "se", "ti")


def crowd(count: int) -> list[Profile]:
    """Each two have a game of their own, all like cooking, and a few offer or seek a thing."""
    return [
        Profile(
            f"p{number:04}",
            facets_of(
                Person(
                    f"p{number:04}",
                    interests=("cooking", game(number // 2)),
                    offer="CV reviews" if number % 200 == 3 else "",
                    seek="someone to review my CV" if number % 200 == 120 else "",
                )
            ),
        )
        for number in range(count)
    ]


def game(number: int) -> str:
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03}") + "ball"


def registry_of(profiles: list[Profile]) -> Registry:
    return Registry((profile.id, profile.facets) for profile in profiles)


def test_in_a_small_session_every_pair_is_a_candidate() -> None:
    few = crowd(9)
    assert list(candidate_pairs(few, registry_of(few))) == list(combinations(few, 2))


def test_in_a_large_session_those_who_share_most_are_candidates_once() -> None:
    many = crowd(EVERY_PAIR + 60)
    pairs = [(a.id, b.id) for a, b in candidate_pairs(many, registry_of(many))]
    assert len(pairs) == len(set(pairs)) <= len(many) * EACH
    assert pairs == sorted(pairs)
    assert all(a < b for a, b in pairs)
    assert ("p0000", "p0001") in pairs  # the same game
    assert ("p0003", "p0120") in pairs  # one offers what the other seeks


def test_candidates_stand_in_the_order_of_their_affinity() -> None:
    many = crowd(300)
    registry = registry_of(many)
    weights = affinity(many, registry)[3]
    chosen = Candidates(many, registry).of(3, 20)
    assert list(weights[chosen]) == sorted(weights, reverse=True)[: len(chosen)]
    assert 3 not in chosen


def test_somebody_who_shares_nothing_is_nobodys_candidate() -> None:
    many = [*crowd(40), Profile("nobody")]
    assert Candidates(many, registry_of(many)).of(40, 5) == []
    assert 40 not in Candidates(many, registry_of(many)).of(0, 41)
