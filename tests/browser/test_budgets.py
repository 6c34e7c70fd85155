"""What a page's styles and scripts cost to load, gzipped, as the design promises."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Response

from tests.browser.conftest import Invite
from tests.browser.evening import come_in, open_evening
from tests.serving import Server

KILO = 1000
# Kind of page → kilobytes of styles and scripts; requests besides modules.
BUDGETS = {"join": (20, 6), "card": (20, 6), "contacts": (20, 6), "room": (45, 10)}
DESK = {"console": (60, 12), "projector": (60, 12)}


def test_pages_stay_within_their_budgets(invite: Invite, server: Server) -> None:
    host = invite(server.url, laptop=True)
    join_path = open_evening(host, "Budgets", "In pairs")
    for name in ("Ana", "Leila"):
        guest = invite(server.url)
        come_in(guest, join_path, name)
    host.page.get_by_role("button", name="Start", exact=True).click()
    host.page.get_by_role("button", name=re.compile("^Next: ")).click()
    guest.page.wait_for_url(re.compile("/room$"))
    base = guest.page.url.rsplit("/", 1)[0]
    desk = re.sub(r"/(console|setup).*$", "", host.page.url)
    pages = {"join": server.url + join_path, **{k: f"{base}/{k}" for k in BUDGETS if k != "join"}}
    over = [
        *_over(lambda: guest.context.new_page(), pages, BUDGETS),
        *_over(lambda: host.context.new_page(), {k: f"{desk}/{k}" for k in DESK}, DESK),
    ]
    assert over == []


def _over(
    new_page: Callable[[], Page], pages: dict[str, str], budgets: dict[str, tuple[int, int]]
) -> list[str]:
    told = []
    for kind, address in pages.items():
        octets, requests = _cost(new_page(), address)
        most, many = budgets[kind]
        if octets > most * KILO:
            told.append(f"{kind}: {octets} octets, more than {most} kB")
        if requests > many:
            told.append(f"{kind}: {requests} requests besides modules, more than {many}")
    return told


def _cost(page: Page, address: str) -> tuple[int, int]:
    """Octets of styles and scripts on the wire, and requests that are no modules."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    session = page.context.new_cdp_session(page)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    page.close()
    static = [answer for answer in answers if "/static/" in answer.url]
    code = [answer for answer in static if answer.url.endswith((".js", ".css"))]
    octets = sum(int(answer.headers.get("content-length", "0")) for answer in code)
    modules = [answer for answer in static if answer.url.endswith(".js")]
    return octets, len(answers) - len(modules)
