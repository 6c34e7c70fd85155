"""What Portuguese sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="pt")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("O meu marido toca bateria numa banda, eu canto num coro.", {"choir"}),
        ("Sou mãe solo de gêmeos e moro em Recife.", {"single_parent", "twins_parent"}),
        ("Minha avó me ensinou a fazer crochê.", {"knitting"}),
        ("Não sei nadar, mas adoro remar.", {"rowing"}),
        ("Deixei a advocacia para abrir uma padaria no Porto.", {"career_change"}),
        ("Fui a primeira da minha família a entrar na faculdade.", {"first_gen"}),
        ("Cuido da minha mãe, que tem alzheimer.", {"carer", "dementia"}),
        ("Filha de pais angolanos, cresci a falar francês.", {"immigrant_parents", "bilingual"}),
        ("Lidero pela primeira vez uma equipa de seis pessoas.", {"new_manager"}),
        ("Voltei a estudar aos cinquenta, agora em psicologia.", {"mature_student"}),
    ],
)
def test_portuguese_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("O meu marido toca bateria numa banda, eu canto num coro.", "drums"),
        ("Trabalho com advogados, mas sou designer gráfica.", "lawyer"),
        ("Gostaria de aprender cerâmica um dia.", "pottery"),
        ("Já não toco violino desde a escola.", "violin"),
        ("Um amigo que faz cerveja artesanal mora aqui ao lado.", "beer"),
        ("Minha filha estuda medicina em São Paulo.", "doctor"),
        ("Tenho o direito de desligar o telefone.", "lawyer"),
        ("Gosto de histórias e de fotos antigas na cozinha da minha avó.", "history"),
        ("Gosto de histórias e de fotos antigas na cozinha da minha avó.", "cooking"),
        ("Falo sobre isso e eles devem saber.", "sober"),
        ("Sonho em velejar pelo Mediterrâneo.", "sailing"),
    ],
)
def test_portuguese_sentences_tell_no_more_than_that(text: str, key: str) -> None:
    assert key not in held(text)
