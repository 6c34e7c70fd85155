"""``static/js/contract.js``: what the pages' scripts know of the contract."""

import json
from typing import Any

from msgspec import inspect as look

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.contract.registry import COMMANDS
from icebreak.contract.shapes import fields, plain

HEADER = "// Made by `icebreak contract`. Change the contract, not this file.\n"


def script() -> str:
    """The module's text, the same on every run."""
    commands = {name: _command(name) for name in sorted(COMMANDS)}
    return f"{HEADER}export const COMMANDS = {_js(commands)};\n"


def _command(name: str) -> dict[str, Any]:
    payload = COMMANDS[name].payload
    return {"fields": {field.encode_name: _field(field) for field in fields(payload)}}


def _field(field: look.Field) -> dict[str, Any]:
    kind = plain(field.type)
    told: dict[str, Any] = {"type": _kind(kind)}
    if isinstance(kind, look.ListType):
        inner = plain(kind.item_type)
        if isinstance(inner, look.StructType):
            told = {"type": "objects", "fields": _inner(inner)}
        else:
            told["of"] = _kind(inner)
    elif isinstance(kind, look.StructType):
        told["fields"] = _inner(kind)
    if field.required:
        told["required"] = True
    if isinstance(kind, look.StrType) and kind.min_length:
        told["min"] = kind.min_length
    return told


def _inner(kind: look.StructType) -> dict[str, Any]:
    return {field.encode_name: _field(field) for field in kind.fields}


def _kind(kind: look.Type) -> str:
    match kind:
        case look.BoolType():
            return "boolean"
        case look.IntType():
            return "integer"
        case look.ListType():
            return "list"
        case look.StructType():
            return "object"
    return "string"


def _js(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
