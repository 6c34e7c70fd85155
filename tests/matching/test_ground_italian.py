"""What Italian sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="it")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Canto in un coro e faccio il pane con lievito madre.", {"choir", "bread"}),
        ("Mia madre mi ha insegnato a lavorare a maglia.", {"knitting"}),
        ("Ho avuto un burnout e ho cambiato mestiere.", {"burnout", "career_change"}),
        ("Mio padre era minatore, io insegno alle elementari.", {"primary_teacher"}),
        ("A differenza di mio fratello, io corro ogni mattina.", {"running"}),
        ("Sono allergica ai cani, ma adoro i cavalli.", {"horses"}),
        ("Sono il primo della mia famiglia ad aver studiato.", {"first_gen"}),
    ],
)
def test_italian_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Lavoro con infermieri e medici.", "nurse"),
        ("Il coro di mio marito canta gospel.", "choir"),
        ("Non ho mai imparato a nuotare.", "swimming"),
        ("Mi piacerebbe imparare ad andare in barca a vela.", "sailing"),
        ("Sono allergica ai cani, ma adoro i cavalli.", "dogs"),
        ("Cosa abbiamo in comune? Ho una bella storia da raccontare.", "history"),
        ("Cosa abbiamo in comune? Ho una bella storia da raccontare.", "civil_servant"),
        ("Prendo il treno per andare in ufficio.", "trains"),
        ("Sono fiera di mia figlia.", "events"),
        ("Lavoro come infermiera in terapia intensiva.", "in_therapy"),
        ("Il gatto dorme in cucina.", "cooking"),
    ],
)
def test_italian_sentences_tell_no_more_than_that(text: str, key: str) -> None:
    assert key not in held(text)
