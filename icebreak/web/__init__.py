"""Pages, the HTTP door, exports and what guards them."""

from collections.abc import Callable

from flask import Flask

from icebreak.paths import TEMPLATES
from icebreak.services.gate import Gate
from icebreak.web import errors, rendering, security
from icebreak.web.api import api
from icebreak.web.assets import assets
from icebreak.web.exports import exports
from icebreak.web.pages.card_link import card_link
from icebreak.web.pages.desk import desk
from icebreak.web.pages.front import front
from icebreak.web.pages.health import health
from icebreak.web.pages.reference import reference
from icebreak.web.pages.seat import seat
from icebreak.web.pages.swaps import swaps
from icebreak.web.site import Site


def create_pages(gate: Gate, site: Site, heard: Callable[[str], None]) -> Flask:
    """The Flask application. ``heard`` is told of participants who come without a socket."""
    app = Flask("icebreak", template_folder=str(TEMPLATES), static_folder=None)
    app.extensions.update(
        icebreak_gate=gate,
        icebreak_site=site,
        icebreak_heard=heard,
    )
    security.guard(app)
    rendering.prepare(app)
    errors.translate(app)
    for blueprint in (assets, api, front, seat, swaps, exports, card_link, desk, health, reference):
        app.register_blueprint(blueprint)
    return app
