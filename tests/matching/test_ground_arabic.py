"""What Arabic sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="ar")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("أحب الطبخ والسباحة وأعزف على العود.", {"cooking", "swimming", "folkmusic"}),
        ("زوجي طبيب وأنا أعمل مهندسة مدنية.", {"engineer_civil"}),
        ("علمتني جدتي التطريز.", {"embroidery"}),
        ("أعمل كمترجمة وأتعلم الإسبانية.", {"translator", "language_adult"}),
        ("بشتغل مبرمج من البيت وبحب الشطرنج.", {"software", "chess"}),
        ("انا ام لتوأم وعندي ثلاث قطط.", {"twins_parent", "cats"}),
        ("أعتني بوالدتي المصابة بالخرف.", {"carer", "dementia"}),
        ("أنا أُحبّ القِراءة.", {"reading"}),
    ],
)
def test_arabic_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("زوجي طبيب وأنا أعمل مهندسة مدنية.", "doctor"),
        ("لا أحب كرة القدم.", "football"),
        ("ما بحب الطبخ بس بحب الخبيز.", "cooking"),
        ("لم أتعلم السباحة أبدا.", "swimming"),
        ("أتمنى أن أتعلم الإبحار يوما ما.", "sailing"),
        ("تعزف ابنتي على البيانو.", "piano"),
        ("جوقة زوجي تتدرب كل أسبوع.", "choir"),
        ("والدي كان نجارا.", "carpenter_job"),
        ("عندي حساسية من القطط لكن عندي كلب.", "cats"),
    ],
)
def test_arabic_sentences_that_deny_wish_or_tell_of_others(text: str, key: str) -> None:
    assert key not in held(text)
