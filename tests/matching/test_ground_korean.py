"""What Korean sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="ko")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("인천에서 나고 자란 물리치료사예요. 주말에는 막걸리를 빚어요.", {"physio", "beer"}),
        ("왼손잡이이고 외동딸이에요.", {"lefthanded", "only_child"}),
        ("작년에 구조조정으로 해고됐고 지금은 이직 준비 중이에요.", {"redundancy", "job_seek"}),
        ("저는 교사이고 아내는 간호사예요.", {"teacher"}),
        ("할머니께서 뜨개질을 가르쳐 주셨어요.", {"knitting"}),
        ("가족 중 처음으로 대학에 갔어요.", {"first_gen"}),
        ("동생과 달리 저는 달리기를 좋아해요.", {"running"}),
        (
            "담배를 끊은 지 3년 됐어요. 술은 5년 전에 끊었습니다. 술을 끊은 지 5년이에요.",
            {"quit_smoking", "sober"},
        ),
        ("바이올린은 배운 적이 없어요. 클래식 음악은 좋아해요.", {"classical"}),
        ("쌍둥이 엄마예요.", {"twins_parent", "parent"}),
    ],
)
def test_korean_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("수영을 전혀 못해요.", "swimming"),
        ("언젠가 요트를 배워 보고 싶어요.", "sailing"),
        ("저는 교사이고 아내는 간호사예요.", "nurse"),
        ("남편은 합창단에서 노래해요.", "choir"),
        ("요리에는 관심이 없어요.", "cooking"),
        ("저는 간호사들과 함께 일하는 물리치료사입니다.", "nurse"),
        ("마라톤을 완주하는 게 꿈이에요.", "running"),
        ("골프는 정말 싫어해요.", "golf"),
    ],
)
def test_korean_sentences_do_not_give_their_writers_what_is_not_theirs(text: str, key: str) -> None:
    assert key not in held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("다음 달부터 다시 배우고 분위기부터 바꿀 거예요.", "theatre"),
        ("출판사에서 일해요.", "lawyer"),
        ("냉장고를 새로 샀어요.", "python_lang"),
        ("일러스트를 그려요.", "rust_lang"),
        ("기업의 지배구조를 연구해요.", "volleyball"),
        ("예전처럼 지내요.", "divorce"),
        ("주말에 부산에 가요.", "hiking"),
        ("투자수익을 계산해요.", "embroidery"),
    ],
)
def test_a_korean_word_is_not_found_inside_another(text: str, key: str) -> None:
    assert key not in held(text)
