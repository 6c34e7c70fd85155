"""What Swedish sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="sv")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Jag flyttade till Göteborg och jobbar som sjuksköterska.", {"nurse"}),
        ("Min mormor lärde mig sticka.", {"knitting"}),
        ("Till skillnad från min bror springer jag maraton.", {"running"}),
        ("Efter en utmattning sadlade jag om och blev snickare.", {"burnout", "career_change"}),
        ("Jag växte upp i en liten by i Norrland.", {"smalltown"}),
        ("På helgerna bakar jag surdegsbröd och plockar svamp.", {"bread", "foraging"}),
        ("Jag missar aldrig en konsert.", {"concerts"}),
    ],
)
def test_swedish_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Min fru är barnmorska och sjunger i kyrkokör.", "choir"),
        ("Jag jobbar mycket med sjuksköterskor.", "nurse"),
        ("Jag spelar inte piano men älskar jazz.", "piano"),
        ("Jag skulle vilja lära mig segla.", "sailing"),
        ("Grannen håller bin.", "bees"),
        ("Jag har många vänner och hon väntar.", "hunting"),
        ("Jag har många vänner.", "anime"),
        ("Vi ska resa hem.", "reggae"),
    ],
)
def test_swedish_sentences_tell_nothing_denied_wished_for_or_of_others(text: str, key: str) -> None:
    assert key not in held(text)
