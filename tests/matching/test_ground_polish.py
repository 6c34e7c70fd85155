"""What Polish sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="pl")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Jestem pielęgniarką w Krakowie i śpiewam w chórze.", {"nurse", "choir"}),
        ("Babcia nauczyła mnie robić na drutach.", {"knitting"}),
        ("W przeciwieństwie do brata biegam maratony.", {"running"}),
        ("Nie gram na gitarze, ale tańczę tango.", {"tango"}),
        ("Jestem mamą bliźniaków i piekę chleb na zakwasie.", {"twins_parent", "bread"}),
        ("Rzuciłem palenie i nie piję alkoholu.", {"quit_smoking", "sober"}),
        ("Po śmierci męża zaczęłam chodzić po górach.", {"grief", "hiking"}),
    ],
)
def test_holds(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mój mąż jest pielęgniarzem.", "nurse"),
        ("Chór mojego męża występuje w Wiedniu.", "choir"),
        ("Moja siostra hoduje pszczoły.", "bees"),
        ("Pracuję z pielęgniarkami.", "nurse"),
        ("Chciałabym nauczyć się żeglować.", "sailing"),
        ("Sprzedałam rower.", "cycling"),
    ],
)
def test_does_not_hold(text: str, key: str) -> None:
    assert key not in held(text)
