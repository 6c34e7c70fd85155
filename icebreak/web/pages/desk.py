"""The host's pages: open, set up, run, show, look back."""

from typing import Any

from flask import Blueprint, Response, request

from icebreak.contract.commands.plans import StepPlan
from icebreak.contract.registry import COMMANDS, Who
from icebreak.contract.states import HostState
from icebreak.domain.content import decks, plan_templates
from icebreak.domain.errors import Refusal
from icebreak.exchange.qr import qr_png
from icebreak.services.occasion import Actor
from icebreak.services.tokens import Kind
from icebreak.web.codes import code_of
from icebreak.web.credentials import anyone, cookie_actor, forget_cookie, remember, the_gate
from icebreak.web.pages.planning import edited
from icebreak.web.pages.posting import give, go, named_command, status_of, then, typed
from icebreak.web.pages.ruling import ruled
from icebreak.web.rendering import page
from icebreak.web.site import scanned, the_site

desk = Blueprint("desk", __name__, url_prefix="/host")

HOSTS = tuple(name for name, spec in COMMANDS.items() if spec.who is Who.HOST)
PAGES = ("setup", "console", "projector", "report")


@desk.get("/new")
def new() -> Response:
    return _new(None)


@desk.post("/new")
def open_session() -> Response:
    try:
        answer = give(anyone(), "session.open")
    except Refusal as refusal:
        return _new(refusal)
    response = go(f"/host/{answer.result.session_id}/setup?new=1")
    remember(response, "host", answer.result.session_id, answer.result.host_token)
    return response


def _new(problem: Refusal | None) -> Response:
    return page(
        "host/new.html",
        status_of(problem) if problem else 200,
        templates=plan_templates(),
        needs_password=bool(the_gate().world.opening_password),
        problem=problem,
        form=typed() if problem else {},
    )


def _actor(session_id: str) -> Actor:
    return cookie_actor("host", session_id)


def _state(actor: Actor, *, forecast: bool = False) -> HostState:
    state = the_gate().state(actor, forecast=forecast)
    assert isinstance(state, HostState)  # noqa: S101 - the actor is a host
    return state


@desk.get("/<session_id>/")
def here(session_id: str) -> Response:
    state = _state(_actor(session_id))
    return go(f"/host/{session_id}/{'setup' if state.session.status == 'lobby' else 'console'}")


@desk.get("/<session_id>/<any(setup, console, projector, report):name>")
def show(session_id: str, name: str) -> Response:
    return _show(_actor(session_id), name, None, {})


@desk.post("/<session_id>/<any(setup, console, projector, report):name>")
def act(session_id: str, name: str) -> Response:
    """Any form of these pages; it names its command."""
    actor = _actor(session_id)
    if "change" in request.form:
        return _show(actor, name, None, typed(), steps=edited(request.form))
    command = named_command(*HOSTS)
    after = request.args.get("then", name)
    where = f"/host/{session_id}/{after if after in PAGES else name}"

    def again(refusal: Refusal, form: dict[str, Any]) -> Response:
        steps = None
        if command == "plan.save":
            steps = edited(request.form)
        return _show(actor, name, refusal, form, steps=steps)

    if command == "host.invite":
        return _invite(actor, name)
    if command == "session.delete":
        give(actor, command)
        response = go("/")
        forget_cookie(response, "host", session_id)
        return response
    changed = ruled(request.form, _state(actor).rules) if command == "rooms.rule" else {}
    return then(actor, command, where, again, **changed)


def _invite(actor: Actor, name: str) -> Response:
    """The co-host's link is shown on the page that answers: nothing else ever shows it again."""
    try:
        path = give(actor, "host.invite").result.host_url
    except Refusal as refusal:
        return _show(actor, name, refusal, typed())
    return _show(actor, name, None, {}, co_host_url=the_site().link(path))


def _show(
    actor: Actor,
    name: str,
    problem: Refusal | None,
    form: dict[str, Any],
    *,
    steps: list[dict[str, Any]] | None = None,
    co_host_url: str = "",
) -> Response:
    state = _state(actor, forecast=name == "setup")
    site = the_site()
    join_url = site.link(state.links.join_url)
    return page(
        f"host/{name}.html",
        state=state,
        now=state.now,
        join_url=join_url,
        join_qr=code_of(join_url, "Opens the page where people join"),
        short_url=site.base().split("://", 1)[-1],
        host_url=site.link(f"/h/{_host_token(actor)}"),
        co_host_url=co_host_url,
        is_new=request.args.get("new") == "1",
        templates=plan_templates(),
        decks=decks(),
        steps=steps if steps is not None else _planned(state),
        report=_report(actor, state) if name == "report" else None,
        problem=problem,
        form=form,
    )


def _planned(state: HostState) -> list[dict[str, Any]]:
    """The steps that can still be changed, as the form holds them."""
    names = StepPlan.__struct_fields__
    return [
        {name: getattr(step, name) for name in names} | {"prompt": _own_prompt(step)}
        for step in state.steps
        if step.started_at is None
    ]


def _own_prompt(step: Any) -> str:
    """A prompt that the host typed; one from the deck is chosen anew each time."""
    known = {prompt.text for prompt in decks().get(step.deck, ())}
    return "" if step.prompt in known else step.prompt


def _host_token(actor: Actor) -> str:
    gate = the_gate()
    with gate.world.store.read() as tx:
        host = tx.hosts.get(actor.person_id)
    return gate.world.tokens.token(Kind.HOST, host.nonce) if host else ""


def _report(actor: Actor, state: HostState) -> dict[str, Any]:
    """Totals alone, and none that fewer than five people stand behind."""
    with the_gate().world.store.read() as tx:
        stories = tx.stories.of(actor.session_id)
        rooms = tx.rooms.of(actor.session_id)
        people = tx.participants.everyone(actor.session_id)
    tellers = {story.participant_id for story in stories}
    return {
        "joined": len(people),
        "tellers": len(tellers),
        "stories": len(stories),
        "rooms": len(rooms),
        "rounds": sum(1 for step in state.steps if step.round and step.started_at),
        "swaps": state.swaps,
    }


@desk.get("/<session_id>/join.png")
def join_picture(session_id: str) -> Response:
    """The join QR for a slide."""
    state = _state(_actor(session_id))
    body = qr_png(scanned(the_site().link(state.links.join_url)))
    response = Response(body, mimetype="image/png")
    response.headers["Content-Disposition"] = 'attachment; filename="icebreak-join.png"'
    return response
