"""A network that lets no websocket through: the pages notice, say nothing, and work."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Invite
from tests.browser.evening import ROOM, come_in, open_evening, tell
from tests.serving import Server


def test_two_people_share_a_room_where_one_has_no_websocket(invite: Invite, server: Server) -> None:
    host = invite(server.url, laptop=True)
    join_path = open_evening(host, "Behind a proxy", "In pairs")
    ana, leila = invite(server.url), invite(server.url)
    # As behind a proxy that knows no upgrades: the handshake never succeeds.
    ana.context.route_web_socket(re.compile("/socket.io/"), lambda route: route.close())
    for guest, name in ((ana, "Ana"), (leila, "Leila")):
        come_in(guest, join_path, name)
    expect(host.page.locator(".setup-go [data-people]")).to_have_text("2")
    host.page.get_by_role("button", name="Start", exact=True).click()
    host.page.get_by_role("button", name=re.compile("^Next: ")).click()
    for guest in (ana, leila):
        guest.page.wait_for_url(ROOM)
    tell(leila.page, "Told by websocket.")
    expect(ana.page.locator(".stories")).to_contain_text("Told by websocket.")
    tell(ana.page, "Told by HTTP.")
    expect(leila.page.locator(".stories")).to_contain_text("Told by HTTP.")
    expect(ana.page.locator(".story")).to_have_count(2)
    # She is there like everybody else, on the others' pages too, and nothing alarms her.
    expect(leila.page.locator(".member")).to_have_count(2)
    expect(ana.page.locator("#notices")).to_have_text("")
