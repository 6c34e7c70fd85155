"""An evening by forms alone: join, profile, story, swap; and what a second press does."""

import pytest

from icebreak.services.occasion import Actor
from tests.services.stage import ROUND, WRAP_UP, Stage
from tests.web.browser import Browser
from tests.web.conftest import Opens


@pytest.fixture
def host(opens: Opens) -> Browser:
    """A facilitator who has opened a session."""
    browser = opens()
    browser.open("/host/new")
    browser.send("session.open", title="No scripts tonight", template="pairs")
    assert browser.address.endswith("/setup")
    return browser


def session_of(browser: Browser) -> str:
    return browser.address.split("/")[2]


def join_path(host: Browser, stage: Stage) -> str:
    with stage.read() as tx:
        session = tx.sessions.get(session_of(host))
    return f"/join/{session.code}"


def comes(opens: Opens, host: Browser, stage: Stage, name: str) -> Browser:
    guest = opens()
    guest.open(join_path(host, stage))
    guest.send("session.join", name=name)
    assert guest.address == f"/s/{session_of(host)}/profile", guest.text
    guest.send("profile.save", why="our town has 300 broken toasters", interests="bicycles, choirs")
    assert guest.address.endswith("/lobby"), guest.text
    return guest


def test_two_people_meet_and_swap_by_forms(opens: Opens, host: Browser, stage: Stage) -> None:
    ana, leila = (comes(opens, host, stage, name) for name in ("Ana", "Leila"))
    begin_round(host, stage, ana)
    base = f"/s/{session_of(host)}"
    ana.open(f"{base}/room?write=1")
    ana.send("story.tell", text="We mended a radio, & <b>danced</b>.")
    assert leila.open(f"{base}/room").status_code == 200
    assert "We mended a radio, &amp; &lt;b&gt;danced&lt;/b&gt;." in leila.text
    leila.send("story.metoo")
    guests = {"Ana": ana, "Leila": leila}
    ids = {name: actor_of(stage, guest).person_id for name, guest in guests.items()}
    for guest, other in ((ana, "Leila"), (leila, "Ana")):
        guest.open(f"{base}/swap/{ids[other]}")
        guest.send("swap.propose", emails=f"friend-of-{other}@example.org")
        assert guest.page is not None
        assert guest.page.status_code == 200
    ana.open(f"{base}/contacts")
    assert "friend-of-Ana@example.org" in ana.text
    leila.open(f"{base}/contacts")
    assert "friend-of-Leila@example.org" in leila.text


def begin_round(host: Browser, stage: Stage, guest: Browser) -> None:
    host.open(f"/host/{session_of(host)}/console")
    host.send("session.start")
    while stage.gate.state(actor_of(stage, guest)).session.step.kind != "round":
        host.open(f"/host/{session_of(host)}/console")
        host.send("step.next")


def actor_of(stage: Stage, browser: Browser) -> Actor:
    [token] = [kept.value for kept in browser.cookies if kept.key.startswith("icebreak-p-")]
    return stage.gate.identify(token)


def test_a_third_person_brings_two_together_by_forms(
    opens: Opens, host: Browser, stage: Stage
) -> None:
    guests = {name: comes(opens, host, stage, name) for name in ("Ana", "Ben", "Leila")}
    ids = {name: actor_of(stage, guest).person_id for name, guest in guests.items()}
    base = f"/s/{session_of(host)}"
    ana, ben, leila = guests.values()
    made = {"people": [ids["Ben"], ids["Leila"]], "because": "You both mend <old> radios."}
    begin_round(host, stage, ana)
    ana.open(f"{base}/ground")
    refused = ana.send("introduction.suggest", people=[ids["Ben"], ids["Ben"]], because="Kept.")
    assert refused.status_code == 400
    assert "Choose two different people." in ana.text
    assert "Kept." in ana.text
    ana.send("introduction.suggest", **made)
    assert "Sent" in ana.text
    for guest, other in ((ben, "Leila"), (leila, "Ben")):
        guest.open(f"{base}/ground")
        assert "You both mend &lt;old&gt; radios." in guest.text
        [asked] = stage.gate.state(actor_of(stage, guest)).introductions
        guest.open(f"{base}/introduction/{asked.id}")
        nothing = guest.send("introduction.answer")
        assert nothing.status_code == 400
        guest.send("introduction.answer", emails=f"friend-of-{other}@example.org")
    assert "In touch" in ana.open(f"{base}/ground").get_data(as_text=True)
    ben.open(f"{base}/contacts")
    assert "friend-of-Ben@example.org" in ben.text
    assert ben.open(f"{base}/introduction/{asked.id}").request.path == f"{base}/ground"


