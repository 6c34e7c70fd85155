"""What Spanish sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="es")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Mi marido es bombero, pero trabajo de enfermera en Bilbao.", {"nurse"}),
        ("Crié a mis gemelos sola y trabajo en un hospital.", {"twins_parent"}),
        ("Mi abuela me enseñó a hacer ganchillo de pequeña.", {"knitting"}),
        ("Hija de padres argentinos, crecí hablando dos idiomas.", {"immigrant_parents"}),
        ("No sé nadar, pero me encanta remar en el río.", {"rowing"}),
        ("Madre de dos niñas, enfermera en Bilbao.", {"parent", "nurse"}),
        ("Sin embargo, me apasiona la astronomía.", {"astronomy"}),
        ("No puedo empezar el día sin café.", {"coffee"}),
        ("Fui la primera de mi familia en pisar la universidad.", {"first_gen"}),
        ("Pasé de enfermera a programadora a los cuarenta.", {"nurse", "software"}),
        ("Mi jefa me despidió en marzo, me despidieron con otros diez.", {"redundancy"}),
    ],
)
def test_spanish_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mi marido es bombero, pero trabajo de enfermera en Bilbao.", "firefighter"),
        ("Trabajo con enfermeras en un hospital.", "nurse"),
        ("A mi marido le encanta pescar.", "fishing"),
        ("Tengo un hijo que toca el violín.", "violin"),
        ("Tengo un hijo con autismo y doy charlas.", "neurodivergent"),
        ("Me encantaría aprender a navegar a vela.", "sailing"),
        ("Dejé el violín hace años.", "violin"),
        ("El médico me dijo que corriera.", "doctor"),
        ("Tengo derecho a desconectar, dice mi jefe.", "lawyer"),
        ("No tengo nada que ver con eso, y te lo cuento.", "tea"),
        ("Antes que nada, esa cosa me gusta.", "swimming"),
        ("Mi hermano es sordo.", "deaf"),
    ],
)
def test_spanish_sentences_tell_no_more_than_that(text: str, key: str) -> None:
    assert key not in held(text)
