"""Join, profile, story and swap work in a browser that runs no scripts."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Invite
from tests.browser.evening import come_in, open_evening, say_yes
from tests.serving import Server


def test_two_people_meet_and_swap_without_scripts(invite: Invite, server: Server) -> None:
    host = invite(server.url, laptop=True, java_script_enabled=False)
    join_path = open_evening(host, "No scripts tonight", "In pairs")
    ana = invite(server.url, java_script_enabled=False)
    leila = invite(server.url, java_script_enabled=False)
    for guest, name in ((ana, "Ana"), (leila, "Leila")):
        come_in(guest, join_path, name, interests="bicycles, old radios")
    host.page.reload()
    host.page.get_by_role("button", name="Start", exact=True).click()
    host.page.get_by_role("button", name=re.compile("^Next: Round 1")).click()

    for guest in (ana, leila):
        guest.open(guest.page.url.split("/lobby")[0].removeprefix(guest.base) + "/")
        expect(guest.page).to_have_url(re.compile("/room$"))
    ana.page.get_by_role("link", name="Write your story").click()
    ana.page.get_by_label(re.compile("^Your story for")).fill("We mended a radio, and danced.")
    ana.page.get_by_role("button", name="Keep draft").click()
    ana.page.get_by_role("link", name="Go on with your story").click()
    ana.page.get_by_role("button", name="Tell the room").click()
    leila.page.reload()
    expect(leila.page.locator(".stories")).to_contain_text("We mended a radio, and danced.")
    leila.page.get_by_role("button", name=re.compile("^Me too")).click()
    ana.page.reload()
    expect(ana.page.locator(".story-mine [data-count]")).to_have_text("1")

    say_yes(ana.page, "Leila", "ana@example.org")
    say_yes(leila.page, "Ana", "leila@example.org")
    expect(leila.page.locator("main")).to_contain_text("You both said yes.")
    leila.page.get_by_role("link", name=re.compile("See the card of Ana")).click()
    expect(leila.page.locator("main")).to_contain_text("ana@example.org")


def test_a_refused_form_keeps_what_was_typed(invite: Invite, server: Server) -> None:
    guest = invite(server.url, java_script_enabled=False)
    page = guest.open("/")
    page.get_by_label("Code on the host’s screen").fill("7KQ 4T")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_label("Code on the host’s screen")).to_have_value(re.compile("7KQ ?4T"))
    expect(page.locator("main")).to_contain_text("six letters and digits")
    page.get_by_label("Code on the host’s screen").fill("7KQ 4TM")
    page.get_by_role("button", name="Join").click()
    expect(page.locator("main")).to_contain_text("No session admits people")
