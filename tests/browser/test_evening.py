"""A full evening on the real pages: one facilitator, six phones, and what goes wrong on the way.

It is played over plain HTTP under a made-up name, as on a LAN: no secure context.
"""

import re
from pathlib import Path

import vobject
from playwright.sync_api import Page, expect

from tests.browser.conftest import Invite
from tests.browser.evening import (
    LOBBY,
    ROOM,
    come_in,
    composer,
    open_evening,
    people_in_room,
    say_yes,
    session_of,
    tell,
)
from tests.browser.guests import Guest, axe_violations

NAMES = ("Ana", "Leila", "Jun", "Tobias", "Mara", "أحمد")
TUNNEL = 20_000  # milliseconds
SOON = 20_000
AWAY_WITHIN = 50_000

Phones = dict[str, Guest]


def test_an_evening_from_the_door_to_a_vcard(invite: Invite, lan: str, tmp_path: Path) -> None:
    host = invite(lan, laptop=True)
    join_path = open_evening(host, "Repair Cafés Online", "A good evening")
    _clean(host.page)
    _plan_pairs_for_round_two(host.page)

    phones = _six_arrive(invite, lan, join_path)
    ana = phones["Ana"].page
    expect(ana.get_by_role("heading", name="6 people, so far")).to_be_visible(timeout=SOON)
    expect(ana.locator("main")).to_contain_text("and so do you")
    _clean(ana)

    # The host starts; rooms open by themselves on every phone.
    expect(host.page.locator(".setup-go [data-people]")).to_have_text("6", timeout=SOON)
    host.page.get_by_role("button", name="Start", exact=True).click()
    host.page.wait_for_url(re.compile("/console$"))
    host.page.get_by_role("button", name=re.compile("^Next: ")).click()
    for phone in phones.values():
        phone.page.wait_for_url(ROOM, timeout=SOON)
    first, second = _rooms(phones)
    assert (len(first), len(second)) == (3, 3)
    _clean(ana)
    expect(host.page.locator(".tile")).to_have_count(2)
    _clean(host.page)

    teller, reader, tunneller = (phones[name] for name in first)
    _tell_through_a_reload(teller, reader, host)
    _sit_in_a_tunnel(tunneller, teller)
    joined = _a_latecomer_is_seated(invite, lan, join_path)
    if set(first) & set(joined):
        first, second = second, first
    # Three here and three there again, so that in pairs everybody can meet somebody new.
    _a_closed_tab_is_missed(phones, second)

    _swap(phones, first)
    _round_two(host, phones, first)
    _take_contacts_home(host, phones, first, tmp_path)


def _plan_pairs_for_round_two(page: Page) -> None:
    """Six people in two rooms of three have to meet somebody again; in pairs nobody has to."""
    step = page.locator("[data-step]").nth(2)
    step.locator("summary").click()
    step.get_by_label("Together in a room").select_option("2")
    page.locator(".plan-save").get_by_role("button", name="Save the plan").click()
    expect(step).to_contain_text("Pairs", timeout=SOON)


def _six_arrive(invite: Invite, lan: str, join_path: str) -> Phones:
    phones: Phones = {}
    for name in NAMES:
        phones[name] = invite(lan)
        if name == "Ana":
            _clean(phones[name].open("/"))
            _clean(phones[name].open(join_path))
        come_in(phones[name], join_path, name, interests="bicycles, old radios")
        phones[name].page.wait_for_url(LOBBY)
    return phones


def _tell_through_a_reload(teller: Guest, reader: Guest, host: Guest) -> None:
    """Half a story survives a reload; the room reads it at once, the host only counts it."""
    composer(teller.page).fill("We found a letter behind the")
    teller.page.wait_for_timeout(500)
    teller.page.reload()
    expect(composer(teller.page)).to_have_value("We found a letter behind the")
    tell(teller.page, "We found a letter behind the speaker.")
    expect(reader.page.locator(".stories")).to_contain_text("behind the speaker", timeout=SOON)
    reader.page.get_by_role("button", name=re.compile("^Me too")).click()
    expect(teller.page.locator(".story-mine [data-count]").first).to_have_text("1", timeout=SOON)
    expect(host.page.locator(".tile-told", has_text="1 story")).to_have_count(1, timeout=SOON)
    assert "behind the speaker" not in host.page.content()


def _sit_in_a_tunnel(phone: Guest, mate: Guest) -> None:
    """20 s without network: what was typed and what was told meanwhile are both there after it."""
    phone.offline(True)
    composer(phone.page).fill("Typed in the tunnel.")
    phone.page.get_by_role("button", name="Tell the room").click()
    tell(mate.page, "Told while one of us was in a tunnel.")
    phone.page.wait_for_timeout(TUNNEL)
    phone.offline(False)
    expect(phone.page.locator(".stories")).to_contain_text("was in a tunnel", timeout=SOON)
    expect(mate.page.locator(".stories")).to_contain_text("Typed in the tunnel.", timeout=SOON)
    expect(mate.page.locator(".story", has_text="Typed in the tunnel.")).to_have_count(1)


