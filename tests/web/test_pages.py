"""Every page shows, none changes anything by being looked at, and every form of each does
something that the server knows."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from icebreak.contract.registry import COMMANDS
from tests.services.cast import Cast, cast
from tests.services.stage import Stage, everything
from tests.web.browser import ORIGIN, Browser
from tests.web.conftest import Opens

SEAT_PAGES = ("profile", "lobby", "room", "ground", "contacts", "card", "me", "ended", "forget")
FILES = ("contacts.vcf", "contacts.csv", "contacts.ics", "me.json")
DESK_PAGES = ("setup", "console", "projector", "report")


@pytest.fixture
def made(stage: Stage) -> Cast:
    made = cast(stage)
    made.ana.does("card.link")
    return made


@pytest.fixture
def ana(made: Cast, opens: Opens) -> Browser:
    browser = opens()
    browser.open(made.ana.opened["resume_url"])
    browser.post(browser.forms[0].action)
    return browser


@pytest.fixture
def desk(made: Cast, opens: Opens) -> Browser:
    browser = opens()
    browser.open(made.host.opened["host_url"])
    browser.post(browser.forms[0].action)
    return browser


def seat_paths(made: Cast) -> Iterator[str]:
    base = f"/s/{made.ana.session_id}"
    yield from (f"{base}/{name}" for name in ("", *SEAT_PAGES))
    for other in (made.ben, made.people[2]):
        yield f"{base}/ground/{other.id}"
        yield f"{base}/swap/{other.id}"
    yield f"{base}/introduction/{made.ana.state.introductions[0].id}"
    yield made.ana.state.me.card_url
    contact = made.ana.state.contacts[0].id
    for name in (*FILES, f"contacts/{contact}.vcf"):
        yield f"{base}/{name}"


def desk_paths(made: Cast) -> Iterator[str]:
    base = f"/host/{made.host.session_id}"
    yield from (f"{base}/{name}" for name in ("", *DESK_PAGES, "join.png"))


def open_paths(made: Cast) -> Iterator[str]:
    yield from (
        "/",
        "/privacy",
        "/host/new",
        "/healthz",
        "/readyz",
        "/api/openapi.json",
        "/api/docs",
    )
    opened = made.host.opened
    yield from (f"/j/{opened['join_token']}", f"/join/{opened['code']}", opened["host_url"])
    yield made.ana.opened["resume_url"]


def test_every_page_shows_and_nothing_changes_by_looking(
    made: Cast, ana: Browser, desk: Browser, opens: Opens
) -> None:
    before, news = everything(made.stage), len(made.stage.news)
    looks = [(ana, seat_paths(made)), (desk, desk_paths(made)), (opens(), open_paths(made))]
    for browser, paths in looks:
        for path in paths:
            answer = browser.open(path)
            assert answer.status_code == 200, (path, answer.get_data(as_text=True)[:300])
            assert browser.client.head(path).status_code in {200, 303}, path
    assert everything(made.stage) == before
    assert len(made.stage.news) == news


def test_every_page_shows_before_the_start_and_after_the_end(stage: Stage, opens: Opens) -> None:
    host, people = stage.evening(3, start=False)
    base, desk_base = f"/s/{host.session_id}", f"/host/{host.session_id}"
    guest, desk = opens(), opens()
    guest.open(people[0].opened["resume_url"])
    guest.post(guest.forms[0].action)
    desk.open(host.opened["host_url"])
    desk.post(desk.forms[0].action)
    for command in ("session.lock", "session.start", "session.end"):
        for name in SEAT_PAGES:
            assert guest.open(f"{base}/{name}").status_code == 200, name
        for name in DESK_PAGES:
            assert desk.open(f"{desk_base}/{name}").status_code == 200, name
        host.does(command)
    assert guest.open(f"{base}/ended").status_code == 200
    assert desk.open(f"{desk_base}/report").status_code == 200


def all_forms(browser: Browser, paths: Iterator[str]) -> Iterator[tuple[str, Any]]:
    for path in paths:
        page = browser.open(path)
        if page.mimetype == "text/html":
            for form in browser.forms:
                yield path, form


def test_every_form_names_a_command_and_posts_what_it_knows(
    made: Cast, ana: Browser, desk: Browser
) -> None:
    seen = set()
    for browser, paths in ((ana, list(seat_paths(made))), (desk, list(desk_paths(made)))):
        for path, form in all_forms(browser, iter(paths)):
            if form.method != "post":
                continue
            assert form.command in COMMANDS, (path, form)
            assert form.values.get("key"), (path, form)
            names = {name.split(".")[0] for name in form.values}
            known = set(COMMANDS[form.command].payload.__struct_fields__)
            # On the way to a swap the card may be filled in.
            known |= {"emails", "phones", "links"} if form.command == "swap.propose" else set()
            assert names <= known, (path, form.command, names - known)
            seen.add(form.command)
    assert {"story.tell", "swap.propose", "profile.save", "card.save", "plan.save"} <= seen


def test_every_form_as_it_stands_is_carried_out_or_refused_with_a_sentence(
    made: Cast, ana: Browser, desk: Browser
) -> None:
    for browser, paths in ((ana, list(seat_paths(made))), (desk, list(desk_paths(made)))):
        for path, form in list(all_forms(browser, iter(paths))):
            if form.method != "post" or form.command in {"me.forget", "session.delete"}:
                continue
            answer = browser.client.post(form.action, data=form.values, headers=ORIGIN)
            assert answer.status_code in {200, 303, 400, 403, 404, 409, 410}, (path, form.command)


HOSTILE = ("", "\x00", "x" * 9000, "\u202e", "<script>alert(1)</script>'\"><b>{{7*7}}")


def test_hostile_values_in_every_form_are_refused_with_a_sentence(
    made: Cast, ana: Browser, desk: Browser
) -> None:
    for browser, paths in ((ana, list(seat_paths(made))), (desk, list(desk_paths(made)))):
        done: set[str] = set()
        for _, form in list(all_forms(browser, iter(paths))):
            if form.method != "post" or form.command in {"me.forget", "session.delete", *done}:
                continue
            done.add(form.command)
            # The steps of a plan are all alike.
            for name in (each for each in form.values if not each.startswith("steps.")):
                for value in HOSTILE:
                    answer = browser.client.post(
                        form.action, data={**form.values, name: value}, headers=ORIGIN
                    )
                    assert answer.status_code < 500, (form.command, name, value)
                    text = answer.get_data(as_text=True)
                    assert "<script>alert" not in text
                    assert "'\"><b>" not in text


def test_what_people_type_is_text_on_every_page(
    made: Cast, ana: Browser, desk: Browser, opens: Opens
) -> None:
    mark = "</script><img src=x>"
    for person in (made.ana, made.ben, made.people[2]):
        person.does(
            "profile.save", name=f"N{mark}", organisation=f"O{mark}", why=f"W{mark}",
            interests=[f"I{mark}"],
        )  # fmt: skip
        person.does("card.save", note=f"C{mark}", company=f"K{mark}")
        person.tells(f"S{mark}")
    made.host.does("session.update", title=f"T{mark}")
    made.host.does("host.say", text=f"H{mark}")
    for browser, paths in (
        (ana, seat_paths(made)),
        (desk, desk_paths(made)),
        (opens(), open_paths(made)),
    ):
        for path in list(paths):
            answer = browser.open(path)
            if answer.mimetype == "text/html":
                assert "<img src=x" not in browser.text, path


def test_a_foreign_or_unknown_session_looks_the_same(made: Cast, ana: Browser) -> None:
    for session in (made.elsewhere.session_id, "nothing"):
        for page in ("lobby", "contacts.vcf"):
            assert ana.open(f"/s/{session}/{page}").status_code == 401
    told = [
        ana.open(f"/s/{made.ana.session_id}/{kind}/{person}")
        for kind in ("ground", "swap")
        for person in (made.elsewhere.id, "nothing", made.people[-1].id)
    ]
    assert {answer.status_code for answer in told} == {404}


def test_a_card_link_names_its_owner_to_members_alone(
    made: Cast, ana: Browser, opens: Opens, pages: Flask
) -> None:
    link = made.ana.state.me.card_url
    member, stranger = opens(), opens()
    member.open(made.people[2].opened["resume_url"])
    member.post(member.forms[0].action)
    member.open(link)
    assert made.ana.name in member.text
    assert "@example.org" not in member.text.replace(f"{made.people[2].id}@example.org", "")
    stranger.open(link)
    unknown = stranger.open("/c/AAAAAAAAAAAAAAAAAAAAAAAAAA").get_data(as_text=True)
    assert stranger.open(link).get_data(as_text=True).replace(link, "") == unknown.replace(
        "/c/AAAAAAAAAAAAAAAAAAAAAAAAAA", ""
    )
    assert made.ana.name not in unknown


def test_whoever_joins_reads_what_their_browser_reads(made: Cast, opens: Opens) -> None:
    browser = opens()
    browser.open(f"/j/{made.host.opened['join_token']}", **{"Accept-Language": "pt-BR,pt;q=0.9"})
    browser.send("session.join", name="Rui")
    browser.open(f"/s/{made.host.session_id}/me")
    assert '<option value="pt" lang="pt" selected>português</option>' in browser.text
    with made.stage.read() as tx:
        people = tx.participants.belonging(made.host.session_id)
    assert next(each.language for each in people if each.name == "Rui") == "pt-BR"
