"""Languages named in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icebreak.matching import gazetteer
from icebreak.matching.find import Find
from icebreak.matching.lexicon import label_of
from icebreak.matching.words import Word, plain, unspaced, without_particle

SPOKEN, OWN = 0.9, 0.4
LEARNING, AS_LEARNERS = "c:languages", 0.75
# Languages that end names otherwise in other cases.
INFLECTING = frozenset({"pl", "cs", "ru", "uk", "fi", "hu", "tr", "bg", "ro", "el"})
_SPEAKS = re.compile(
    r"\b(?:my (?=[A-Z]\w+ is\b)|speak\w*|spoke\w*|learn\w*|fluent\w*|conversation\w*"
    r"|practi[sc]\w+|tandem|lessons?"
    r"|language\w*|native|translat\w+|teach\w*|taught|tongue|bilingual|trilingual|course|class\w*"
    r"|dictionary|duolingo|grammar|accent|subtitles|translator|interpret\w+|study\w*|studied"
    r"|insegn\w*|enseñ\w*|ensin\w*|enseign\w*|chat\w*|exchange|lern\w*|sprech\w*|spricht|unterricht\w*|kurs|muttersprach\w*|übersetz\w*"
    r"|parl\w+|appren\w+|cours|langue|pratiqu\w+|habl\w+|aprend\w+|clases?|curso|idioma|lengua"
    r"|fal[aoe]\w*|aulas?|língua|pratic\w+|impar\w+|lezion\w+|lingua|spreek\w*|leer\w*|les|taal"
    r"|mówi\w*|uczy?\w*|język\w*|lekcj\w+|говор\w+|уч\w+|язык\w*|lär\w*|talar|språk\w*|lærer"
    r"|snakker"
    r"|taler|konuş\w*|öğren\w*|dili)\b|[学說说話话語语]|어|ללמוד|מדבר|لغة|أتعلم|أتحدث|배우|배워|배웠|공부|말하|ภาษา",
    re.IGNORECASE,
)
_LEARNS = re.compile(
    r"\b(?:learn\w*|lern\w*|appren\w+|aprend\w+|impar\w+|leer|leren|uczę|uczy\w*|учу\w*|изуча\w*"
    r"|lär"
    r"|öğren\w*|beginner\w*|duolingo|evening class\w*|my \w+ is (?:still|getting|finally"
    r"|terrible))\b"
    r"|勉強|学习|在学|習って|배우|أتعلم",
    re.IGNORECASE,
)


def tongues_in(
    text: str, start: int, end: int, words: Sequence[Word], language: str, *, typed: bool = False
) -> Iterator[Find]:
    """Languages that the clause says are spoken, learned or taught."""
    if not typed and not _SPEAKS.search(text[start:end]):
        return
    for word in words:
        written = text[word.start : word.end]
        known = gazetteer.tongues()
        code = known.get(plain(word.norm)) or known.get(plain(without_particle(word.norm)))
        code = code or _inflected_tongue(word, language)
        if not code or (language == "en" and not typed and not written[0].isupper()):
            continue
        # the language that the text itself is in tells little
        sure = OWN if code == language and not typed else SPOKEN
        name = gazetteer.tongue_name(code)
        yield Find(f"lang:{code}", "language", name, word.start, word.end, sure)
        if not typed and sure > OWN and _LEARNS.search(text[start:end]):
            yield Find(LEARNING, "interest", label_of(LEARNING), word.start, word.end, AS_LEARNERS)


def _inflected_tongue(word: Word, language: str) -> str | None:
    """ "polskiego" for "polski": the same but for the ending, in languages that decline."""
    if language not in INFLECTING or len(word.norm) < 5 or unspaced(word.norm):
        return None
    name = plain(word.norm)
    for cut in (1, 2, 3):
        for ending in ("i", "y", "ий", "ski", "ština", ""):
            code = gazetteer.tongues().get(name[:-cut] + ending)
            if code:
                return code
    return None
