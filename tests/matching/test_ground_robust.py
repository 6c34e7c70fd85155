"""Whatever the text, the same facets come out and nothing is raised."""

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from icebreak.matching.affinity import affinity
from icebreak.matching.facets import Source, facets_in, facets_of
from icebreak.matching.ground import Profile, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry

SOURCES: tuple[Source, ...] = ("interest", "why", "offer", "seek", "story")
ODD = ["", " ", "🎸🎸", "\ud800", "a" * 10_000, "not " * 2_500, "不" * 3_000, "İ ŉ ß", "- - -", "'"]


def test_odd_texts_give_facets_or_none() -> None:
    for text in ODD:
        for source in SOURCES:
            assert isinstance(facets_in(text, source=source), tuple)


@given(st.text(st.characters(codec=None), max_size=300), st.sampled_from(SOURCES))
def test_spans_and_quotes_are_verbatim(text: str, source: Source) -> None:
    first = facets_in(text, source=source)
    assert first == facets_in(text, source=source)
    for facet in first:
        assert facet.span in text
        assert facet.quote in text
        assert len(facet.quote) <= 160
        assert 0 <= facet.confidence <= 1


def weights_of(people: list[Person]) -> NDArray[np.float32]:
    profiles = [Profile(each.id, facets_of(each)) for each in people]
    return affinity(profiles, Registry((each.id, each.facets) for each in profiles))


def test_affinity_is_symmetric_and_empty_on_the_diagonal() -> None:
    people = [
        Person("a", interests=("origami",), offer="soldering"),
        Person("b", interests=("Origami",)),
        Person("c", seek="soldering help"),
        Person("d", stories=("I never fold origami.",)),
    ]
    weights = weights_of(people)
    assert weights.shape == (4, 4)
    assert (weights == weights.T).all()
    assert weights[0, 1] > 0
    assert weights[0, 2] > 0
    assert not weights[3].any()
    assert not weights.diagonal().any()


def test_affinity_of_nobody_is_empty() -> None:
    assert weights_of([]).shape == (0, 0)


def test_profiles_and_what_they_share_travel_to_another_process() -> None:
    people = [Person("a", interests=("origami",)), Person("b", interests=("origami",))]
    profiles = [Profile(person.id, facets_of(person)) for person in people]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    found = common_ground(*profiles, registry)
    assert pickle.loads(pickle.dumps((profiles, found))) == (profiles, found)  # noqa: S301


def test_a_word_that_many_came_to_one_subject_by_is_counted_once() -> None:
    people = [
        Person("a", interests=("bicycles", "choirs")),
        Person("b", interests=("bicycles",)),
        Person("c", why="I go cycling"),
    ]
    registry = Registry((person.id, facets_of(person)) for person in people)
    assert registry.most_shared(9) == (("bicycles", "c:cycling", 3),)
