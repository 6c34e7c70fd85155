"""What is generated from the contract equals the code, and the parts of the code each other."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect as look

from icebreak.cli.contract import generated
from icebreak.contract import openapi
from icebreak.contract.codes import STATUS, Code
from icebreak.contract.events import EVENTS, name_of
from icebreak.contract.reading import read
from icebreak.contract.registry import COMMANDS, Until, Who
from icebreak.contract.shapes import example
from icebreak.contract.states import HostState, ParticipantState
from icebreak.domain import errors
from icebreak.services.handlers import HANDLERS
from icebreak.settings import SETTINGS, from_environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(generated()))
def test_a_generated_file_equals_the_code(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == generated()[name]


def test_every_command_has_a_handler_and_every_handler_a_command() -> None:
    # The state has a way of its own: it is answered without a transaction that writes.
    assert set(HANDLERS) == set(COMMANDS) - {"state.get"}


def test_a_handler_that_makes_its_answer_again_keeps_fields_of_it() -> None:
    for name, handler in HANDLERS.items():
        assert (handler.again is None) == (handler.keeps == ()), name
        assert set(handler.keeps) <= set(COMMANDS[name].result.__struct_fields__), name


def test_the_codes_of_refusals_are_the_contracts() -> None:
    told = {kind.code for kind in errors.Refusal.__subclasses__()}
    assert told == {str(code) for code in Code} == {str(code) for code in STATUS}
    assert [STATUS[code] for code in Code] == [
        *(400, 401, 403, 404, 409, 409, 409, 429, 413, 503, 503, 410, 404)
    ]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_example_of_a_command_is_read_as_it_stands(name: str) -> None:
    payload = example(COMMANDS[name].payload)
    if {"code", "join_token"} <= payload.keys():
        del payload["join_token"]
    if {"to", "card_token"} <= payload.keys():
        del payload["card_token"]
    if {"plan", "template"} <= payload.keys():
        del payload["template"]
    read(COMMANDS[name], json.loads(json.dumps(payload)))


def test_reads_take_no_key_and_writes_do() -> None:
    reads = {name for name, spec in COMMANDS.items() if not spec.writes}
    assert reads == {"state.get", "session.find", "me.export"}
    for name, spec in COMMANDS.items():
        assert ("key" in spec.payload.__struct_fields__) == (name not in reads)


def test_unknown_fields_are_refused_everywhere() -> None:
    def structs(kind: look.Type) -> list[type]:
        match kind:
            case look.StructType():
                inner = [each for field in kind.fields for each in structs(field.type)]
                return [kind.cls, *inner]
            case look.Metadata():
                return structs(kind.type)
            case look.ListType():
                return structs(kind.item_type)
            case look.UnionType():
                return [each for part in kind.types for each in structs(part)]
        return []

    for spec in COMMANDS.values():
        for kind in structs(look.type_info(spec.payload)):
            assert kind.__struct_config__.forbid_unknown_fields, kind  # type: ignore[attr-defined]


def test_every_event_goes_by_its_name_and_tells_what_it_covers() -> None:
    for name, kind in EVENTS.items():
        assert re.fullmatch(r"[a-z]+\.[a-z]+", name)
        assert kind.__struct_fields__[:3] == ("of", "version", "after")
        assert name_of(msgspec.convert(example(kind), kind)) == name


def test_the_openapi_document_names_every_command_and_resolves() -> None:
    document = openapi.document("https://icebreak.example")
    assert {f"/api/v1/{name}" for name in COMMANDS} == set(document["paths"])
    text = json.dumps(document)
    for reference in set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', text)):
        assert reference in document["components"]["schemas"]
    for path, methods in document["paths"].items():
        spec = COMMANDS[path.removeprefix("/api/v1/")]
        assert (methods["post"]["security"] == []) == (spec.who is Who.ANYONE)


def test_a_participants_state_has_what_outside_clients_rely_on() -> None:
    state = example(ParticipantState)
    assert {"versions", "now", "session", "me", "room", "contacts"} <= state.keys()
    assert {"id", "title", "step"} <= state["session"].keys()
    assert {"id", "name"} <= state["me"].keys()
    room = state["room"]
    assert {"id", "name", "members", "stories", "ground"} <= room.keys()
    assert {"id", "name"} <= room["members"][0].keys()
    assert {"id", "by", "text"} <= room["stories"][0].keys()


def test_no_state_of_a_host_has_a_place_for_stories_or_contacts() -> None:
    keys = set(re.findall(r'"(\w+)":', json.dumps(example(HostState))))
    assert not keys & {"text_of_story", "contacts", "card", "emails", "proposals", "evidence"}


def test_every_setting_that_is_read_is_listed() -> None:
    source = (ROOT / "icebreak" / "settings.py").read_text(encoding="utf-8")
    read_there = set(re.findall(r'env\.get\("([A-Z_]+)"', source))
    assert read_there == {setting.name for setting in SETTINGS}
    assert from_environment({}).port == 8000


def test_every_command_says_until_when_and_what() -> None:
    for spec in COMMANDS.values():
        assert spec.until in Until
        assert spec.summary.endswith(".")
