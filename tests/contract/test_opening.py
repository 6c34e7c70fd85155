"""An instance whose operator says who may open sessions."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import socketio

from tests.serving import Server, serving

PASSWORD = "only for the cafés: 7"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ICEBREAK_OPEN_SESSIONS=f"password:{PASSWORD}") as running:
        yield running


def payload(**more: str) -> dict[str, Any]:
    return {"key": secrets.token_urlsafe(18), "title": "By invitation", **more}


def asked(server: Server, name: str, body: dict[str, Any]) -> requests.Response:
    return requests.post(f"{server.url}/api/v1/{name}", json=body, timeout=10)


@pytest.mark.parametrize("given", [{}, {"instance_password": "something else"}])
def test_nobody_opens_a_session_by_http_without_the_instances_password(
    server: Server, given: dict[str, str]
) -> None:
    refused = asked(server, "session.open", payload(**given))
    assert refused.status_code == 403
    assert refused.json()["error"] == "forbidden"
    assert refused.json()["field"] == "instance_password"


def test_whoever_knows_the_instances_password_opens_a_session_twice_alike(server: Server) -> None:
    body = payload(instance_password=PASSWORD)
    first, again = (asked(server, "session.open", body).json() for _ in range(2))
    assert first["ok"]
    assert again == first


def test_a_seat_in_one_session_opens_no_other_by_socket(server: Server) -> None:
    opened = asked(server, "session.open", payload(instance_password=PASSWORD)).json()
    seat = {"key": secrets.token_urlsafe(18), "code": opened["code"], "name": "Ana"}
    joined = asked(server, "session.join", seat).json()
    socket = socketio.Client(reconnection=False)
    socket.connect(server.url, auth={"token": joined["token"]}, transports=["websocket"])
    try:
        answer = socket.call("session.open", payload(), timeout=10)
    finally:
        socket.disconnect()
    assert answer["error"] == "forbidden"


def test_the_form_asks_for_the_instances_password(server: Server) -> None:
    page = f"{server.url}/host/new"
    refused = requests.post(page, data=payload(instance_password=""), timeout=10)
    assert refused.status_code == 403
    assert "This server asks for its password." in refused.text
    opened = requests.post(
        page, data=payload(instance_password=PASSWORD), timeout=10, allow_redirects=False
    )
    assert opened.status_code == 303
