"""Types as the generated documents describe them: JSON Schema, and an example of each."""

from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import inspect as look

_EXAMPLES: dict[str, object] = {
    "key": "kV3mX0cJq8T1yLwZ5eHn2A",
    "code": "7KQ4TM",
    "language": "en",
    "code_or_link": "7KQ4TM",
    "title": "Repair Cafés Online: spring gathering",
    "name": "Ana Reyes",
    "organisation": "Bike Kitchen Porto",
    "why": "our town has 300 broken toasters and two volunteers",
    "offer": "asking the council for a room",
    "seek": "has repaired an old radio",
    "label": "bicycles",
    "phrase": "bicycles",
    "prompt": "Something that broke, and what you found out because of it.",
    "text": "My grandmother's radio went silent the week she moved in with us.",
    "card_url": "https://icebreak.example/c/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "join_url": "https://icebreak.example/j/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "host_url": "https://icebreak.example/h/…",
    "resume_url": "https://icebreak.example/r/…",
    "sentence": "23 people, rooms of 4, 3 rounds: each meets 9 others, nobody twice.",
    "kind": "round",
    "status": "running",
    "seating": "ground",
    "deck": "light",
    "swap": "agreed",
    "emails": ["ana@example.org"],
    "phones": ["+351912345678"],
    "url": "https://example.org/ana",
    "fields": ["emails", "links"],
    "people": ["p_ana", "p_ben"],
    "because": "You both learnt to solder from a grandmother.",
    "apart": [["p_ana", "p_ben"]],
    "together": [["p_ana", "p_leila", "p_noor"]],
    "follow_up_on": "2026-12-04",
    "note": "Send her our letter to the council.",
    "evidence": {"p_ana": "I repair bicycles on Saturdays", "p_leila": "the bicycle workshop"},
    "versions": {"session": 7, "room": 42, "me": 3},
    "template": "45",
}
_MOMENT = "2026-11-25T19:04:00Z"
_DAY = "2026-12-25"
_IDS = {
    "id", "session", "session_id", "person", "participant_id", "by", "to", "room", "room_id",
    "step", "story", "story_id", "host", "host_id", "contact", "turn", "first",
    "introduction", "introduction_id",
}  # fmt: skip


def schema(kinds: list[type]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """JSON Schema of types, and the definitions that they refer to."""
    schemas, definitions = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    return list(schemas), definitions


def example(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """A plausible value of a struct, with every field in it."""
    info = look.type_info(kind)
    assert isinstance(info, look.StructType)  # noqa: S101 - the argument's type says so
    return {field.encode_name: _value(field.encode_name, field.type) for field in info.fields}


def fields(kind: type[msgspec.Struct]) -> tuple[look.Field, ...]:
    info = look.type_info(kind)
    assert isinstance(info, look.StructType)  # noqa: S101 - the argument's type says so
    return info.fields


def plain(kind: look.Type) -> look.Type:
    """A type without its limits and without None."""
    while isinstance(kind, look.Metadata):
        kind = kind.type
    if isinstance(kind, look.UnionType):
        return plain(next(part for part in kind.types if not isinstance(part, look.NoneType)))
    return kind


def _value(name: str, kind: look.Type) -> Any:
    kind = plain(kind)
    known = _EXAMPLES.get(name)
    # What is a list here may be a number elsewhere: how many people, and who they are.
    if isinstance(known, str) and not isinstance(kind, (look.ListType, look.StructType)):
        return known
    match kind:
        case look.StructType():
            return example(kind.cls)
        case look.ListType():
            if isinstance(known, list) and not isinstance(plain(kind.item_type), look.StructType):
                return known
            return [_value(name.rstrip("s"), kind.item_type)]
        case look.BoolType():
            return True
        case look.IntType():
            return max(kind.ge or 0, 4)
        case look.FloatType():
            return 0.5
        case look.DateTimeType():
            return _MOMENT
        case look.DateType():
            return _DAY
        case look.LiteralType():
            return kind.values[0]
        case look.DictType():
            return {}
    return f"{name[:1]}_b7x2k9" if name in _IDS else name


ANY_TIME = (datetime, date)
