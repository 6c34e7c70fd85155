"""What French sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="fr")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Contrôleuse de gestion la semaine, je fais du parapente.", {"accountant", "paragliding"}),
        ("Je suis fille unique et j'ai grandi avec deux langues.", {"only_child", "bilingual"}),
        ("On m'a licenciée l'an dernier, je cherche un nouveau poste.", {"redundancy", "job_seek"}),
        ("Mon mari est agriculteur, moi je suis dentiste.", {"dentist"}),
        ("Gaucher et introverti, je joue du hautbois.", {"lefthanded", "shy", "clarinet"}),
        ("Ma mère m'a appris à tricoter.", {"knitting"}),
        ("J'ai fait un burn-out et je suis une thérapie.", {"burnout", "in_therapy"}),
        ("Mon fils est autiste.", {"special_child"}),
        ("Je suis trésorière et je ramasse les déchets.", {"board_member", "cleanup"}),
        ("Nous avons trois chèvres, et je brode le soir.", {"goats", "embroidery"}),
    ],
)
def test_french_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ma sœur est gauchère et joue de la flûte.", "flute"),
        ("Mon mari est agriculteur, moi je suis dentiste.", "farmer"),
        ("J'ai arrêté le piano il y a dix ans.", "piano"),
        ("Je ne fais plus de boxe.", "boxing"),
        ("Je rêve d'apprendre la reliure.", "leather"),
        ("J'aimerais ouvrir une librairie un jour.", "shop"),
        ("Mon jumeau habite loin.", "parent"),
        ("Je suis docteure en chimie.", "doctor"),
        ("L'air marin me manque.", "seafarer"),
        ("Je travaille avec des infirmières.", "nurse"),
        ("La chorale de mon mari chante du gospel.", "choir"),
        ("Je tente de dormir plus.", "camping"),
        ("Je viens de Chine.", "collecting"),
    ],
)
def test_french_sentences_tell_no_more_than_that(text: str, key: str) -> None:
    assert key not in held(text)
