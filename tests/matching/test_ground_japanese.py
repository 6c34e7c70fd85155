"""What Japanese sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in
from icebreak.matching.segments import segmented
from icebreak.matching.words import words_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="ja")
        if facet.holds and facet.key.startswith("c:") and facet.confidence >= 0.6
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("祖母に編み物を教わって、今も毎晩編んでいます。", {"knitting"}),
        ("夫の転勤で名古屋に引っ越し、パートで司書をしています。", {"librarian", "part_time"}),
        ("四十歳で会社を辞めてパン職人になりました。", {"career_change", "baking"}),
        ("認知症の父を介護するために実家に戻りました。", {"dementia", "carer"}),
        ("妻の影響でヨガを始めました。", {"yoga"}),
        ("人前で話すのが苦手です。", {"speaking"}),
        ("書道を習って五年、飽きることがありません。", {"calligraphy"}),
        ("だいたい毎朝ジョギングをしています。", {"running"}),
        ("うつ病で休職し、去年復職しました。", {"mentalhealth", "return_leave"}),
        ("中学校で教えています。", {"teacher"}),
        ("うさぎを飼っています。", {"rabbits"}),
    ],
)
def test_japanese_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("夫は医者ですが、私は花屋で働いています。", "doctor"),
        ("夫の趣味は釣りで、私は待ちぼうけです。", "fishing"),
        ("看護師さんたちと一緒に働いています。", "nurse"),
        ("エンジニアの採用を担当しています。", "engineer"),
        ("走るのは嫌いですが、自転車は大好きです。", "running"),
        ("いつかヨットを習いたいです。", "sailing"),
        ("ウイスキーが好きです。", "skiing"),
        ("バンライフに憧れていますが、まだ免許もありません。", "vanlife"),
        ("友達の娘がよく遊びに来ます。", "parent"),
        ("消防士の友人と毎週フットサルをしています。", "firefighter"),
        ("私は三人きょうだいの次女です。", "parent"),
        ("難民支援のNPOで働いています。", "refugee"),
    ],
)
def test_japanese_sentences_tell_no_more_than_that(text: str, key: str) -> None:
    assert key not in held(text)


def test_hiragana_that_is_left_out_at_an_end_leaves_its_place() -> None:
    text = "うさぎを飼っています"
    words = segmented(words_in(text), "ja")
    assert [word.norm for word in words] == ["", "飼", ""]
    assert (words[0].start, words[-1].end) == (0, len(text))


def test_chinese_words_are_cut_without_empty_ones() -> None:
    assert all(word.norm for word in segmented(words_in("我喜欢跑步"), "zh"))
