"""Two people: what they share, and swapping cards."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from icebreak.contract.states import Met, ParticipantState, PersonRef
from icebreak.domain.errors import Invalid, NotFound, Refusal
from icebreak.services.occasion import Actor
from icebreak.web.credentials import the_gate
from icebreak.web.pages.posting import give, go, named_command, then, typed, with_status
from icebreak.web.pages.sitting import the_actor, the_state
from icebreak.web.rendering import page

swaps = Blueprint("swaps", __name__, url_prefix="/s/<session_id>")


@swaps.get("/ground/<person_id>")
def pair(session_id: str, person_id: str) -> Response:
    state = the_state(the_actor(session_id))
    if any(person.id == person_id for person in state.me.blocked):
        return go(f"/s/{session_id}/ground")
    met = _met(state, person_id)
    return page("participant/pair.html", state=state, now=state.now, met=met)


@swaps.post("/ground/<person_id>")
def act_on_pair(session_id: str, person_id: str) -> Response:
    actor = the_actor(session_id)
    command = named_command("swap.withdraw", "person.block", "person.report")
    back = "ground" if command == "person.block" else f"ground/{person_id}"

    def again(refusal: Refusal, form: dict[str, Any]) -> Response:
        state = the_state(actor)
        met = _met(state, person_id)
        return page(
            "participant/pair.html", state=state, now=state.now, met=met, problem=refusal, form=form
        )

    return then(actor, command, f"/s/{session_id}/{back}", again)


@swaps.get("/swap/<person_id>")
def swap(session_id: str, person_id: str) -> Response:
    actor = the_actor(session_id)
    return _swap_page(actor, person_id, None, {})


@swaps.post("/swap/<person_id>")
def act_on_swap(session_id: str, person_id: str) -> Response:
    """Say yes, filling the card in on the way; or take the yes back."""
    actor = the_actor(session_id)
    done = f"/s/{session_id}/ground/{person_id}"

    def again(refusal: Refusal, form: dict[str, Any]) -> Response:
        return _swap_page(actor, person_id, refusal, form)

    if named_command("swap.propose", "swap.withdraw") == "swap.withdraw":
        return then(actor, "swap.withdraw", done, again, to=person_id)
    return propose(actor, done, again, to=person_id)


@swaps.get("/introduction/<introduction_id>")
def introduction(session_id: str, introduction_id: str) -> Response:
    return _introduction_page(the_actor(session_id), introduction_id, None, {})


@swaps.post("/introduction/<introduction_id>")
def act_on_introduction(session_id: str, introduction_id: str) -> Response:
    """Say yes, filling the card in on the way; or no."""
    actor = the_actor(session_id)
    done = f"/s/{session_id}/ground"
    command = named_command("introduction.answer")

    def again(refusal: Refusal, form: dict[str, Any]) -> Response:
        return _introduction_page(actor, introduction_id, refusal, form)

    if request.form.get("accept") == "false":
        return then(actor, command, done, again, introduction=introduction_id)
    return propose(actor, done, again, command, introduction=introduction_id)


def _introduction_page(
    actor: Actor, introduction_id: str, problem: Refusal | None, form: dict[str, Any]
) -> Response:
    state = the_state(actor)
    found = next((each for each in state.introductions if each.id == introduction_id), None)
    if found is None:
        # Answered, or taken back meanwhile: the people are where to go on.
        return go(f"/s/{state.session.id}/ground")
    return page(
        "participant/introduction.html",
        state=state,
        now=state.now,
        introduction=found,
        fields=swap_fields(state, found.person.id, form),
        problem=problem,
        form=form,
    )


def propose(
    actor: Actor,
    done: str,
    again: Callable[[Refusal, dict[str, Any]], Response],
    command: str = "swap.propose",
    **to: str,
) -> Response:
    """Save what the form adds to the card, then give the yes."""
    if not _gives_something():
        refusal = Invalid("Choose or give at least one way to reach you.", field=_first(actor))
        return with_status(refusal, again(refusal, typed()))
    if _filled_in():
        try:
            give(actor, "card.save", key=f"{request.form.get('key', '')}-card"[-64:])
        except Refusal as refusal:
            return with_status(refusal, again(refusal, typed()))
    fields = request.form.getlist("fields") + _filled_in()
    return then(actor, command, done, again, fields=list(dict.fromkeys(fields)), **to)


def _gives_something() -> bool:
    return bool(request.form.getlist("fields") or _filled_in())


def _filled_in() -> list[str]:
    """The fields of the card that the form gives a first value."""
    return [field for name, field in FILL_IN.items() if request.form.get(name, "").strip()]


def _first(actor: Actor) -> str:
    """What to point at: the switches, or the first box where the card is still empty."""
    filled = any(row["value"] for row in card_rows(the_gate().state(actor)))  # type: ignore[arg-type]
    return "fields" if filled else "emails"


FILL_IN = {"emails": "emails", "phones": "phones", "links.0.url": "links"}


def _swap_page(
    actor: Actor, person_id: str, problem: Refusal | None, form: dict[str, Any]
) -> Response:
    state = the_state(actor)
    person = person_known(state, person_id)
    return page(
        "participant/swap.html",
        state=state,
        now=state.now,
        person=person,
        fields=swap_fields(state, person_id, form),
        proposed=any(each.to == person_id for each in state.me.proposals),
        problem=problem,
        form=form,
    )


def swap_fields(
    state: ParticipantState, person_id: str, form: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The filled fields of one's card, ticked as last time with this person, or by default."""
    last = next((list(p.fields) for p in state.me.proposals if p.to == person_id), None)
    ticked = last if last is not None else state.me.shared
    if form and "fields" in form:
        chosen = form["fields"]
        ticked = chosen if isinstance(chosen, list) else [chosen]
    filled = [row for row in card_rows(state) if row["value"]]
    # A yes that gives nothing is none: the only thing that can go along is ticked.
    if len(filled) == 1 and not form:
        ticked = [filled[0]["name"]]
    return [{**row, "checked": row["name"] in ticked} for row in filled]


LABELS = {
    "given": "Given name",
    "family": "Family name",
    "pronouns": "Pronouns",
    "company": "Company",
    "department": "Department",
    "title": "Role",
    "emails": "E-mail",
    "phones": "Phone",
    "links": "Links",
    "note": "Note",
    "language": "Language",
}


def card_rows(state: ParticipantState) -> list[dict[str, Any]]:
    """Each field of one's card: name, label, what it shows, whether it is shared by default."""
    card = state.me.card
    rows = []
    for name, label in LABELS.items():
        value: Any = getattr(card, name)
        if name == "links":
            value = [link.url for link in value]
        shown = ", ".join(value) if isinstance(value, list) else value
        rows.append(
            {"name": name, "label": label, "value": shown, "shared": name in state.me.shared}
        )
    return rows


def person_known(state: ParticipantState, person_id: str) -> PersonRef:
    """Somebody whom the reader has met, is told to meet, is introduced to, or has as a contact.

    Raises:
        NotFound: for anybody else.
    """
    known = [each.person for each in (*state.met, *state.to_meet)]
    known += [each.person for each in state.introductions]
    known += [each.person for each in state.contacts]
    person = next((each for each in known if each.id == person_id), None)
    if person is None:
        raise NotFound("You haven't met this person here.")
    return person


def _met(state: ParticipantState, person_id: str) -> Met:
    met = next((e for e in (*state.met, *state.to_meet) if e.person.id == person_id), None)
    if met is None:
        raise NotFound("You haven't met this person here.")
    return met
