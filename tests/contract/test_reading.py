"""From a raw payload to a typed command, or to one sentence and the field that is to blame."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icebreak.contract.reading import decode, read
from icebreak.contract.registry import COMMANDS
from icebreak.domain.errors import Invalid

KEY = "a-key-of-some-length-123"


def reads(name: str, /, **payload: Any) -> Any:
    return read(COMMANDS[name], {"key": KEY, **payload})


def refusal(name: str, /, **payload: Any) -> Invalid:
    with pytest.raises(Invalid) as caught:
        reads(name, **payload)
    return caught.value


@pytest.mark.parametrize(
    ("name", "payload", "field", "sentence"),
    [
        ("session.join", {"code": "7KQ4TM"}, "name", "“name” is missing."),
        ("session.join", {"code": "7KQ4TM", "name": ""}, "name", "Please fill this in."),
        (
            "session.join",
            {"code": "7KQ4TM", "name": " \u200b "},
            "name",
            "Please type something that others can read.",
        ),
        (
            "session.join",
            {"code": "7KQ4TM", "name": "x" * 81},
            "name",
            "That is too long: at most 80 characters.",
        ),
        ("me.sit_out", {"on": 1}, "on", "Expected bool, got int."),
        ("me.sit_out", {"off": True}, "off", "“off” is not part of this command."),
        ("round.extend", {"seconds": 5}, "seconds", "That is too little: at least 10."),
        ("round.extend", {"seconds": 10**6}, "seconds", "That is too much: at most 1800."),
        ("swap.propose", {"to": "p", "fields": []}, "fields", "Choose at least 1."),
        ("swap.propose", {"to": "p", "fields": ["salary"]}, "fields", "There is no such choice."),
        ("profile.save", {"interests": ["x"] * 21}, "interests", "Those are too many: at most 20."),
        ("profile.save", {"interests": ["x", ""]}, "interests", "Please fill this in."),
        (
            "card.save",
            {"links": [{"label": "x" * 41, "url": "https://example.org"}]},
            "links",
            "That is too long: at most 40 characters.",
        ),
        (
            "profile.save",
            {"language": "not a tag"},
            "language",
            "That doesn't have the right form.",
        ),
    ],
)
def test_a_refusal_names_the_field_and_says_what_is_wrong(
    name: str, payload: dict[str, Any], field: str, sentence: str
) -> None:
    told = refusal(name, **payload)
    assert (told.field, told.message) == (field, sentence)


def test_texts_are_kept_in_one_form() -> None:
    decomposed = unicodedata.normalize("NFD", "  Chloé \u202e\u0007 \u2028 Lévi\ufeff ")
    assert reads("session.join", code="7KQ4TM", name=decomposed).name == "Chloé Lévi"
    told = reads("story.tell", room="r", text="One.\r\nTwo.\u2028Three.\x0b\u2066 ")
    assert told.text == "One.\nTwo.\nThree."
    assert reads("story.draft", room="r", text="half \n").text == "half \n"
    assert reads("session.update", password="  as typed ").password == "  as typed "


@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "\ud800", "x\udfff"])
def test_what_a_database_cannot_hold_is_refused_everywhere(bad: str) -> None:
    for name, payload in (
        ("session.join", {"code": "7KQ4TM", "name": bad}),
        ("story.tell", {"room": "r", "text": bad}),
        ("story.tell", {"room": bad, "text": "x"}),
        ("story.draft", {"room": "r", "text": bad}),
        ("profile.save", {"interests": ["ok", bad]}),
        ("card.save", {"links": [{"label": bad, "url": "https://example.org"}]}),
        ("session.update", {"password": bad}),
        ("contact.note", {"contact": "c", "note": bad}),
    ):
        assert refusal(name, **payload).field in payload


def test_a_text_is_as_long_as_it_is_stored() -> None:
    # U+0958 becomes two characters in NFC, so 600 of them are 1200 stored ones.
    assert refusal("story.tell", room="r", text="\u0958" * 600).field == "text"
    assert len(reads("story.tell", room="r", text="\u0958" * 300).text) == 600


def test_a_name_that_nobody_could_see_is_none() -> None:
    for name in ("\u3164", "\u2800\u2800", "\u115f", "\uffa0", "\u200b\u200d", "\u0301", "\u034f"):
        assert refusal("session.join", code="7KQ4TM", name=name).field == "name"


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 50_000,
        b"{" * 9_000,
        b'"text"',
        b"17",
        b"null",
        b"\xff\xfe",
        b'{"a": "\\ud800"}',
        b"{",
    ],
)
def test_what_is_no_json_object_is_refused_and_nothing_breaks(body: bytes) -> None:
    with pytest.raises(Invalid):
        decode(body)


def test_no_body_is_an_empty_object() -> None:
    assert decode(b"") == {}


def test_forms_send_numbers_and_truth_as_text() -> None:
    spec = COMMANDS["round.extend"]
    assert read(spec, {"key": KEY, "seconds": "90"}, lax=True).seconds == 90
    assert read(COMMANDS["me.sit_out"], {"key": KEY, "on": "false"}, lax=True).on is False
    with pytest.raises(Invalid):
        read(spec, {"key": KEY, "seconds": "ninety"}, lax=True)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(name=st.sampled_from(sorted(COMMANDS)), payload=json)
def test_nothing_but_a_refusal_comes_of_any_payload(name: str, payload: Any) -> None:
    told = refusal_of(name, payload)
    if told is not None:
        assert told.message.strip()
        told.message.encode()
        (told.field or "").encode()


def refusal_of(name: str, payload: Any) -> Invalid | None:
    try:
        read(COMMANDS[name], payload)
    except Invalid as told:
        return told
    return None


@given(text=st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_a_text_that_was_read_is_read_as_the_same_again(text: str) -> None:
    try:
        once = reads("story.tell", room="r", text=text).text
    except Invalid:
        return
    assert reads("story.tell", room="r", text=once).text == once
    once.encode()
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\x00\x07\x7f\x85\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\r")
