"""The cues of each language, tables/cues, as patterns for folded text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from icebreak.matching.words import UNSPACED

TABLES = Path(__file__).with_name("tables") / "cues"

_NOTHING = r"(?!)"
# A kin word alone is no subject there: "Dad of two", "Kind sein".
_NEEDS_POSSESSIVE = frozenset({"en", "de"})
_LEAD = r"(?:and|but|so|because|since|that|then|und|et|y|e)\s+"
_NEAR = r"(?:[\w'-]+\s+){0,2}?"
# Before kin at the end of a clause: they are no subject, as they are in "w chórze śpiewa moja
# siostra" and "il fisico di casa è mio fratello".
_NO_SUBJECT = (
    r"(?:with|for|of|to|from|and|or|at|by|like|than|as|about|mit|für|von|zu|bei|und|wie|als|um|an|auf"
    r"|con|por|para|de|del|a|al|y|e|como|desde|sin|per|di|da|com|do|ao|à|avec|pour|chez|et|comme"
    r"|sur|sans|met|voor|van|aan|naar|en|bij|med|för|från|till|och|hos|z|ze|dla|od|do|u|i|jak|o"
    r"|с|со|для|у|от|к|и|как|о|ile|için|gibi|ve)"
)
_AND_ME = r"(?!\s+(?:and|und|et|y|e|och|og|i|и|en)\s+(?:i|ich|moi|yo|eu|io|ik|ja|я|jag|jeg)\b)"
_WHO = r"(?:who|whose|qui|die|der|que|che|kt[oó]r\w+|котор\w+)\b"
_CHILD_OF = r"|\b(?:married to|son of|daughter of|child of|raised by)\s+(?:[\w-]+\s*){1,4}"


@dataclass(frozen=True, slots=True)
class Cues:
    """tables/cues/README.md says what each is for; one that a language lacks matches nothing."""

    no: re.Pattern[str]
    yes: re.Pattern[str]
    wish: re.Pattern[str]
    past: re.Pattern[str]
    other_first: re.Pattern[str]
    they_first: re.Pattern[str]
    me_first: re.Pattern[str]
    to_me: re.Pattern[str]
    who: re.Pattern[str]
    kin_last: re.Pattern[str]
    subject_last: re.Pattern[str]
    i_any: re.Pattern[str]
    kin_any: re.Pattern[str]
    others_things: re.Pattern[str]
    roots: re.Pattern[str]
    like: re.Pattern[str]
    role: re.Pattern[str]
    roles: re.Pattern[str]
    with_: re.Pattern[str]
    as_: re.Pattern[str]
    after: re.Pattern[str]
    work: re.Pattern[str]
    lived: re.Pattern[str]
    we: re.Pattern[str]


@cache
def cues_of(language: str) -> Cues:
    """The cues of English where there are none of this language."""
    known = _table(language) or _table("en")
    border, gap, near = ("", r"\s*", "") if language in UNSPACED else (r"\b", r"\s+", _NEAR)

    def whole(pattern: str) -> str:
        return f"{border}(?:{pattern}){border}"

    def own(name: str) -> str:
        return whole(known[name]) if name in known else _NOTHING

    kin, mine = known["kin"], known["mine"]
    possessed = rf"(?:{mine}){gap}{near}(?:{kin})"
    subject = (
        possessed if language in _NEEDS_POSSESSIVE else rf"(?:(?:{mine}){gap}{near})?(?:{kin})"
    )
    lead = rf"(?:{known.get('lead', _LEAD)})?"
    bare = known.get("bare", _NOTHING)
    theirs = known.get("theirs", _NOTHING).replace("KIN", f"(?:{kin})")
    things = r"'s?\s+(?:(?!(?:in|on|at|near|and|when|for)\b)[\w-]+\s*){1,4}"
    patterns = {
        "no": whole(known["no"]),
        "yes": whole(known["yes"]),
        "wish": whole(known["wish"]),
        "past": whole(known["past"]),
        "other_first": rf"{lead}(?:{whole(subject)}(?!['-]){_AND_ME}(?=\s*[^\s,]|$)|{bare})",
        "they_first": rf"{lead}{whole(known['they'])}(?!-)",
        "me_first": rf"(?:[\w'-]+\s+){{0,2}}?{whole(known['i'])}",
        "to_me": own("to_me"),
        "who": _WHO,
        "kin_last": rf"{whole(kin)}\s*$",
        "subject_last": rf"(?:^|\s)(?!{_NO_SUBJECT}\s)\S+{gap}{whole(possessed)}\s*$",
        "i_any": whole(known["i"]),
        "kin_any": whole(kin),
        "others_things": rf"{whole(possessed)}{things}{_CHILD_OF}|{theirs}",
        "roots": own("roots"),
        "like": rf"{own('like')}\s*$",
        "role": known.get("role", _NOTHING),
        "roles": known.get("roles", _NOTHING),
        "with_": known.get("with", _NOTHING),
        "as_": known.get("as", _NOTHING),
        "after": rf"\s*{own('after')}",
        "work": own("work"),
        "lived": own("lived"),
        "we": whole(known.get("we", known["i"])),
    }
    return Cues(**{name: re.compile(p, re.IGNORECASE) for name, p in patterns.items()})


@cache
def _table(language: str) -> dict[str, str]:
    path = TABLES / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
