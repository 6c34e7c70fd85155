"""``icebreak doctor`` on how people reach this server."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from icebreak.cli.findings import Finding, note, ok, wrong
from icebreak.exchange.qr import LinkTooLong, qr_svg
from icebreak.services.tokens import Kind, Tokens
from icebreak.settings import Settings
from icebreak.web.site import lan_address, scanned

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the server binds unless told otherwise


def about_address(settings: Settings) -> list[Finding]:
    lan = lan_address()
    base = settings.public_url or f"http://{lan or 'localhost'}:{settings.port}"
    findings = [transport(settings), port(settings), address(settings, lan), codes(base)]
    return [*findings, *proxies(settings)]


def transport(settings: Settings) -> Finding:
    if settings.transport == "stock":
        return note("ICEBREAK_TRANSPORT is stock: slower, for comparison and as a way back")
    return ok("Websockets go over the lean path")


def port(settings: Settings) -> Finding:
    host = settings.host or EVERYWHERE
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, settings.port))
        except OSError as error:
            return note(f"Port {settings.port} on {host} is not free now ({error.strerror})")
    return ok(f"Port {settings.port} on {host} is free")


def address(settings: Settings, lan: str) -> Finding:
    """Whether the address in links and codes is one that a phone can open."""
    if not settings.public_url:
        if not lan:
            return note("This machine is in no network: only it can open icebreak. Join one")
        return ok(f"Phones in the same network come to http://{lan}:{settings.port}")
    parts = urlsplit(settings.public_url)
    name = parts.hostname or ""
    if _is_loopback(name):
        return wrong("ICEBREAK_PUBLIC_URL is an address that only this machine can open")
    if parts.scheme == "http" and not _is_private(name):
        return wrong("ICEBREAK_PUBLIC_URL is not encrypted: put TLS before it and write https://")
    return ok(f"People come to {settings.public_url}, and to no other name")


def codes(base: str) -> Finding:
    """Whether the links fit in codes that are still read from a slide."""
    tokens = Tokens(b"only their length matters here")
    links = {
        "to join": f"{base}/j/{tokens.token(Kind.JOIN, '')}",
        "to go on on another device": f"{base}/r/{tokens.token(Kind.RESUME, '')}",
    }
    for purpose, link in links.items():
        try:
            qr_svg(scanned(link), "")
        except LinkTooLong:
            return wrong(f"{base} is too long for the QR code {purpose}: take a shorter name")
    return ok("The links fit in QR codes that a slide can carry")


def proxies(settings: Settings) -> list[Finding]:
    if settings.public_url.startswith("https://") and not settings.trusted_proxies:
        return [
            wrong(
                "Whatever does TLS for ICEBREAK_PUBLIC_URL is not in ICEBREAK_TRUSTED_PROXIES: "
                "cookies are not marked as secure, and all people count as one address"
            )
        ]
    return []


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    return _is_address(name) and ip_address(name).is_loopback


def _is_private(name: str) -> bool:
    return name.endswith(".local") or (_is_address(name) and ip_address(name).is_private)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
