"""What Chinese sentences say of their writers, in simplified and traditional characters."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="zh")
        if facet.holds and facet.key.startswith("c:") and facet.confidence >= 0.6
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("外婆教我织毛衣，我现在每天晚上都织。", {"knitting"}),
        ("我跟前夫离婚五年了，一个人带两个孩子。", {"divorce", "single_parent"}),
        ("我先生是医生，周末我去爬山。", {"hiking"}),
        ("疫情期间迷上了烘焙，从来没后悔过。", {"baking"}),
        ("我特别喜欢摄影，尤其是街拍。", {"photography"}),
        ("我是家里第一个上大学的人，后来读博。", {"first_gen", "phd"}),
        ("我戒酒三年了，抽烟也戒烟了。", {"sober", "quit_smoking"}),
        ("孩子们都离家了，家里只剩下我和两只猫。", {"empty_nest", "cats"}),
        ("我在醫院當護理師，休假就去潛水。", {"nurse", "diving"}),
        ("我喜歡登山、攝影，也養了一隻狗。", {"hiking", "photography", "dogs"}),
        ("我是圖書館員，業餘時間玩桌遊。", {"librarian", "boardgames"}),
    ],
)
def test_chinese_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("我先生是医生，周末我去爬山。", "doctor"),
        ("我和护士一起工作。", "nurse"),
        ("我讨厌做饭，所以嫁给了一个厨师。", "chef"),
        ("我不喜欢跑步，但是喜欢骑自行车。", "running"),
        ("我想学帆船，可是一直没时间。", "sailing"),
        ("我侄子在学小提琴，我负责接送。", "violin"),
        ("我在农村长大，后来去了上海。", "politics_local"),
        ("我给程序员做招聘。", "software"),
        ("我小时候想当兽医，结果当了会计。", "vet"),
        ("我對貓過敏。", "cats"),
        ("我從沒學過游泳。", "swimming"),
        ("我太太是律師，我在家帶孩子。", "lawyer"),
    ],
)
def test_chinese_sentences_tell_no_more_than_that(text: str, key: str) -> None:
    assert key not in held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("我在倫敦讀書。", "place:2643743"),
        ("我是德国人。", "place:DE"),
        ("我會說法語。", "lang:fr"),
        ("我在韓國學韓語。", "lang:ko"),
    ],
)
def test_names_are_known_in_both_scripts(text: str, key: str) -> None:
    assert key in {facet.key for facet in facets_in(text, source="story", language="zh")}
