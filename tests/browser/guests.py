"""Somebody at an evening: a browser context, and what it must never do."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

AXE_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# What a browser says by itself while a phone is in a tunnel or the server is away, and of a
# form that was refused.
ITS_OWN = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "WebSocket connection to",
    "status of 400",
    "status of 404",
)


class Guest:
    """``base`` is the address of the server as this guest types it."""

    def __init__(self, base: str, context: BrowserContext) -> None:
        self.base = base
        self.context = context
        self.page: Page = context.new_page()
        self._hosts: set[str] = set()
        self._errors: list[str] = []
        context.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self._errors.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.base + path)
        return self.page

    def tab(self, path: str) -> Page:
        """Another tab of the same browser."""
        page = self.context.new_page()
        page.on("console", self._note_console)
        page.goto(self.base + path)
        return page

    def offline(self, away: bool) -> None:
        self.context.set_offline(away)

    def check_manners(self) -> None:
        """No request to another host, no error in the console, no policy broken."""
        own = urlsplit(self.base).netloc
        assert self._hosts <= {own}, f"asked other hosts: {self._hosts - {own}}"
        assert not self._errors, self._errors

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"}:
            self._hosts.add(parts.netloc)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(sign in message.text for sign in ITS_OWN):
            self._errors.append(f"{message.text} ({self.page.url.split('?')[0]})")


def axe_violations(page: Page) -> list[str]:
    """What axe finds on a page, one line an element."""
    results: Any = Axe().run(page, options=AXE_RULES)
    return [line for violation in results.response["violations"] for line in _lines(violation)]


def _lines(violation: dict[str, Any]) -> Iterable[str]:
    for node in violation["nodes"]:
        yield f"{violation['id']}: {node['target']} {node['failureSummary']}"
