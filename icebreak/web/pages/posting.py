"""A form on its way to the gate, and what the person sees then."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request

from icebreak.contract.codes import STATUS, Code
from icebreak.contract.registry import COMMANDS
from icebreak.domain.errors import Invalid, Refusal
from icebreak.services.occasion import Actor
from icebreak.services.once import Answer
from icebreak.web.credentials import the_gate
from icebreak.web.forms import payload_of

Again = Callable[[Refusal, dict[str, Any]], Response]


def give(actor: Actor, name: str, **extra: Any) -> Answer:
    """Give the command that the posted form holds, with ``extra`` from the address."""
    spec = COMMANDS[name]
    payload = payload_of(request.form, spec.payload)
    return the_gate().answer(actor, name, {**payload, **extra}, lax=True)


def named_command(*allowed: str) -> str:
    """Which of a page's commands the posted form is: its address names it."""
    name = request.args.get("command", allowed[0])
    if name not in allowed:
        raise Invalid("This page doesn't do that.")
    return name


def then(actor: Actor, name: str, where: str, again: Again, **extra: Any) -> Response:
    """Give the form's command and go on; after a refusal show the page again, as typed."""
    try:
        give(actor, name, **extra)
    except Refusal as refusal:
        return with_status(refusal, again(refusal, typed()))
    return go(where)


def with_status(refusal: Refusal, response: Response) -> Response:
    response.status_code = status_of(refusal)
    return response


def status_of(refusal: Refusal) -> int:
    """The same status as at the other doors."""
    return STATUS[Code(refusal.code)]


def typed() -> dict[str, Any]:
    """What the person typed, to be shown again; several values of a name as a list."""
    return {
        name: values[-1] if len(values) == 1 else values for name, values in request.form.lists()
    }


def go(where: str) -> Response:
    response = redirect(where, 303)
    assert isinstance(response, Response)  # noqa: S101 - redirect makes ours
    return response
