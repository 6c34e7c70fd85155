"""The HTTP door as an OpenAPI 3.1 document."""

from functools import cache
from typing import Any

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.contract.codes import STATUS
from icebreak.contract.commands.sessions import Unchanged
from icebreak.contract.registry import COMMANDS, Spec, Who
from icebreak.contract.shapes import example, schema
from icebreak.contract.states import HostState, ParticipantState
from icebreak.contract.streams import Versions

_REFUSAL = {
    "type": "object",
    "required": ["ok", "error", "message"],
    "properties": {
        "ok": {"const": False},
        "error": {"type": "string", "enum": [str(code) for code in STATUS]},
        "message": {"type": "string", "description": "A sentence for people."},
        "field": {"type": "string", "description": "The field that is to blame."},
    },
}


def document(server: str) -> dict[str, Any]:
    """The document for an instance at this address."""
    return {**_document(), "servers": [{"url": server}]}


@cache
def _document() -> dict[str, Any]:
    specs = [COMMANDS[name] for name in sorted(COMMANDS)]
    kinds: list[type] = [spec.payload for spec in specs] + [spec.result for spec in specs]
    kinds += [ParticipantState, HostState, Unchanged, Versions]
    schemas, definitions = schema(kinds)
    by_kind = dict(zip(kinds, schemas, strict=True))
    definitions["Refusal"] = _REFUSAL
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "icebreak",
            "version": "1",
            "description": (
                "Everything a client can ask is a command. Every write carries a key: a repeat "
                "gets the first answer."
            ),
        },
        "paths": {f"/api/v1/{spec.name}": {"post": _operation(spec, by_kind)} for spec in specs},
        "components": {
            "schemas": definitions,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(spec: Spec, schemas: dict[type, dict[str, Any]]) -> dict[str, Any]:
    results = [schemas[spec.result]]
    if spec.name == "state.get":
        results = [schemas[kind] for kind in (ParticipantState, HostState, Unchanged)]
    answer = {
        "type": "object",
        "required": ["ok", "versions"],
        "properties": {"ok": {"const": True}, "versions": schemas[Versions]},
    }
    success = {"allOf": [answer, results[0] if len(results) == 1 else {"anyOf": results}]}
    failure = {"$ref": "#/components/schemas/Refusal"}
    statuses = sorted({str(status) for status in STATUS.values()})
    return {
        "operationId": spec.name.replace(".", "_"),
        "summary": spec.summary,
        "description": f"For {spec.who}. Possible until {spec.until}.",
        "security": [] if spec.who is Who.ANYONE else [{"token": []}],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": schemas[spec.payload],
                    "example": example(spec.payload),
                }
            },
        },
        "responses": {
            "200": _content("Done, and on disk.", success),
            **{status: _content("Refused.", failure) for status in statuses},
        },
    }


def _content(description: str, body: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": body}}}
