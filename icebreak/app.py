"""The only place where the pieces meet."""

import random
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import gevent
from flask import Flask
from werkzeug.wsgi import get_host

from icebreak.domain.errors import Invalid
from icebreak.live.audiences import Audiences
from icebreak.live.deadlines import Deadlines
from icebreak.live.dispatch import Dispatch
from icebreak.live.matcher.process import MatcherProcess
from icebreak.live.presence import Presence
from icebreak.live.publisher import SocketPublisher
from icebreak.live.reading import Reading
from icebreak.live.transport import EventSocketIO, socket_server
from icebreak.live.watermarks import Watermarks
from icebreak.services.gate import Gate
from icebreak.services.limits import usual_limits
from icebreak.services.occasion import Actor
from icebreak.services.tokens import Tokens
from icebreak.services.versions import desk_version
from icebreak.services.world import World
from icebreak.settings import Settings, kept_secret
from icebreak.store.engine import Store, sqlite_url
from icebreak.store.writer import GroupWriter
from icebreak.web import create_pages
from icebreak.web.credentials import socket_actor
from icebreak.web.security import TrustedProxy, origin_matches
from icebreak.web.site import NOT_OUR_NAME, Site, lan_address, the_site

ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
ID_LENGTH = 16
IDS_AT_ONCE = 128
MATCHER_AFTER = 2.0  # seconds
_CHANCE = random.SystemRandom()
_LETTERS = (ID_ALPHABET * 8).encode()
# Threads may take from it at the same moment.
_IDS: deque[str] = deque()


@dataclass(slots=True)
class Icebreak:
    """A running instance: pages, sockets and what goes on beside them."""

    pages: Flask
    sockets: EventSocketIO
    gate: Gate
    writer: GroupWriter
    store: Store
    deadlines: Deadlines
    matcher: MatcherProcess
    loops: tuple[Callable[[], None], ...]
    running: list[gevent.Greenlet] = field(default_factory=list)

    def start(self) -> None:
        self.matcher.start(after=MATCHER_AFTER)
        self.running += [gevent.spawn(loop) for loop in self.loops]

    def stop(self) -> None:
        """Finish what waits and let go of the database."""
        gevent.killall(self.running)
        self.matcher.stop()
        self.deadlines.release()
        self.writer.close()
        self.store.close()


def create_app(settings: Settings, site: Site | None = None) -> Icebreak:
    """Put an instance together. Gevent has to have patched the standard library before."""
    store = Store(database_url(settings))
    writer = GroupWriter(store)
    site = site or Site(settings.public_url, settings.port, lan_address())
    late = _Late()
    matcher, reading = MatcherProcess(), Reading()
    world = World(
        store=store,
        writer=writer,
        publisher=late,
        clock=now,
        new_id=new_id,
        tokens=Tokens(kept_secret(settings)),
        limits=usual_limits(),
        chance=lambda: _CHANCE,
        compute=matcher.compute,
        aside=matcher.aside,
        reader=reading,
        opening_password=settings.opening_password,
    )
    gate = Gate(world)
    reading.serve(gate)
    pages = create_pages(gate, site, late.heard)
    sockets = socket_server(
        pages,
        kind="stock" if settings.transport == "stock" else "lean",
        allow_origin=lambda origin, environ: _allows(pages, origin, environ),
    )
    if settings.trusted_proxies:
        pages.wsgi_app = TrustedProxy(pages.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]
    audiences = Audiences(sockets)
    presence = Presence(gate, audiences, now)
    publisher = SocketPublisher(sockets, audiences, lambda session: _desk(store, session))
    late.publisher, late.presence = publisher, presence
    recognise = partial(_recognise, pages, gate)
    Dispatch(sockets, gate, audiences, presence, recognise, lambda env: _base(pages, env))
    deadlines = Deadlines(gate, holder=new_id())
    watermarks = Watermarks(sockets, gate, audiences)
    loops = (publisher.run, presence.run, deadlines.run, watermarks.run, reading.run)
    return Icebreak(pages, sockets, gate, writer, store, deadlines, matcher, loops)


def database_url(settings: Settings) -> str:
    if settings.database_url:
        return settings.database_url
    settings.data.mkdir(parents=True, exist_ok=True)
    return sqlite_url(settings.data / "icebreak.db")


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """80 random bits; a letter holds five, so none is likelier than another."""
    while True:
        try:
            return _IDS.pop()
        except IndexError:
            # Asking the system costs as much for a hundred of them as for one.
            letters = secrets.token_bytes(ID_LENGTH * IDS_AT_ONCE).translate(_LETTERS).decode()
            starts = range(0, len(letters), ID_LENGTH)
            _IDS.extend(letters[start : start + ID_LENGTH] for start in starts)


class _Late:
    """Stands in for the sockets while the gate is made, which they need themselves."""

    publisher: SocketPublisher
    presence: Presence

    def publish(self, news: Any) -> None:
        self.publisher.publish(news)

    def heard(self, person_id: str) -> None:
        self.presence.heard(person_id)


def _allows(pages: Flask, origin: str, environ: dict[str, Any]) -> bool:
    with pages.app_context():
        return origin_matches(origin, str(environ.get("HTTP_HOST", "")))


def _recognise(pages: Flask, gate: Gate, environ: dict[str, Any], auth: dict[str, Any]) -> Actor:
    if not the_site(pages).answers(get_host(environ)):
        raise Invalid(NOT_OUR_NAME)
    return socket_actor(gate, environ, auth)


def _base(pages: Flask, environ: dict[str, Any]) -> str:
    return the_site(pages).base_for(environ)


def _desk(store: Store, session_id: str) -> int:
    with store.read() as tx:
        return desk_version(tx, session_id)
