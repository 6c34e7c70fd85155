"""What German sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="de")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Vor zwölf Jahren zog ich nach Hamburg und arbeite als Krankenschwester.", {"nurse"}),
        ("Meine Mutter hat mir das Stricken beigebracht.", {"knitting"}),
        ("Im Gegensatz zu meinem Bruder laufe ich Marathon.", {"running"}),
        ("Ich bin Mutter von Zwillingen und alleinerziehend.", {"twins_parent", "single_parent"}),
        ("Ich pflege meine Mutter, die an Demenz erkrankt ist.", {"carer"}),
        (
            "Nach einem Burnout habe ich umgeschult und bin jetzt Tischlerin.",
            {"burnout", "career_change"},
        ),
        ("Ich verpasse kein Spiel meines Vereins und spiele selbst Fußball.", {"football"}),
        ("Ich backe am Wochenende Sauerteigbrot und arbeite in einer Bank.", {"bread", "finance"}),
    ],
)
def test_german_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Meine Frau ist Hebamme und singt im Kirchenchor.", "choir"),
        ("Der Chor meines Mannes probt bei uns.", "choir"),
        ("Ich arbeite viel mit Krankenschwestern.", "nurse"),
        ("Ich spiele kein Klavier, aber ich liebe Jazz.", "piano"),
        ("Ich würde gern segeln lernen.", "sailing"),
        ("Die Geschichte unserer Firma ist lang.", "history"),
        ("Ich sitze gern auf der Bank vor dem Haus.", "finance"),
        ("Wir haben im Hotel übernachtet.", "hotel"),
        ("Manchmal wohne ich in der Nähe.", "sewing"),
        ("Ich pflege meine Mutter.", "nurse"),
    ],
)
def test_german_sentences_tell_nothing_denied_wished_for_or_of_others(text: str, key: str) -> None:
    assert key not in held(text)