def test_pressing_a_button_twice_does_it_once(opens: Opens, host: Browser, stage: Stage) -> None:
    guest = opens()
    guest.open(join_path(host, stage))
    form = guest.form("session.join")
    for _ in range(2):
        answer = guest.post(form.action, {**form.values, "name": "Ana"})
        assert answer.request.path == f"/s/{session_of(host)}/profile"
    with stage.read() as tx:
        assert len(tx.participants.everyone(session_of(host))) == 1


def test_a_refused_form_says_so_and_keeps_what_was_typed(
    opens: Opens, host: Browser, stage: Stage
) -> None:
    guest = opens()
    guest.open(join_path(host, stage))
    answer = guest.send("session.join", name="\u200b")
    assert answer.status_code == 400
    assert "Please type something that others can read." in guest.text
    guest.send("session.join", name="Ana")
    answer = guest.send("profile.save", name="x" * 81, why="toasters")
    assert answer.status_code == 400
    assert "That is too long: at most 80 characters." in guest.text
    assert "toasters" in guest.text


def test_a_closed_door_and_a_wrong_password_have_their_status(opens: Opens, stage: Stage) -> None:
    host = stage.opens(ROUND, settings={"password": "open sesame"})
    guest = opens()
    guest.open(f"/j/{host.opened['join_token']}")
    answer = guest.send("session.join", name="Ana", password="close sesame")
    assert answer.status_code == 403
    assert "password" in guest.text
    host.does("session.lock")
    form = guest.forms[0]
    answer = guest.post(form.action, {**form.values, "name": "Ana", "password": "open sesame"})
    assert answer.status_code == 403


def test_the_link_of_a_qr_works_in_capitals(opens: Opens, stage: Stage) -> None:
    host = stage.opens(ROUND)
    guest = opens()
    for path in (f"/J/{host.opened['join_token']}", f"/j/{host.opened['join_token'].lower()}"):
        assert guest.open(path).status_code == 200
        assert guest.form("session.join")


def test_a_seat_is_taken_up_again_on_another_device(opens: Opens, stage: Stage) -> None:
    host = stage.opens(ROUND)
    ana = stage.joins(host, "Ana")
    path = ana.opened["resume_url"]
    device = opens()
    assert device.open(path).status_code == 200
    assert not device.cookies
    device.post(device.forms[0].action)
    assert device.address.startswith(f"/s/{ana.session_id}/")
    device.open(f"/s/{ana.session_id}/me")
    assert "Ana" in device.text


def test_a_host_link_opens_the_desk_anywhere(opens: Opens, stage: Stage) -> None:
    host = stage.opens(ROUND)
    device = opens()
    device.open(host.opened["host_url"])
    device.post(device.forms[0].action)
    assert device.address.startswith(f"/host/{host.session_id}/")
    assert device.page is not None
    assert device.page.status_code == 200


class TestGuessing:
    """Six characters can be guessed: so wrong ones are counted, and links are not."""

    def test_past_thirty_wrong_codes_there_is_no_verdict(self, opens: Opens, stage: Stage) -> None:
        host = stage.opens(ROUND)
        guest = opens()
        for number in range(30):
            code = f"2222{'23456789BC'[number // 10]}{'23456789BC'[number % 10]}"
            assert guest.post("/find", {"code": code}).status_code == 404
        answer = guest.post("/find", {"code": host.opened["code"]})
        assert answer.status_code == 429
        assert "QR" in guest.text
        assert guest.open(f"/join/{host.opened['code']}").status_code == 429
        guest.open(f"/j/{host.opened['join_token']}")
        guest.send("session.join", name="Ana")
        assert guest.address.endswith("/profile")

    def test_what_cannot_be_a_code_costs_nothing(self, opens: Opens, stage: Stage) -> None:
        host = stage.opens(ROUND)
        guest = opens()
        for _ in range(40):
            assert guest.post("/find", {"code": "12"}).status_code == 400
        assert guest.post("/find", {"code": host.opened["code"].lower()}).status_code == 200
        assert guest.address == f"/join/{host.opened['code']}"


def test_forgetting_by_form_takes_the_cookie_too(opens: Opens, stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP)
    guest = opens()
    guest.open(f"/j/{host.opened['join_token']}")
    guest.send("session.join", name="Ana")
    base = guest.address.rsplit("/", 1)[0]
    guest.open(f"{base}/forget")
    guest.send("me.forget")
    assert guest.address == "/"
    assert not guest.cookies
    assert guest.open(f"{base}/lobby").status_code == 401
