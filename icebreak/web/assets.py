"""Static files under an address that changes with their content, so that phones keep them for good.

No build: style sheets are joined when the server starts, in the order that a
``*.order`` file names; scripts are served as they are, and their imports are
preloaded (an import map would be inline, which the policy forbids).
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from flask import Blueprint, Response, request
from markupsafe import Markup

from icebreak.domain.errors import NotFound
from icebreak.paths import STATIC

_IMPORT = re.compile(r"""(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["']""")
_BARE_IMPORT = re.compile(r"""(?:^|\n)\s*import\s*["']([^"']+)["']""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# In scripts only whole lines of comment: what stands behind code may be part of a string.
_SCRIPT_COMMENT = re.compile(r"^\s*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_TEXT = ("text/", "application/json", "application/manifest+json", "image/svg+xml")

assets = Blueprint("assets", __name__)


class Assets:
    """The tree of static files, read once. ``root`` holds css, js and vendor."""

    def __init__(self, root: Path = STATIC) -> None:
        self.files = dict(_read(root))
        mark = hashlib.sha256()
        for name in sorted(self.files):
            mark.update(name.encode() + b"\0" + self.files[name] + b"\0")
        self.mark = mark.hexdigest()[:12]
        self.packed = {
            name: gzip.compress(body, 9, mtime=0)
            for name, body in self.files.items()
            if media_type(name).startswith(_TEXT)
        }

    def address(self, name: str) -> str:
        """Where a file is served.

        Raises:
            KeyError: for a file that isn't there, so that a template can't name one by mistake.
        """
        if name not in self.files:
            raise KeyError(f"there is no static file {name}")
        return f"/static/{self.mark}/{name}"

    def preloads(self, entry: str) -> Markup:
        """Links that fetch all modules of an entry at once instead of one after the other."""
        names = [name for name in self.modules(entry) if name != entry]
        link = '<link rel="modulepreload" href="{}">'
        return Markup("\n".join(link.format(self.address(name)) for name in names))  # noqa: S704

    def modules(self, entry: str) -> list[str]:
        """The entry and everything that it imports, each once."""
        found: dict[str, None] = {}
        waiting = [entry]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found[name] = None
            text = self.files[name].decode()
            targets = (*_IMPORT.findall(text), *_BARE_IMPORT.findall(text))
            waiting += [_resolve(name, target) for target in targets]
        return list(found)


@cache
def the_assets() -> Assets:
    return Assets()


@assets.get("/static/<mark>/<path:name>")
def static_file(mark: str, name: str) -> Response:
    kept = the_assets()
    body = kept.files.get(name)
    if body is None:
        raise NotFound("There is no such file.")
    packed = kept.packed.get(name)
    response = Response(mimetype=media_type(name))
    response.headers["Vary"] = "Accept-Encoding"
    if packed is not None and request.accept_encodings["gzip"] > 0:
        response.headers["Content-Encoding"] = "gzip"
        body = packed
    response.set_data(body)
    # An older page may ask for an older mark: it gets today's file, but doesn't keep it.
    fresh = mark == kept.mark
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if fresh else "no-store"
    )
    return response


@assets.get("/favicon.ico")
def favicon() -> Response:
    response = Response(the_assets().files["favicon.svg"], mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def media_type(name: str) -> str:
    if name.endswith((".js", ".mjs")):
        return "text/javascript"
    if name.endswith(".webmanifest"):
        return "application/manifest+json"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _read(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix not in {".order", ".md"}:
            name = path.relative_to(root).as_posix()
            yield name, _script(path) if name.startswith("js/") else path.read_bytes()
    for order in sorted(root.rglob("*.order")):
        parts = [order.parent / line.strip() for line in order.read_text().splitlines() if line]
        joined = "\n".join(part.read_text(encoding="utf-8") for part in parts)
        name = order.with_suffix(".css").relative_to(root).as_posix()
        yield name, _INDENT.sub("", _COMMENT.sub("", joined)).encode()


def _script(path: Path) -> bytes:
    """Our own scripts without comments and indentation: no string of theirs spans lines."""
    return _INDENT.sub("", _SCRIPT_COMMENT.sub("", path.read_text(encoding="utf-8"))).encode()


def _resolve(importer: str, target: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(importer).parent.parts, *target.split("/")):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
