"""The sentence encoder helps where no list has a word, and is missed by nothing else."""

import numpy as np
import pytest

from icebreak.matching import embedding, nearest, offers
from icebreak.matching.facets import facets_in
from icebreak.matching.nearest import VECTORS, prototype_phrases


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "sentence_embedder", lambda: None)
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    nearest._nearest.cache_clear()
    embedding.vector.cache_clear()
    offers.fit.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> None:
    nearest._nearest.cache_clear()
    embedding.vector.cache_clear()
    offers.fit.cache_clear()


def concepts(text: str, language: str) -> set[str]:
    facets = facets_in(text, source="story", language=language)
    return {facet.key for facet in facets if facet.key.startswith("c:")}


def test_a_word_that_no_list_has_finds_its_concept() -> None:
    assert "c:saxophone" in concepts("Ich spiele seit Jahren Saxophon im Keller.", "de")
    assert "c:sculpture" in concepts("Hago esculturas de bronce en mi taller.", "es")


@pytest.mark.usefixtures("no_encoder")
def test_without_the_encoder_the_lists_still_work() -> None:
    assert "c:choir" in concepts("Ich singe im Chor.", "de")
    assert "c:saxophone" not in concepts("Ich spiele seit Jahren Saxophon im Keller.", "de")
    assert offers.fit("CV reviews", "someone to review my CV") >= offers.SHOWN_FROM


def test_an_offer_meets_the_same_thing_in_other_words() -> None:
    mortgage = "how to apply for a mortgage"
    assert offers.fit(mortgage, "buying a first house with a loan") >= offers.SHOWN_FROM
    assert offers.fit(mortgage, "somebody to go hiking with") < offers.SHOWN_FROM


def test_conversation_in_another_tongue_is_another_thing() -> None:
    assert offers.fit("chatting in Dutch over coffee", "chatting in Greek over coffee") == 0


def test_offers_meet_across_languages() -> None:
    assert offers.fit("guitar lessons", "cours de guitare") >= offers.SHOWN_FROM
    assert offers.fit("guitar lessons", "cours de cuisine") < offers.SHOWN_FROM


def test_vectors_have_length_one_and_likeness_is_symmetric() -> None:
    embed = embedding.sentence_embedder()
    assert embed is not None
    vectors = embed(["bees", "abeilles", ""])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors[:2], axis=1), 1.0, atol=1e-3)
    assert embedding.likeness("bees", "abeilles") == pytest.approx(
        embedding.likeness("abeilles", "bees"), abs=1e-5
    )


def test_the_stored_vectors_cover_the_lexicon() -> None:
    """If this fails, run tools/build_concept_vectors.py."""
    with np.load(VECTORS) as table:
        stored = set(str(table["phrases"]).split("\n"))
    assert {phrase for phrase, _ in prototype_phrases()} == stored
