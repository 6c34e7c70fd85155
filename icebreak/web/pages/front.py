"""The front door: type a code, follow a join link, give a name."""

from typing import Any

from flask import Blueprint, Response, request

from icebreak.contract.commands.sessions import SessionFound
from icebreak.domain.errors import Ended, Invalid, NotFound, RateLimited, Refusal
from icebreak.domain.sessions import looks_like_code, read_code
from icebreak.services.occasion import Actor
from icebreak.services.tokens import Kind
from icebreak.web.credentials import anyone, known_seat, remember, the_gate
from icebreak.web.pages.posting import give, go, status_of, typed
from icebreak.web.rendering import browser_language, page

front = Blueprint("front", __name__)


@front.get("/")
def home() -> Response:
    return page("home.html")


@front.get("/privacy")
def privacy() -> Response:
    return page("privacy.html")


@front.route("/find", methods=["GET", "POST"])
def find() -> Response:
    if "code" not in request.values:
        return go("/")
    code = read_code(request.values.get("code", ""))
    if not looks_like_code(code):
        problem = Invalid("A code has six letters and digits, like 7KQ 4TM.", field="code")
        return page("home.html", 400, problem=problem, form=typed() or {"code": code})
    try:
        the_gate().answer(anyone(), "session.find", {"code": code})
    except Refusal as refusal:
        return page("home.html", status_of(refusal), problem=refusal, form={"code": code})
    return go(f"/join/{code}")


@front.route("/J/<join_token>", methods=["GET", "POST"])
@front.route("/j/<join_token>", methods=["GET", "POST"])
def by_link(join_token: str) -> Response:
    return _join({"join_token": join_token})


@front.route("/join/<code>", methods=["GET", "POST"])
def by_code(code: str) -> Response:
    return _join({"code": read_code(code)})


def _join(way_in: dict[str, Any]) -> Response:
    if request.method == "POST":
        try:
            answer = give(anyone(), "session.join", **way_in)
        except Refusal as refusal:
            if isinstance(refusal, (NotFound, Ended, RateLimited)) and refusal.field != "name":
                raise
            return _join_page(way_in, refusal)
        response = go(f"/s/{answer.result.session_id}/profile")
        remember(response, "participant", answer.result.session_id, answer.result.token)
        return response
    return _join_page(way_in, None)


def _join_page(way_in: dict[str, Any], problem: Refusal | None) -> Response:
    found: SessionFound = the_gate().answer(anyone(), "session.find", way_in).result
    seat = known_seat(found.session_id)
    return page(
        "join.html",
        status_of(problem) if problem else 200,
        found=found,
        way_in=way_in,
        reads=browser_language(),
        action=request.path,
        problem=problem,
        form=typed() if problem else {},
        seat=_seat_of(seat) if seat else None,
    )


def _seat_of(actor: Actor) -> dict[str, str] | None:
    try:
        state = the_gate().state(actor)
    except Refusal:
        return None
    return {"name": state.me.name, "url": f"/s/{actor.session_id}/"}  # type: ignore[union-attr]


@front.route("/R/<token>", methods=["GET", "POST"])
@front.route("/r/<token>", methods=["GET", "POST"])
def resume(token: str) -> Response:
    """A link preview that fetches this exchanges nothing: only the button does."""
    return _continue(Kind.RESUME, "participant", token)


@front.route("/h/<token>", methods=["GET", "POST"])
def host_link(token: str) -> Response:
    return _continue(Kind.HOST, "host", token)


def _continue(kind: Kind, role: str, token: str) -> Response:
    if request.method != "POST":
        return page("continue.html", kind=role, action=request.path)
    opened = the_gate().exchange(kind, token)
    desk = f"/host/{opened.session_id}/console" if role == "host" else f"/s/{opened.session_id}/"
    response = go(desk)
    remember(response, role, opened.session_id, opened.token)
    return response
