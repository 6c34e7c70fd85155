"""Where this instance lives: the address in links, and the hosts that it answers to."""

import ipaddress
import socket
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.wsgi import get_host

NOT_OUR_NAME = "This server doesn't answer to that name."


@dataclass(frozen=True, slots=True)
class Site:
    """``public_url`` without a slash at its end, or empty; ``port`` is where it listens."""

    public_url: str
    port: int
    lan_address: str

    def base(self) -> str:
        """The address that goes into links and QR codes: never localhost where there is a LAN."""
        if request:
            return self.base_for(request.environ)
        return self._base("http", f"localhost:{self.port}")

    def base_for(self, environ: dict[str, Any]) -> str:
        """The same for whoever asks by this request, be it a page's or a websocket's."""
        return self._base(environ["wsgi.url_scheme"], get_host(environ))

    def _base(self, scheme: str, host: str) -> str:
        if self.public_url:
            return self.public_url
        if self.lan_address and _leads_back(host):
            return f"http://{self.lan_address}:{self.port}"
        return f"{scheme}://{host}"

    def link(self, path: str) -> str:
        return f"{self.base()}{path}"

    def answers(self, host: str) -> bool:
        """Whether a request for this Host is ours; a made-up one could poison links."""
        return _answers(host, self.public_url)


def the_site(app: Flask | None = None) -> Site:
    site = (app or current_app).extensions["icebreak_site"]
    assert isinstance(site, Site)  # noqa: S101 - put there by create_pages
    return site


def lan_address() -> str:
    """This machine's address in its network, or empty. Nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
    return "" if _is_loopback(address) else address


@lru_cache(maxsize=256)
def _answers(host: str, public_url: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    if not name:
        return False
    if public_url:
        return host.lower() == urlsplit(public_url).netloc.lower()
    own = socket.gethostname().lower()
    named = {"localhost", own, own.split(".")[0]}
    return name in named or name.endswith((".local", ".localhost")) or _is_address(name)


@lru_cache(maxsize=256)
def _leads_back(host: str) -> bool:
    """Whether it means this machine to whoever is on it, and nothing to anybody else."""
    return _is_loopback(urlsplit(f"//{host}").hostname or "")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    return _is_address(name) and ipaddress.ip_address(name).is_loopback


def scanned(link: str) -> str:
    """A link as a QR holds it: in capitals it fits a smaller code.

    Scheme and host don't care, our short tokens are read in any case, and the
    routes of links that are scanned answer to both.
    """
    return link.upper()
