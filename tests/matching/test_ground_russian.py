"""What Russian sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="ru")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Я медсестра из Казани, по вечерам пою в хоре.", {"nurse", "choir"}),
        ("Бабушка научила меня вязать.", {"knitting"}),
        ("Мой муж врач, а я работаю в банке.", {"finance"}),
        ("В отличие от брата я бегаю марафоны.", {"running"}),
        ("Бросила курить и не пью алкоголь.", {"quit_smoking", "sober"}),
    ],
)
def test_holds(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Мой муж врач.", "doctor"),
        ("Хор моего мужа выступает в Москве.", "choir"),
        ("Я работаю с медсёстрами.", "nurse"),
        ("Я готовлю отчёты и гуляю по городу.", "cooking"),
        ("Гуляю по городу.", "choir"),
        ("Хочу научиться ходить под парусом.", "sailing"),
        ("Не играю на гитаре.", "guitar"),
    ],
)
def test_does_not_hold(text: str, key: str) -> None:
    assert key not in held(text)
