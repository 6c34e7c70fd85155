"""The contract as a page, for people who write clients."""

import json
from functools import cache

from flask import Blueprint, Response

from icebreak.contract.events import EVENTS
from icebreak.contract.registry import COMMANDS, Done, Spec
from icebreak.contract.shapes import example
from icebreak.web.rendering import page

reference = Blueprint("reference", __name__)


@reference.get("/api/docs")
def docs() -> Response:
    return page("api_docs.html", commands=_commands(), events=sorted(EVENTS))


@cache
def _commands() -> list[dict[str, str]]:
    return [_command(COMMANDS[name]) for name in sorted(COMMANDS)]


def _command(spec: Spec) -> dict[str, str]:
    silent = spec.result is Done
    return {
        "name": spec.name,
        "summary": spec.summary,
        "who": spec.who,
        "until": spec.until,
        "payload": json.dumps(example(spec.payload), indent=2, ensure_ascii=False),
        "result": "" if silent else json.dumps(example(spec.result), indent=2, ensure_ascii=False),
    }
