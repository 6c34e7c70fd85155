"""What Turkish sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="tr")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Kocam itfaiyeci, ben ise mali müşavirim.", {"accountant"}),
        ("Hafta sonları koroda şarkı söylüyorum, ekşi maya yapıyorum.", {"choir", "bread"}),
        ("Tek çocuğum, Trabzon'un küçük bir köyünde büyüdüm.", {"only_child", "smalltown"}),
        ("Geçen yıl işten çıkarıldım, şu an iş arıyorum.", {"redundancy", "job_seek"}),
        ("Futbolu sevmem, basketbol oynarım.", {"basketball"}),
        ("Kahve içmeden güne başlayamam.", {"coffee"}),
        ("Bankacılığı bırakıp aşçı oldum.", {"career_change", "chef"}),
        ("Kızım doğduğundan beri her sabah koşuyorum.", {"running"}),
        ("Solağım, beş kardeşin en küçüğüyüm.", {"lefthanded", "big_family"}),
    ],
)
def test_turkish_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Futbolu sevmem, basketbol oynarım.", "football"),
        ("Piyano çalmıyorum artık.", "piano"),
        ("Satranç oynamayı hiç öğrenmedim.", "chess"),
        ("Bir gün yelken öğrenmek istiyorum.", "sailing"),
        ("Oğlum keman çalıyor, onu her hafta derse götürüyorum.", "violin"),
        ("Kocamın korosu her salı prova yapıyor.", "choir"),
        ("Hemşirelerle çalışıyorum.", "nurse"),
        ("Kediye alerjim var ama iki köpeğim var.", "cats"),
        ("İkizlerim var.", "twin"),
        ("Kendi şirketimi kurdum.", "faith_muslim"),
    ],
)
def test_turkish_sentences_that_deny_wish_or_tell_of_others(text: str, key: str) -> None:
    assert key not in held(text)
