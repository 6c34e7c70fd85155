"""One identity over tabs, devices, sleep and a restarted server."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Invite
from tests.browser.evening import come_in, composer, open_evening, tell
from tests.serving import Server

SOON = 20_000


def test_a_second_tab_and_another_device_show_the_same_seat(invite: Invite, server: Server) -> None:
    host = invite(server.url, laptop=True)
    join_path = open_evening(host, "Two devices", "In pairs")
    ana, leila = invite(server.url), invite(server.url)
    for guest, name in ((ana, "Ana"), (leila, "Leila")):
        come_in(guest, join_path, name, interests="bicycles")
    expect(host.page.locator(".setup-go [data-people]")).to_have_text("2", timeout=SOON)
    host.page.get_by_role("button", name="Start", exact=True).click()
    host.page.get_by_role("button", name=re.compile("^Next: ")).click()
    ana.page.wait_for_url(re.compile("/room$"), timeout=SOON)

    path = ana.page.url.removeprefix(ana.base)
    tab = ana.tab(path)
    tell(ana.page, "Told in the first tab.")
    expect(tab.locator(".stories")).to_contain_text("Told in the first tab.", timeout=SOON)
    tab.close()

    # The resume link brings a laptop to the same seat, with the draft.
    composer(ana.page).fill("Half a sentence on the phone")
    card = ana.tab(path.replace("/room", "/card"))
    resume = card.locator("#resume-link").text_content() or ""
    card.wait_for_timeout(4_000)
    laptop = invite(server.url, laptop=True)
    laptop.open("/r/" + resume.rsplit("/", 1)[1])
    laptop.page.get_by_role("button", name="Go on here").click()
    laptop.page.wait_for_url(re.compile("/room$"))
    expect(laptop.page.locator(".member")).to_have_count(2)
    expect(composer(laptop.page)).to_have_value("Half a sentence on the phone")


def test_a_killed_server_comes_back_with_the_same_room(invite: Invite, server: Server) -> None:
    host = invite(server.url, laptop=True)
    join_path = open_evening(host, "A power cut", "In pairs")
    ana, leila = invite(server.url), invite(server.url)
    for guest, name in ((ana, "Ana"), (leila, "Leila")):
        come_in(guest, join_path, name)
    expect(host.page.locator(".setup-go [data-people]")).to_have_text("2", timeout=SOON)
    host.page.get_by_role("button", name="Start", exact=True).click()
    host.page.get_by_role("button", name=re.compile("^Next: ")).click()
    for guest in (ana, leila):
        guest.page.wait_for_url(re.compile("/room$"), timeout=SOON)
    tell(ana.page, "Before the power cut.")
    server.kill()
    composer(leila.page).fill("Typed while the server was away.")
    leila.page.get_by_role("button", name="Tell the room").click()
    server.start()
    expect(ana.page.locator(".stories")).to_contain_text("while the server was away", timeout=SOON)
    expect(ana.page.locator(".story")).to_have_count(2)
    expect(leila.page.locator(".story")).to_have_count(2)
