"""Sockets that open and close are written down, also when the database was busy meanwhile."""

from typing import Any

import pytest

from icebreak.domain.errors import Busy
from icebreak.live.presence import Presence
from tests.services.conftest import empty_database, stage
from tests.services.stage import ROUND, Someone, Stage

__all__ = ["empty_database", "stage"]


class Sockets:
    """How many sockets each person has open."""

    def __init__(self) -> None:
        self.open: dict[str, list[str]] = {}

    def sockets_of(self, person_id: str) -> list[str]:
        return self.open.get(person_id, [])


@pytest.fixture
def sockets() -> Sockets:
    return Sockets()


@pytest.fixture
def presence(stage: Stage, sockets: Any) -> Presence:
    return Presence(stage.gate, sockets, lambda: stage.now)


@pytest.fixture
def ana(stage: Stage) -> Someone:
    return stage.joins_without_socket(stage.opens(ROUND), "Ana")


def is_here(stage: Stage, someone: Someone) -> bool:
    with stage.read() as tx:
        here: bool = tx.participants.get(someone.id).here
    return here


def test_who_closes_the_last_tab_is_away_after_the_grace(
    stage: Stage, presence: Presence, sockets: Sockets, ana: Someone
) -> None:
    sockets.open[ana.id] = ["tab"]
    presence.opened(ana.id)
    presence.flush()
    stage.wait(600, step=30)
    assert is_here(stage, ana)
    sockets.open[ana.id] = []
    presence.closed(ana.id)
    presence.flush()
    stage.wait(29, step=1)
    assert is_here(stage, ana)
    stage.wait(2, step=1)
    assert not is_here(stage, ana)


def test_one_tab_of_two_may_close(
    stage: Stage, presence: Presence, sockets: Sockets, ana: Someone
) -> None:
    sockets.open[ana.id] = ["one", "other"]
    presence.opened(ana.id)
    sockets.open[ana.id] = ["other"]
    presence.closed(ana.id)
    presence.flush()
    stage.wait(600, step=30)
    assert is_here(stage, ana)


def test_a_page_without_a_socket_counts_for_a_minute_and_a_half(
    stage: Stage, presence: Presence, ana: Someone
) -> None:
    for _ in range(5):
        stage.wait(60, step=10)
        presence.heard(ana.id)
        presence.flush()
    assert is_here(stage, ana)
    stage.wait(100, step=10)
    assert not is_here(stage, ana)
    presence.heard(ana.id)
    presence.flush()
    assert is_here(stage, ana)


def test_a_departure_that_could_not_be_written_is_written_later(
    stage: Stage, presence: Presence, sockets: Sockets, ana: Someone, monkeypatch: Any
) -> None:
    sockets.open[ana.id] = ["tab"]
    presence.opened(ana.id)
    presence.flush()
    sockets.open[ana.id] = []
    presence.closed(ana.id)
    with monkeypatch.context() as busy:
        busy.setattr(stage.gate, "do", refuses)
        presence.flush()
    presence.flush()
    stage.wait(31, step=1)
    assert not is_here(stage, ana)


def refuses(*_: Any) -> None:
    raise Busy("Many people are doing this at the same moment. Please try again.")


def test_what_was_heard_meanwhile_counts_more_than_what_could_not_be_written(
    stage: Stage, presence: Presence, sockets: Sockets, ana: Someone, monkeypatch: Any
) -> None:
    presence.closed(ana.id)

    def returns_meanwhile(*_: Any) -> None:
        sockets.open[ana.id] = ["tab"]
        presence.opened(ana.id)
        refuses()

    with monkeypatch.context() as busy:
        busy.setattr(stage.gate, "do", returns_meanwhile)
        presence.flush()
    presence.flush()
    stage.wait(600, step=30)
    assert is_here(stage, ana)
