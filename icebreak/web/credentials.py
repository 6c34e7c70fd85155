"""Who is asking: a Bearer token from programs, a cookie a session and role from pages."""

from http.cookies import CookieError, SimpleCookie
from typing import Any

from flask import Response, current_app, request

from icebreak.domain.errors import NotFound, Unauthorised
from icebreak.services.gate import Gate
from icebreak.services.occasion import Actor

ROLES = {"participant": "p", "host": "h"}
DAYS = 120
_JOIN_FIRST = "Please join the session first."


def the_gate() -> Gate:
    gate = current_app.extensions["icebreak_gate"]
    assert isinstance(gate, Gate)  # noqa: S101 - put there by create_pages
    return gate


def cookie_name(role: str, session_id: str, *, secure: bool) -> str:
    prefix = "__Host-" if secure else ""
    return f"{prefix}icebreak-{ROLES[role]}-{session_id}"


def remember(response: Response, role: str, session_id: str, token: str) -> None:
    """Keep a token where scripts can't read it."""
    response.set_cookie(
        cookie_name(role, session_id, secure=request.is_secure),
        token,
        max_age=DAYS * 86400,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def forget_cookie(response: Response, role: str, session_id: str) -> None:
    response.delete_cookie(
        cookie_name(role, session_id, secure=request.is_secure),
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def cookie_actor(role: str, session_id: str) -> Actor:
    """The actor of a page.

    Raises:
        Unauthorised: without a cookie for that session and role.
    """
    token = request.cookies.get(cookie_name(role, session_id, secure=request.is_secure), "")
    return _from_token(token, role, session_id)


def reader(session_id: str) -> Actor:
    """The participant who takes something home: by their cookie, or by a program's token.

    Raises:
        Unauthorised: without either.
        NotFound: with a token for anything else.
    """
    if request.authorization is None:
        return cookie_actor("participant", session_id)
    actor = api_actor()
    if actor.session_id != session_id or actor.role != "participant":
        raise NotFound("There is nothing of yours in this session.")
    return actor


def known_seat(session_id: str) -> Actor | None:
    """The seat that this browser already has in a session, if any."""
    try:
        return cookie_actor("participant", session_id)
    except Unauthorised:
        return None


def api_actor() -> Actor:
    """The actor of an API call; "anyone" without a credential."""
    authorization = request.authorization
    if authorization is not None:
        if authorization.type != "bearer" or not authorization.token:
            raise Unauthorised("Send the token as “Authorization: Bearer …”.")
        return the_gate().identify(authorization.token, _address())
    claimed = request.headers.get("X-Icebreak-As")
    if claimed is None:
        return Actor("anyone", address=_address())
    if request.headers.get("X-Icebreak") != "1":
        raise Unauthorised("A page's call carries “X-Icebreak: 1”.")
    role, _, session_id = claimed.partition("/")
    if role not in ROLES or not session_id:
        raise Unauthorised(_JOIN_FIRST)
    return cookie_actor(role, session_id)


def anyone() -> Actor:
    return Actor("anyone", address=_address())


def socket_actor(gate: Gate, environ: dict[str, Any], auth: dict[str, Any]) -> Actor:
    """The actor of a websocket: a token, or a page's cookie and its Origin.

    Raises:
        Unauthorised: for anything else.
    """
    address = str(environ.get("REMOTE_ADDR", ""))
    token = auth.get("token")
    if isinstance(token, str) and token:
        return gate.identify(token, address)
    claimed = auth.get("as")
    role, _, session_id = claimed.partition("/") if isinstance(claimed, str) else ("", "", "")
    if role not in ROLES or not session_id or not environ.get("HTTP_ORIGIN"):
        raise Unauthorised(_JOIN_FIRST)
    secure = environ.get("wsgi.url_scheme") == "https"
    try:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        raise Unauthorised(_JOIN_FIRST) from None
    morsel = cookies.get(cookie_name(role, session_id, secure=secure))
    actor = gate.identify(morsel.value if morsel else "", address)
    if (actor.role, actor.session_id) != (role, session_id):
        raise Unauthorised(_JOIN_FIRST)
    return actor


def _from_token(token: str, role: str, session_id: str) -> Actor:
    if not token:
        raise Unauthorised(_JOIN_FIRST)
    actor = the_gate().identify(token, _address())
    if (actor.role, actor.session_id) != (role, session_id):
        raise Unauthorised(_JOIN_FIRST)
    return actor


def _address() -> str:
    return request.remote_addr or ""
