"""What every request and every answer goes through."""

import gzip
import ipaddress
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from icebreak.domain.errors import Forbidden, Invalid, TooLarge
from icebreak.web.site import NOT_OUR_NAME, the_site

BODY_MAX = 16 * 1024
TOO_LARGE = "That is more than icebreak takes at once."
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), "
        "screen-wake-lock=(self), clipboard-write=(self)"
    ),
    "X-Robots-Tag": "noindex",
}
STATIC_HEADERS = {"X-Content-Type-Options": "nosniff"}
# Of the page's time to load, a higher level saves less than it costs.
PAGE_LEVEL = 4
HEALTH = {"/healthz", "/readyz"}
SAFE = {"GET", "HEAD", "OPTIONS"}

Application = Callable[..., Iterable[bytes]]


def guard(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = BODY_MAX
    app.config["MAX_FORM_MEMORY_SIZE"] = BODY_MAX
    app.config["MAX_FORM_PARTS"] = 600
    app.before_request(_check_host)
    app.before_request(_check_size)
    app.before_request(_check_origin)
    app.after_request(_add_headers)


class TrustedProxy:
    """Believes the forwarding headers of listed proxies, and of nobody else."""

    def __init__(self, application: Application, proxies: tuple[str, ...]) -> None:
        self._plain = application
        self._behind = ProxyFix(application, x_for=1, x_proto=1, x_host=0)
        self._networks = [ipaddress.ip_network(each, strict=False) for each in proxies]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            return self._behind(environ, start_response)
        return self._plain(environ, start_response)

    def _trusts(self, address: str) -> bool:
        try:
            peer = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(peer in network for network in self._networks)


def origin_matches(origin: str, host: str) -> bool:
    """Whether a page of this origin was served by this host, or by the public address.

    Where there is a public address, its scheme counts too: a page that
    somebody on the way made up for plain http is no page of ours.
    """
    public = the_site().public_url
    if public:
        return origin.lower() == public.lower()
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower()


def _check_host() -> None:
    # Whoever watches over the process asks by an inner name; these answers hold no link.
    if request.path in HEALTH:
        return
    if not the_site().answers(request.host):
        raise Invalid(NOT_OUR_NAME)


def _check_size() -> None:
    if request.content_length is not None and request.content_length > BODY_MAX:
        raise TooLarge(TOO_LARGE)


def _check_origin() -> None:
    """A write that a foreign page sends with our cookie stops here."""
    if request.method in SAFE or _brings_token():
        return
    origin = request.headers.get("Origin")
    if origin is not None and not origin_matches(origin, request.host):
        raise Forbidden("That came from a page that isn't icebreak's.")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Forbidden("That came from a page that isn't icebreak's.")


def _brings_token() -> bool:
    """A program with its own token. Only the API asks for one: no cookie counts beside it."""
    authorization = request.authorization
    bearer = authorization is not None and authorization.type == "bearer"
    return bearer and request.path.startswith("/api/")


def _add_headers(response: Response) -> Response:
    # A script or a picture is no page: of these headers it needs one.
    static = request.path.startswith("/static/")
    for name, value in (STATIC_HEADERS if static else HEADERS).items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure and not static:
        # On a plain address of a LAN browsers ignore these, and complain about them.
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    return _packed(response)


def _packed(response: Response) -> Response:
    """Pages go compressed: a room's HTML is 30 kB, and the phone may be in a cellar.

    What an attacker could learn from lengths (BREACH) needs requests from
    another site with our cookie, which SameSite=Lax doesn't send.
    """
    page = response.mimetype == "text/html" and not response.is_streamed
    if page and request.accept_encodings["gzip"] > 0 and response.calculate_content_length():
        response.set_data(gzip.compress(response.get_data(), PAGE_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
