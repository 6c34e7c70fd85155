"""Whatever is sent: a code of the closed set and a sentence, nothing lost, nothing half done."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import inspect as look

from icebreak.contract.codes import Code, refusal_body
from icebreak.contract.registry import COMMANDS, Command
from icebreak.contract.shapes import fields, plain
from icebreak.domain.errors import Invalid, Refusal
from icebreak.services.occasion import Actor
from tests.services.cast import Cast, cast
from tests.services.stage import Stage, everything

CODES = {str(code) for code in Code}
NOBODY = Actor("anyone", address="192.0.2.7")

# What phones send when something is wrong with them, and what people send who try.
HOSTILE: tuple[Any, ...] = (
    *(None, True, False, -1, 0, 2**70, -(2**70), 0.5, float("inf"), float("nan")),
    *("", " ", "\x00", "a\x00b", "\ud800", "\u202etxt.exe", "\u2066", "\ufeff", "\u200b"),
    *("x" * 70_000, "é" * 601, "%s%n{}{0}", "'; DROP TABLE sessions; --", "../../etc/passwd"),
    *("<script>alert(1)</script>", "2026-13-45", "٢٠٢٦-٠١-٠١", "9999-12-31", "\r\nX-Evil: 1"),
    *([], {}, [None], [[]], [{}], {"a": {}}, ["x"] * 2000, [{"url": "javascript:alert(1)"}]),
    *([{"kind": "round", "seconds": -1}], [{"label": "\ud800", "url": "https://x.example"}]),
)


@pytest.fixture
def made(stage: Stage) -> Cast:
    return cast(stage)


def answer(made: Cast, name: str, payload: Any) -> dict[str, Any]:
    """As each door answers: a result, or the refusal's body. Anything else is a failure."""
    spec = COMMANDS.get(name)
    actor = made.who_gives(spec).actor if spec and spec.who != "anyone" else NOBODY
    try:
        return made.stage.gate.answer(actor, name, payload).body()
    except Refusal as refusal:
        return refusal_body(refusal)


def check(told: dict[str, Any]) -> None:
    if told["ok"]:
        return
    assert told["error"] in CODES
    assert told["message"][-1] in ".?!"
    repr(told).encode()
    assert len(told["message"]) < 400


def types_of(payload: type[Command]) -> dict[str, look.Type]:
    return {field.encode_name: plain(field.type) for field in fields(payload)}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_one_hostile_field_at_a_time(made: Cast, name: str) -> None:
    good = {**made.payload(name)}
    if COMMANDS[name].writes:
        good["key"] = f"a-key-that-is-long-enough-{name.replace('.', '-')}"
    for field in (*types_of(COMMANDS[name].payload), "unheard_of"):
        for value in HOSTILE:
            told = answer(made, name, {**good, field: value})
            check(told)
            if field == "unheard_of":
                assert (told["error"], told["field"]) == ("invalid", "unheard_of")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_wrong_types_are_refused_and_change_nothing(made: Cast, name: str) -> None:
    before = everything(made.stage)
    good = {**made.payload(name)}
    if COMMANDS[name].writes:
        good["key"] = "a-key-that-is-long-enough"
    for field, kind in types_of(COMMANDS[name].payload).items():
        wrong: Any = 17 if not isinstance(kind, look.IntType) else "seventeen"
        told = answer(made, name, {**good, field: wrong})
        assert (told["ok"], told.get("error")) == (False, "invalid"), field
    for payload in ([], "text", 17, None, True):
        assert answer(made, name, payload)["error"] == "invalid"
    assert everything(made.stage) == before


anything = st.recursive(
    st.sampled_from(HOSTILE) | st.text(max_size=8) | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_payload_of_any_command(made: Cast, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(COMMANDS)))
    known = st.sampled_from([*types_of(COMMANDS[name].payload), "unheard_of"])
    payload = data.draw(st.dictionaries(known | st.text(max_size=5), anything, max_size=5))
    if name not in {"me.forget", "session.delete"}:
        check(answer(made, name, payload))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_any_name_of_a_command(made: Cast, name: str) -> None:
    if name not in COMMANDS:
        told = answer(made, name, {})
        check(told)
        assert told["error"] == "unknown_command"


def test_people_who_are_asked_for_a_card_get_told_which_field_is_wrong(made: Cast) -> None:
    for field, value in (
        ("emails", ["not an address"]),
        ("phones", ["call me"]),
        ("links", [{"label": "", "url": "javascript:alert(1)"}]),
        ("links", [{"label": "", "url": "https://user@evil.example"}]),
    ):
        with pytest.raises(Invalid) as refusal:
            made.ana.does("card.save", **{field: value})
        assert refusal.value.field == field
    assert made.ana.state.me.card.emails == [f"{made.ana.id}@example.org"]
