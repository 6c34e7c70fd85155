"""A text cut into clauses: the smallest pieces that one can quote and that say one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_QUOTE = 160

_ENDS = re.compile(r"[.!?…]+(?=\s|$|[\"'”’)])|[。！？؟।\n\r;；؛:：—–]+(?:\s|$|(?<=[。！？]))|\s-\s")
# In Russian a dash stands for "is": "моя жена — врач".
_DASHES = ("-", "–", "—")
_NAMED = re.compile(r"\s*(?:[\u0400-\u04ff]+\s*){1,3}")
_BUT = (
    "but although though because whereas unless while however yet"
    " aber sondern obwohl weil denn während jedoch"
    " mais quoique parce puisque tandis cependant pourtant"
    " pero sino aunque porque mientras embora mas porém enquanto pois"
    " però perché sebbene mentre ma maar omdat hoewel terwijl"
    " ale bo ponieważ chociaż natomiast но потому хотя зато але тому хоча"
    " men fast eftersom fordi selv därför mutta koska vaikka de mert bár"
    " dar însă deși fiindcă ama fakat çünkü lakin tetapi tapi karena"
    " αλλά όμως επειδή لكن ولكن لأن اما ولی چون אבל כי למרות लेकिन मगर क्योंकि"
)
_NOT_ALONE = {"de", "yet", "fast", "ma", "mas", "selv", "pois", "denn", "dar"}
_AND = (
    "a and or so und et e y och og en i oraz и та а ve ja és și dan και و ו और then now who which"
)
_SUBJECT = (
    "i i'm i've i'd i'll im we we're we've my our he she they he's she's they're it it's"
    " ich wir mein meine er sie je j' moi nous mon ma il elle yo mi él ella eu meu minha ele ela"
    " io mio mia lui lei ik wij we mijn hij ja moja mój я мы мой моя он она jag vi min han hon"
    " jeg minu мій моя ben biz minä én eu"
)
_NOW = (
    "now ahora luego agora hoje hoy jetzt heute nun maintenant aujourd'hui nu adesso ora oggi teraz"
    " dziś сейчас теперь şimdi artık"
)
_SO = ("así que", "por isso", "por eso", "donc", "deshalb", "darum", "quindi", "perciò", "więc",
       "dlatego", "za to", "na razie", "поэтому", "пока", "зато", "själv", "zelf", "selbst", "dus",
       "daarom", "därför")  # fmt: skip
_I_DO = (
    "empecé comencé comecei aprendí soy estoy tengo trabajo vivo hago toco canto estudio enseño"
    " corro cocino sou estou tenho moro"
    " faço ensino sono ho lavoro abito faccio suono insegno jestem mam pracuję mieszkam gram"
    " śpiewam uczę wolę pracuje работаю живу играю пою учу люблю zoek werk woon fiets zwem speel"
    " arbeite wohne spiele singe suche söker jobbar bor spelar sjunger"
)
_PRONOUN = "its it's i i'm i've i'd we we're we've he she they it"
_TASTE = "love adore enjoy prefer hate loathe dislike despise ended settled turned chose"
_TURN = (
    "took started learned learnt began joined moved became went came got found discovered bought"
    " quit sold stopped gave built am switched fell now instead am wondering hoping hope want"
    " wanted would dream dreaming looking plan planning thinking considering never don't hate"
    " can't cannot won't didn't"
)
_BREAK = re.compile(
    "|".join((
        r",?\s+(?:{})\s+".format("|".join(w for w in _BUT.split() if w not in _NOT_ALONE)),
        r",\s+(?:{})\s+".format("|".join(sorted(_NOT_ALONE))),
        r",\s+(?:(?:{})\s+)?(?=(?:{})\b)".format(
            "|".join(_AND.split()), "|".join(_SUBJECT.split())
        ),
        r",\s+(?:(?:and\s+)?then|and\s+now|now|later|these\s+days|so)\s+",
        # "I hate running, love swimming": taste that changes in mid-sentence
        r",\s+(?:(?:and|but)\s+)?(?=(?:{}|{})\b)".format(
            "|".join(_TASTE.split()), "|".join(_TURN.split())
        ),
        r",\s+(?=(?:who|which|where|when|qui|die|der|das|que|kter\w+|котор\w+)\b)",
        r"\s+(?:{})\s+(?=(?:{})\b)".format(
            "and|or|so|und|och|og|и|oraz|et|y|e|en", "|".join(_SUBJECT.split())
        ),
        r"\s+(?=(?:when|where|whose|since|after|until|before|if|unless)\s+(?:{})\b)".format(
            "|".join(_PRONOUN.split())
        ),
        r"\s+and\s+still\s+",
        r",\s+a\s+(?=(?:w|we|na|z|ze|po|teraz|mój|moja|moje)\s)",
        # "in a town I have never visited", "no kids, just a dog"
        r"\s+(?=i(?:'ve|’ve| have| had)? never\b)",
        r",\s+(?=(?:just|only|for now|until then)\b)",
        # "gave up wine and took up running": each says its own thing
        r"\s+and\s+(?=(?:{})\b)".format("|".join(_TURN.split())),
        r"[，、،]|\s+(?=ول[امن]\s|وأنا\s)",
        # "and now", "so": what is so now is told apart from what was
        r",?\s+(?:and|y|e|et|und|en|och|og|a|i|и|а|ve)\s+(?=(?:{})\b)".format(
            "|".join(_NOW.split())
        ),
        r",\s+(?=(?:{})\b)".format("|".join((*_SO, *_NOW.split(), *_I_DO.split()))),
        # pro-drop: a verb of the writer after "and"
        r",?\s+(?:y|e|ed|i|a|и|а)\s+(?=(?:{})\b)".format("|".join(_I_DO.split())),
        r"\s+(?=و(?:أنا|أعمل|أعيش|أركض|ألعب|أدرس|أسكن|أحب|أعزف)\b)",
        # Thai puts a space where others put a comma, and joins "but" to what it opens
        r"(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7fA-Z])(?!ๆ)",
        r"(?<=[\u0e00-\u0e7f])(?=แต่(?!ง|ละ|เดิม|ก่อน|เช้า|เด็ก|เพียง|ว่าไม่))",
        r"(?<=[\u0e00-\u0e7f])(?=ส่วน(?:ฉัน|ผม|ดิฉัน|แฟน|สามี|ภรรยา|พี่|น้อง|แม่|พ่อ|ลูก))",
        # Korean joins it to what it closes: "but", "while", "and"
        r"(?<=지만),?\s+|(?<=[는은]데),?\s+|(?<=[가-힣]),\s+|(?<=어서),?\s+(?=저는|나는|이제|지금)",
        r"(?<=[했었았있하되이]고),?\s+(?!있|싶|계|나서|나니|말|다니|가|오|와|왔|간|갔|온|보|해)",
    )),
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """text[start:end]; `opens` when it is the first of its sentence, `asked` in a question."""

    start: int
    end: int
    opens: bool = True
    asked: bool = False


def clauses_in(text: str) -> list[Clause]:
    """In order, without the space and punctuation around them; empty ones are left out."""
    found: list[Clause] = []
    for start, end, asked in _sentences(text):
        opens = True
        for piece_start, piece_end in _pieces(text, start, end):
            left, right = _trimmed(text, piece_start, piece_end)
            if left < right:
                found.append(Clause(left, right, opens, asked))
                opens = False
    return found


def quote(text: str, start: int, end: int, around: tuple[int, int]) -> str:
    """text[start:end], or the part of it about `around`, cut at spaces to LONGEST_QUOTE."""
    if end - start > LONGEST_QUOTE:
        room = max(0, LONGEST_QUOTE - (around[1] - around[0]))
        start = max(start, around[0] - room // 2)
        end = min(end, start + LONGEST_QUOTE)
        start = max(0, min(start, end - LONGEST_QUOTE))
        if start and not text[start - 1].isspace():
            start = _next_space(text, start, min(around[0], end))
        if end < len(text) and not text[end].isspace():
            space = text.rfind(" ", max(start, around[1]), end)
            end = space if space > start else end
    return text[start:end].strip()


def _sentences(text: str) -> list[tuple[int, int, bool]]:
    cuts: list[tuple[int, int, bool]] = []
    start = 0
    for mark in _ENDS.finditer(text):
        if mark.group().strip() in _DASHES and _NAMED.fullmatch(text, start, mark.start()):
            continue
        cuts.append((start, mark.start(), any(c in "?？؟" for c in mark.group())))
        start = mark.end()
    return [*cuts, (start, len(text), False)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for mark in _BREAK.finditer(text, start, end):
        if mark.start() > start:
            pieces.append((start, mark.start()))
            start = mark.end()
    return [*pieces, (start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not _speaks(text[start]):
        start += 1
    while start < end and not _speaks(text[end - 1]) and text[end - 1] not in "+#)":
        end -= 1
    return start, end


def _speaks(char: str) -> bool:
    return char.isalnum() or char > "\u2fff" or "\u0900" <= char <= "\u0e7f" or char in "([@#"


def _next_space(text: str, start: int, limit: int) -> int:
    space = text.find(" ", start, limit)
    return space + 1 if space >= 0 else start
