"""What Thai sentences say of their writers, and what they don't."""

import pytest

from icebreak.matching.facets import facets_in


def held(text: str) -> set[str]:
    return {
        facet.key.removeprefix("c:")
        for facet in facets_in(text, source="story", language="th")
        if facet.holds and facet.key.startswith("c:")
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ผมเป็นวิศวกรโยธา วันเสาร์ชอบตกปลาและดูนก", {"engineer_civil", "fishing", "birdwatching"}),
        ("ฉันเป็นแม่ลูกแฝดและเป็นแม่เลี้ยงเดี่ยว", {"twins_parent", "single_parent", "parent"}),
        ("ปีที่แล้วถูกเลิกจ้างและตอนนี้กำลังหางานใหม่", {"redundancy", "job_seek"}),
        ("ผมเลิกเหล้ามาห้าปีแล้ว", {"sober"}),
        ("คุณยายสอนฉันถักโครเชต์", {"knitting"}),
        ("ฉันเป็นพยาบาลในหอผู้ป่วยมะเร็ง", {"nurse"}),
        ("ฉันดูแลแม่ที่เป็นอัลไซเมอร์", {"carer"}),
        ("ผมถนัดซ้ายและขี้อาย", {"lefthanded", "shy"}),
        ("ทำงานด้านการเงินมาไม่กี่ปี ชอบทำอาหารยามว่าง", {"finance", "cooking"}),
        ("ผมปลูกผักบนดาดฟ้าและเลี้ยงไก่ไข่", {"gardening", "hens"}),
    ],
)
def test_thai_sentences_tell_what_their_writers_are_and_do(text: str, keys: set[str]) -> None:
    assert keys <= held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ผมไม่เล่นฟุตบอล", "football"),
        ("ฉันว่ายน้ำไม่เป็น", "swimming"),
        ("สักวันฉันอยากแล่นเรือใบ", "sailing"),
        ("แฟนผมเป็นพยาบาล ส่วนผมเป็นนักบัญชี", "nurse"),
        ("สามีร้องเพลงประสานเสียง", "choir"),
        ("ลูกชายของฉันชอบเตะบอล", "football"),
        ("ฉันทำงานร่วมกับพยาบาลทุกวัน", "nurse"),
        ("ฉันเป็นพยาบาลในหอผู้ป่วยมะเร็ง", "cancer"),
    ],
)
def test_thai_sentences_do_not_give_their_writers_what_is_not_theirs(text: str, key: str) -> None:
    assert key not in held(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ฉันเรียนกฎหมาย", "dogs"),
        ("ฉันตื่นเต้นมาก", "dance"),
        ("ฉันพักอยู่ใกล้โรงพยาบาล", "nurse"),
        ("ฉันชอบตกปลา", "politics_local"),
        ("ฉันชอบดูหนังสือ", "film"),
        ("ฉันพยายามทุกวัน", "guard"),
        ("ผมทำงานด้านเทคโนโลยี", "electronic"),
        ("ฉันเป็นโรคสมาธิสั้น", "meditation"),
    ],
)
def test_a_thai_word_is_not_found_inside_another(text: str, key: str) -> None:
    assert key not in held(text)
