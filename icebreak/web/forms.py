"""From a posted form to a command's payload: the same fields, as text."""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import inspect as look
from werkzeug.datastructures import MultiDict

from icebreak.contract.registry import Command
from icebreak.contract.shapes import fields, plain

_NESTED = re.compile(r"^(?P<name>\w+)\.(?P<index>\d{1,3})\.(?P<inner>\w+)$")
_SEPARATORS = re.compile(r"[,;\n]")


def payload_of(form: "MultiDict[str, str]", kind: type[Command]) -> dict[str, Any]:
    """What the form says, field by field; a field that it doesn't name stays away.

    A list may come as repeated names or as one text with commas; the members
    of a list of objects as ``links.0.url``. The last value of a name counts,
    so that a hidden "false" can stand before a checkbox.
    """
    payload: dict[str, Any] = {}
    for field in fields(kind):
        name = field.encode_name
        kept = plain(field.type)
        if isinstance(kept, look.ListType):
            inner = plain(kept.item_type)
            if isinstance(inner, look.StructType):
                rows = list(_rows(form, name))
                if rows:
                    payload[name] = [_row(row, inner) for row in rows]
            elif name in form:
                payload[name] = _texts(form.getlist(name))
        elif isinstance(kept, look.StructType):
            nested = _dotted(form, name)
            if nested:
                payload[name] = nested
        elif name in form:
            value = form.getlist(name)[-1]
            optional_number = isinstance(kept, look.IntType) and not value.strip()
            if not optional_number:
                payload[name] = value
    return {name: value for name, value in payload.items() if not _left_blank(kind, name, value)}


def _rows(form: "MultiDict[str, str]", name: str) -> Iterable[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for key, values in form.lists():
        match = _NESTED.match(key)
        if match and match["name"] == name:
            rows.setdefault(int(match["index"]), {})[match["inner"]] = values[-1]
    return (rows[index] for index in sorted(rows))


def _row(row: dict[str, str], kind: look.StructType) -> dict[str, str]:
    """Only what the struct knows, without numbers that were left blank."""
    known = {field.encode_name: plain(field.type) for field in kind.fields}
    return {
        name: value
        for name, value in row.items()
        if name in known and (value.strip() or not isinstance(known[name], look.IntType))
    }


def _dotted(form: "MultiDict[str, str]", name: str) -> dict[str, str]:
    prefix = f"{name}."
    return {
        key.removeprefix(prefix): values[-1]
        for key, values in form.lists()
        if key.startswith(prefix) and values[-1] != ""
    }


def _texts(values: list[str]) -> list[str]:
    parts = (part.strip() for value in values for part in _SEPARATORS.split(value))
    return [part for part in parts if part]


def _left_blank(kind: type[Command], name: str, value: object) -> bool:
    """An empty text where the command wants something, or nothing: then it wants nothing."""
    if value != "":
        return False
    kept = next(each.type for each in fields(kind) if each.encode_name == name)
    if not isinstance(kept, look.UnionType):
        return False
    inner = next(part for part in kept.types if not isinstance(part, look.NoneType))
    while isinstance(inner, look.Metadata):
        inner = inner.type
    return isinstance(inner, look.StrType) and bool(inner.min_length)
