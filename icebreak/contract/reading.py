"""From a raw payload to a typed command, or a sentence that says what is wrong with it."""

import re
from typing import Any

import msgspec

from icebreak.contract.registry import Command, Spec
from icebreak.contract.texts import FieldError
from icebreak.domain.errors import Invalid

# The contract's answers must not depend on how a library words its errors; what
# isn't recognised here still gets a sentence, only a plainer one.
_FIELD = re.compile(r"(?: - at `\$\.?(?P<path>[^`]*)`)$")
_SENTENCES = (
    (re.compile(r"missing required field `(?P<name>\w+)`"), "“{name}” is missing."),
    (re.compile(r"unknown field `(?P<name>[^`]*)`"), "“{name}” is not part of this command."),
    (re.compile(r"`str` of length <= (?P<n>\d+)"), "That is too long: at most {n} characters."),
    (re.compile(r"`str` of length >= 1\b"), "Please fill this in."),
    (re.compile(r"`str` of length >= (?P<n>\d+)"), "That is too short: at least {n} characters."),
    (re.compile(r"`array` of length <= (?P<n>\d+)"), "Those are too many: at most {n}."),
    (re.compile(r"`array` of length >= (?P<n>\d+)"), "Choose at least {n}."),
    (re.compile(r"`int` <= (?P<n>-?\d+)"), "That is too much: at most {n}."),
    (re.compile(r"`int` >= (?P<n>-?\d+)"), "That is too little: at least {n}."),
    (
        re.compile(r"Invalid enum value '?(?P<value>[^']*?)'?(?: - at|$)"),
        "There is no such choice.",
    ),
    (re.compile(r"matching regex"), "That doesn't have the right form."),
    (
        re.compile(r"Expected `(?P<want>[^`]+)`, got `(?P<got>[^`]+)`"),
        "Expected {want}, got {got}.",
    ),
)


LONGEST_SHOWN = 120
UNREADABLE = "That is not JSON, or it holds a character that can't be stored."
NO_OBJECT = "A command takes one JSON object."


def read(spec: Spec, payload: object, *, lax: bool = False) -> Command:
    """The typed payload of a command.

    ``lax`` reads numbers and truth values from text, for HTML forms.

    Raises:
        Invalid: with a sentence for people and the field that is to blame.
    """
    try:
        return msgspec.convert(payload, spec.payload, strict=not lax)
    except msgspec.ValidationError as error:
        raise _told(error) from None
    except (ValueError, TypeError, RecursionError):
        raise Invalid("That is not what this command takes.") from None


def decode(body: bytes) -> object:
    """JSON to plain values.

    Raises:
        Invalid: for what is no JSON object, however it fails.
    """
    try:
        payload: Any = msgspec.json.decode(body) if body else {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Invalid(UNREADABLE) from None
    if not isinstance(payload, dict):
        raise Invalid(NO_OBJECT)
    return payload


def _told(error: msgspec.ValidationError) -> Invalid:
    text = str(error)
    found = _FIELD.search(text)
    path = re.sub(r"\[(\d*|\.\.\.)\]", r".\1", found["path"]).strip(".") if found else ""
    field = path.split(".")[0] or None
    if isinstance(error.__cause__, FieldError):
        inner = error.__cause__
        return Invalid(str(inner), field=field or inner.field)
    for pattern, sentence in _SENTENCES:
        match = pattern.search(text)
        if match:
            named = match.groupdict().get("name")
            told = {name: shown(value) for name, value in match.groupdict().items()}
            return Invalid(sentence.format(**told), field=shown(field or named or "") or None)
    return Invalid(shown(_FIELD.sub("", text)), field=shown(field or "") or None)


def shown(text: str) -> str:
    """What somebody sent, so short and plain that it can stand in a sentence of ours."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text[:LONGEST_SHOWN])
