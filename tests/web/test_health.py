"""Figures for operators: counted by command and outcome, for this machine's eyes only."""

import requests

from tests.serving import serving


def test_commands_are_counted_without_saying_who_gave_them() -> None:
    with serving() as server:
        command = f"{server.url}/api/v1/session.find"
        requests.post(command, json={"code": "7KQ4TM"}, timeout=10)
        figures = requests.get(f"{server.url}/metrics", timeout=10)
    assert figures.status_code == 200
    told = 'icebreak_commands_total{command="session.find",outcome="not_found"} 1.0'
    assert told in figures.text
    assert "7KQ4TM" not in figures.text


def test_figures_are_not_for_the_network() -> None:
    with serving(ICEBREAK_TRUSTED_PROXIES="127.0.0.1") as server:
        asked = {"X-Forwarded-For": "203.0.113.7"}
        figures = requests.get(f"{server.url}/metrics", headers=asked, timeout=10)
    assert figures.status_code == 404


def test_a_health_check_may_ask_by_any_name() -> None:
    with serving(ICEBREAK_PUBLIC_URL="https://icebreak.example") as server:
        asked = {"Host": "10.0.0.7:8000"}
        assert requests.get(f"{server.url}/healthz", headers=asked, timeout=10).ok
        assert requests.get(f"{server.url}/readyz", headers=asked, timeout=10).ok
        assert requests.get(f"{server.url}/", headers=asked, timeout=10).status_code == 400
