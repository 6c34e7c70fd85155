"""What people do at an evening, in their own words."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.guests import Guest

ROOM = re.compile(r"/s/\w+/room$")
LOBBY = re.compile(r"/s/\w+/lobby$")
GROUND = re.compile(r"/s/\w+/ground$")
CONTACTS = re.compile(r"/s/\w+/contacts$")


def open_evening(host: Guest, title: str, template: str) -> str:
    """From the front door to an open session; the path of its join link."""
    page = host.open("/")
    page.get_by_role("link", name="Host an evening").click()
    page.get_by_label("What is it called?").fill(title)
    page.get_by_role("radio", name=re.compile(template)).check()
    page.get_by_role("button", name="Open the doors").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    link = page.get_by_label("Link for everybody").input_value()
    return "/j/" + link.rsplit("/", 1)[1]


def come_in(guest: Guest, path: str, name: str, *, interests: str = "", why: str = "") -> Page:
    """Join, finish a sentence and wait in the lobby (or already in a room)."""
    page = guest.open(path)
    page.get_by_label("What should people call you?").fill(name)
    page.get_by_role("button", name="Come in").click()
    page.get_by_label("I’m here because…").fill(why or f"{name} likes to mend things")
    page.get_by_label("More interests").fill(interests)
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(re.compile(r"/s/\w+/(lobby|room)$"))
    return page


def session_of(page: Page) -> str:
    found = re.search(r"/(?:s|host)/(\w+)/", page.url)
    assert found, page.url
    return found[1]


def composer(page: Page) -> Locator:
    return page.get_by_label(re.compile("^Your story for"))


def tell(page: Page, text: str) -> None:
    composer(page).fill(text)
    page.get_by_role("button", name="Tell the room").click()
    expect(page.locator(".stories")).to_contain_text(text)
    expect(composer(page)).to_have_value("")


def people_in_room(page: Page) -> list[str]:
    """The names of the others, from the faces."""
    names = page.locator(".member .member-name").all_inner_texts()
    return [name.strip() for name in names if name.strip() != "You"]


def say_yes(page: Page, name: str, email: str) -> None:
    """Swap cards with somebody of this room, giving one's e-mail."""
    page.get_by_role("link", name=re.compile(name)).first.click()
    page.get_by_role("link", name=re.compile(f"Swap cards with {name}")).click()
    ready = page.get_by_role("switch", name=re.compile("^E-mail"))
    if ready.count():
        ready.check()
    else:
        page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_role("button", name="Yes, swap cards").click()
    page.wait_for_url(re.compile(r"/s/\w+/ground/\w+$"))