def _a_latecomer_is_seated(invite: Invite, lan: str, join_path: str) -> list[str]:
    """At once, and with company; with whom."""
    late = invite(lan)
    come_in(late, join_path, "Sofia", interests="bicycles")
    late.page.wait_for_url(ROOM, timeout=SOON)
    expect(late.page.locator(".member")).to_have_count(4)
    return people_in_room(late.page)


def _a_closed_tab_is_missed(phones: Phones, room: list[str]) -> None:
    leaver, witness = room[0], room[1]
    phones.pop(leaver).page.close()
    away = phones[witness].page.locator(".member.away")
    expect(away).to_contain_text(leaver, timeout=AWAY_WITHIN)


def _swap(phones: Phones, room: list[str]) -> None:
    """One swap becomes mutual; another yes stays alone and shows nowhere."""
    one, other, third = (phones[name].page for name in room)
    say_yes(one, room[1], f"{room[0]}-secret@example.org")
    expect(one.locator("main")).to_contain_text("You said yes.")
    _clean(one)
    one.goto(one.url.split("/ground")[0] + "/room")
    say_yes(one, room[2], f"{room[0]}-secret@example.org")
    # Nothing has changed for the other two.
    for page in (other, third):
        page.wait_for_timeout(300)
        page.reload()
        assert "secret@example.org" not in page.content()
        assert "said yes" not in page.locator("body").inner_text()
    say_yes(other, room[0], f"{room[1]}@example.org")
    expect(other.locator("main")).to_contain_text("You both said yes.")
    expect(one.locator("#notices, main")).to_contain_text([re.compile("both")], timeout=SOON)
    other.goto(other.url.split("/ground")[0] + "/contacts")
    expect(other.get_by_role("heading", level=1)).to_have_text("One person to write to")
    expect(other.locator("main")).to_contain_text(f"{room[0]}-secret@example.org")


def _round_two(host: Guest, phones: Phones, room: list[str]) -> None:
    """The round ends softly, and the next one brings new people together."""
    third = phones[room[2]].page
    mates = set(people_in_room(third))
    before = third.locator("form[data-command='story.tell'] input[name=room]").input_value()
    composer(third).fill("Still in the middle of a sen")
    _end_the_round(host.page)
    expect(third.locator("#notices")).to_contain_text("Finish your sentence", timeout=SOON)
    expect(composer(third)).to_have_value("Still in the middle of a sen")
    composer(third).fill("Still in the middle of a sentence, now finished.")
    third.get_by_role("button", name="Tell the room").click()
    # Once it is told, the phone moves on by itself.
    third.wait_for_url(ROOM, timeout=SOON)
    expect(third.locator(".member")).to_have_count(2, timeout=SOON)
    for name, phone in phones.items():
        phone.page.goto(f"{phone.base}/s/{session_of(phone.page)}/")
        phone.page.wait_for_url(ROOM, timeout=SOON)
        expect(phone.page.locator(".member"), name).to_have_count(2)
    assert not mates & set(people_in_room(third))
    assert "in the middle of a sentence" not in third.locator(".stories").inner_text()
    kept = third.evaluate("fetch('me.json').then((answer) => answer.json())")["stories"]
    finished = next(each for each in kept if "now finished" in each["text"])
    assert finished["room_id"] == before


def _take_contacts_home(host: Guest, phones: Phones, room: list[str], folder: Path) -> None:
    one, third = phones[room[0]].page, phones[room[2]].page
    _end(host.page)
    for page in (one, third):
        page.goto(f"{phones[room[0]].base}/s/{session_of(page)}/contacts")
    _clean(one)
    _clean(third)
    expect(third.get_by_role("heading", level=1)).to_have_text("Nobody to write to yet")
    assert "secret@example.org" not in third.content()
    with one.expect_download() as downloading:
        one.get_by_role("link", name=re.compile("^Save")).first.click()
    path = folder / "contact.vcf"
    downloading.value.save_as(path)
    card = vobject.readOne(path.read_text(encoding="utf-8"))
    assert card.fn.value == room[1]
    assert card.email.value == f"{room[1]}@example.org"
    assert "Repair Cafés Online" in card.note.value
    assert "room" in card.note.value


def _end(page: Page) -> None:
    """From round two to the end, step by step."""
    _end_the_round(page)
    for _ in range(8):
        ending = page.get_by_role("button", name="End the session", exact=True)
        if ending.is_visible():
            break
        _end_the_round(page)
        page.wait_for_timeout(400)
    page.once("dialog", lambda dialog: dialog.accept())
    ending.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The session has ended", timeout=SOON)
    _clean(page)


def _end_the_round(page: Page) -> None:
    """The button says where people go: to the next round, or back to the call."""
    page.get_by_role("button", name=re.compile("^(Next: |Call everyone back)")).click()


def _rooms(phones: Phones) -> tuple[list[str], list[str]]:
    """Who sits together, by the name over the door."""
    rooms: dict[str, list[str]] = {}
    for name, phone in phones.items():
        door = phone.page.get_by_role("heading", level=1).inner_text()
        rooms.setdefault(door, []).append(name)
    first, second = rooms.values()
    return (first, second) if "Ana" in first else (second, first)


def _clean(page: Page) -> None:
    assert axe_violations(page) == []
