"""The participant's pages: where they sit, whom they met, what they take home."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from icebreak.contract.registry import COMMANDS, Who
from icebreak.contract.states import ParticipantState
from icebreak.domain.content import decks
from icebreak.domain.errors import Refusal
from icebreak.domain.text import initials
from icebreak.services.occasion import Actor
from icebreak.web.api import as_json
from icebreak.web.codes import code_of
from icebreak.web.credentials import forget_cookie, reader, the_gate
from icebreak.web.pages.posting import give, go, named_command, then
from icebreak.web.pages.sitting import the_actor, the_state
from icebreak.web.pages.swaps import card_rows
from icebreak.web.rendering import hue, languages_to_read, page
from icebreak.web.site import the_site

seat = Blueprint("seat", __name__, url_prefix="/s/<session_id>")

DRIFTING = 24
MINE = tuple(name for name, spec in COMMANDS.items() if spec.who is Who.PARTICIPANT)
PAGES = ("profile", "lobby", "room", "ground", "contacts", "card", "me", "ended")


@seat.get("/")
def here(session_id: str) -> Response:
    """Wherever one should be now."""
    return go(f"/s/{session_id}/{_where(the_state(the_actor(session_id)))}")


def _where(state: ParticipantState) -> str:
    session = state.session
    if _is_over(state) or state.me.left:
        return "contacts"
    if state.room is not None:
        return "room"
    if session.step is None or session.step.kind in {"welcome"}:
        return "lobby"
    if session.step.kind == "round":
        return "lobby"
    return "ground" if session.step.kind == "together" else "contacts"


def _is_over(state: ParticipantState) -> bool:
    return state.session.status == "ended"


@seat.route("/<any(profile, lobby, room, ground, contacts, card, me, ended):name>", methods=["GET"])
def show(session_id: str, name: str) -> Response:
    return _show(the_actor(session_id), name, None)


@seat.post("/<any(profile, lobby, room, ground, contacts, card, me, ended):name>")
def act(session_id: str, name: str) -> Response:
    """Any form of these pages; it names its command."""
    actor = the_actor(session_id)
    command = named_command(*MINE)
    after = request.args.get("then", name)
    where = f"/s/{session_id}/{after if after in PAGES else name}"
    if after == "next":
        where = f"/s/{session_id}/"
    return then(actor, command, where, lambda refusal, form: _show(actor, name, refusal, form))


def _show(
    actor: Actor, name: str, problem: Refusal | None, form: dict[str, Any] | None = None
) -> Response:
    state = the_state(actor)
    # A room stays after the end, for the sentence that somebody is in the middle of.
    gone = {"lobby", "room"} if state.me.left else {"lobby"} if _is_over(state) else set()
    if name in gone:
        return go(f"/s/{state.session.id}/contacts")
    more = _MORE[name](state) if name in _MORE else {}
    return page(
        f"participant/{name}.html",
        state=state,
        now=state.now,
        problem=problem,
        form=form or {},
        **more,
    )


def _lobby(state: ParticipantState) -> dict[str, Any]:
    """First letters only: in the lobby nobody has been introduced yet."""
    with the_gate().world.store.read() as tx:
        people = tx.participants.belonging(state.session.id)
    others = [
        {"initials": initials(person.name)[:1], "hue": hue(person.id), "id": person.id}
        for person in people
        if person.id != state.me.id and person.on_picture
    ]
    return {"others": others[-DRIFTING:]}


def _ground(state: ParticipantState) -> dict[str, Any]:
    """Whom the reader could introduce: everybody whose name they have been told."""
    people = [each.person for each in (*state.met, *state.to_meet)]
    people += [each.person for each in state.contacts]
    known = {person.id: person for person in people}
    return {"known": sorted(known.values(), key=lambda person: person.name.casefold())}


def _card(state: ParticipantState) -> dict[str, Any]:
    site = the_site()
    resume = site.link(state.me.resume_url)
    card_url = site.link(state.me.card_url) if state.me.card_url else ""
    return {
        "card_url": card_url,
        "card_qr": code_of(card_url, "Opens your card") if card_url else "",
        "resume_url": resume,
        "resume_qr": code_of(resume, "Opens your seat on another device"),
        "rows": card_rows(state),
    }


def _room(state: ParticipantState) -> dict[str, Any]:
    """A question to go on with, for those who have found nothing in common yet."""
    shown = state.room.prompt if state.room else ""
    prompts = (prompt for deck in decks().values() for prompt in deck)
    asked = next((prompt for prompt in prompts if prompt.text == shown), None)
    return {"starter": asked.follow_on if asked else ""}


def _me(state: ParticipantState) -> dict[str, Any]:
    return {"resume_url": the_site().link(state.me.resume_url), "languages": languages_to_read()}


_MORE: dict[str, Callable[[ParticipantState], dict[str, Any]]] = {
    "lobby": _lobby,
    "ground": _ground,
    "room": _room,
    "card": _card,
    "me": _me,
}


@seat.get("/me.json")
def my_data(session_id: str) -> Response:
    answer = the_gate().answer(reader(session_id), "me.export", {})
    response = as_json(answer.result.data)
    response.headers["Content-Disposition"] = 'attachment; filename="icebreak-my-data.json"'
    return response


@seat.route("/forget", methods=["GET", "POST"])
def forget(session_id: str) -> Response:
    actor = the_actor(session_id)
    if request.method != "POST":
        state = the_state(actor)
        return page("participant/forget.html", state=state, now=state.now)
    give(actor, "me.forget")
    response = go("/")
    forget_cookie(response, "participant", session_id)
    return response
