"""What templates may use: filters, and the few functions that every page needs."""

import re
import secrets
import zlib
from datetime import datetime
from typing import Any

import msgspec
from babel import Locale
from flask import Flask, Response, render_template, request
from flask_babel import Babel, get_locale
from markupsafe import Markup

from icebreak.contract.states import StepView
from icebreak.domain.errors import Refusal
from icebreak.domain.sessions import show_code
from icebreak.domain.text import initials
from icebreak.matching import wording
from icebreak.web.assets import the_assets
from icebreak.web.site import the_site

LANGUAGES = ("en",)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi", "dv", "ps", "sd"}
HUES = 8
SHAPES = "abcd"


def prepare(app: Flask) -> None:
    Babel(app, locale_selector=lambda: request.accept_languages.best_match(LANGUAGES) or "en")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        initials=initials,
        hue=hue,
        shape=shape,
        code=show_code,
        json_script=json_script,
        minutes_left=minutes_left,
        host_name=_host_name,
    )
    app.jinja_env.globals.update(
        new_key=new_key,
        static=the_assets().address,
        preloads=the_assets().preloads,
        site=the_site,
    )
    app.context_processor(_always)


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A rendered page; personal pages are never stored (see security)."""
    return Response(render_template(template, **context), status, mimetype="text/html")


def browser_language() -> str:
    """The first language that the browser asks for, as a tag; empty if it names none."""
    best = request.accept_languages.best or ""
    return best if _TAG.fullmatch(best) else ""


def languages_to_read() -> list[tuple[str, str]]:
    """(code, its own name) of the languages in which it is said what people share."""
    return [(code, Locale(code).get_language_name(code) or code) for code in wording.spoken()]


def new_key() -> str:
    """A key for a form that a browser may post twice."""
    return secrets.token_urlsafe(18)


def hue(person_id: str) -> int:
    """One of eight colours, the same for a person everywhere."""
    return zlib.crc32(person_id.encode()) % HUES + 1


def shape(person_id: str) -> str:
    return SHAPES[zlib.crc32(person_id.encode()) // HUES % len(SHAPES)]


def json_script(value: object) -> Markup:
    """JSON that can stand inside a script element, whatever people typed."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing is left that could end the element


def minutes_left(step: StepView | None, now: datetime) -> int | None:
    """Whole minutes on a step's clock, at least 1 while it runs; None without a clock."""
    if step is None or step.left_seconds is None:
        return None
    return max(1, round(step.left_seconds / 60))


def _host_name(address: str) -> str:
    """An address as people type it: without scheme and slash."""
    return address.split("://", 1)[-1].rstrip("/")


def _always() -> dict[str, Any]:
    language = str(get_locale() or "en").replace("_", "-")
    problem: Refusal | None = None
    return {
        "problem": problem,
        "form": {},
        "fragment": request.headers.get("X-Icebreak-Fragment") == "1",
        "me_language": language,
        "dir": "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "base_url": the_site().base(),
    }
