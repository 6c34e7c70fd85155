"""The sentence encoder helps where no list has a word, and is missed by nothing else."""

import numpy as np
import pytest

from icebreak.matching import embedding, fits, nearest
from icebreak.matching.facets import facets_in
from icebreak.matching.nearest import VECTORS, prototype_phrases
from icebreak.matching.usual import Usual


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "sentence_embedder", lambda: None)
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    nearest._nearest.cache_clear()
    embedding.vector.cache_clear()
    fits._nearest_parts.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> None:
    nearest._nearest.cache_clear()
    embedding.vector.cache_clear()
    fits._nearest_parts.cache_clear()


def concepts(text: str, language: str) -> set[str]:
    facets = facets_in(text, source="story", language=language)
    return {facet.key for facet in facets if facet.key.startswith("c:")}


def fit(offer: str, seek: str) -> float:
    """In a session where nobody else offers or seeks anything."""
    return fits.fit(offer, seek, Usual((), ()))


def test_a_word_that_no_list_has_finds_its_concept() -> None:
    assert "c:running" in concepts("Ich liebe Marathonläufe am Meer.", "de")
    assert "c:violin" in concepts("Soy violista desde niña.", "es")


@pytest.mark.usefixtures("no_encoder")
def test_without_the_encoder_the_lists_still_work() -> None:
    assert "c:choir" in concepts("Ich singe im Chor.", "de")
    assert "c:running" not in concepts("Ich liebe Marathonläufe am Meer.", "de")
    assert fit("CV reviews", "someone to review my CV") >= fits.SHOWN_FROM


def test_an_offer_meets_the_same_thing_in_other_words() -> None:
    mortgage = "how to apply for a mortgage"
    assert fit(mortgage, "buying a first house with a loan") >= fits.SHOWN_FROM
    assert fit(mortgage, "somebody to go hiking with") < fits.SHOWN_FROM


def test_conversation_in_another_tongue_is_another_thing() -> None:
    assert fit("chatting in Dutch over coffee", "chatting in Greek over coffee") == 0


def test_offers_meet_across_languages() -> None:
    assert fit("guitar lessons", "cours de guitare") >= fits.SHOWN_FROM
    assert fit("guitar lessons", "cours de cuisine") < fits.SHOWN_FROM


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
