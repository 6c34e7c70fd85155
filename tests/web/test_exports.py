"""What people take home: their contacts, whole and theirs alone."""

from datetime import timedelta

import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icebreak.domain.errors import Refusal
from tests.services.cast import Cast, cast
from tests.services.stage import Someone, Stage


@pytest.fixture
def made(stage: Stage) -> Cast:
    return cast(stage)


@pytest.fixture
def client(pages: Flask) -> FlaskClient:
    return pages.test_client()


def fetch(client: FlaskClient, someone: Someone, path: str) -> tuple[int, str, dict[str, str]]:
    answer = client.get(
        f"/s/{someone.session_id}/{path}",
        headers={"Authorization": f"Bearer {someone.token}"},
    )
    return answer.status_code, answer.get_data(as_text=True), dict(answer.headers)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("contacts.vcf", "text/vcard", "icebreak-contacts.vcf"),
        ("contacts.csv", "text/csv", "icebreak-contacts.csv"),
        ("contacts.ics", "text/calendar", "icebreak-follow-ups.ics"),
        ("contacts.vcf?version=4.0", "text/vcard", "icebreak-contacts.vcf"),
    ],
)
def test_a_file_is_told_apart_from_a_page_and_is_not_stored(
    made: Cast, client: FlaskClient, path: str, kind: str, name: str
) -> None:
    status, _, headers = fetch(client, made.ana, path)
    assert status == 200
    assert headers["Content-Type"].startswith(kind)
    assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_vcard_says_who_where_and_when(made: Cast, client: FlaskClient) -> None:
    _, text, _ = fetch(client, made.ana, "contacts.vcf")
    [card] = list(vobject.readComponents(text))
    assert card.fn.value == made.ben.name
    assert card.email.value == f"{made.ben.id}@example.org"
    for part in ("Repair Cafés", "2026", made.ana.state.contacts[0].room):
        assert part in card.note.value
    contact = made.ana.state.contacts[0]
    _, one, _ = fetch(client, made.ana, f"contacts/{contact.id}.vcf")
    assert next(iter(vobject.readComponents(one))).uid.value == card.uid.value


def test_only_what_was_agreed_on_is_in_any_file(made: Cast, client: FlaskClient) -> None:
    chloe = made.people[2]
    chloe.wants_to_swap_with(made.ana, "emails", "company")
    files = ("contacts.vcf", "contacts.csv", "contacts.ics", "me.json", "contacts.vcf?version=4.0")
    for path in files:
        _, text, _ = fetch(client, made.ana, path)
        assert chloe.id not in text.replace(chloe.id, "", 0) or path == "me.json"
        assert f"{chloe.id}@" not in text
        assert "Works of" not in text.replace(f"Works of {made.ana.id}", "")
    made.ben.does("swap.withdraw", to=made.ana.id)
    for path in files:
        assert f"{made.ben.id}@" not in fetch(client, made.ana, path)[1]


def test_a_contact_is_nobody_elses(made: Cast, client: FlaskClient) -> None:
    bens = made.ben.state.contacts[0].id
    told = {fetch(client, made.ana, f"contacts/{contact}.vcf")[:2] for contact in (bens, "nothing")}
    assert len(told) == 1
    assert next(iter(told))[0] == 404
    elsewhere = client.get(
        f"/s/{made.elsewhere.session_id}/contacts.vcf",
        headers={"Authorization": f"Bearer {made.ana.token}"},
    )
    assert elsewhere.status_code == 404
    assert fetch(client, made.host, "contacts.vcf")[0] == 404


def test_an_unknown_version_is_refused(made: Cast, client: FlaskClient) -> None:
    assert fetch(client, made.ana, "contacts.vcf?version=2.1")[0] == 400


def test_only_follow_ups_with_a_date_are_in_the_calendar(made: Cast, client: FlaskClient) -> None:
    assert "BEGIN:VEVENT" not in fetch(client, made.ana, "contacts.ics")[1]
    contact = made.ana.state.contacts[0].id
    made.ana.does("contact.note", contact=contact, follow_up_on="2026-12-04")
    _, text, _ = fetch(client, made.ana, "contacts.ics")
    assert text.count("BEGIN:VEVENT") == 1
    assert "20261204" in text


def test_after_the_last_day_there_is_nothing_to_take(made: Cast, client: FlaskClient) -> None:
    made.host.does("session.end")
    made.stage.now += timedelta(days=30)
    assert fetch(client, made.ana, "contacts.vcf")[0] == 410
    assert fetch(client, made.ana, "me.json")[0] == 410


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=80),
    company=st.text(max_size=60),
    note=st.text(max_size=120),
)
def test_whatever_name_the_gate_lets_in_a_file_can_hold(
    made: Cast, client: FlaskClient, name: str, company: str, note: str
) -> None:
    try:
        made.ben.does("profile.save", name=name)
        made.ben.does("card.save", company=company, note=note)
        made.ben.wants_to_swap_with(made.ana, "emails", "company", "note")
    except Refusal:
        return
    for path in ("contacts.vcf", "contacts.vcf?version=4.0", "contacts.csv"):
        status, text, _ = fetch(client, made.ana, path)
        assert status == 200, text
    [card] = list(vobject.readComponents(fetch(client, made.ana, "contacts.vcf")[1]))
    assert card.fn.value.strip()
