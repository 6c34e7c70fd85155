"""The load generator loads: a small crowd goes through all that it measures, and loses nothing."""

from pathlib import Path

import pytest

from bench.live.__main__ import table
from bench.live.contenders import running
from bench.live.load import measure

PEOPLE = 10


@pytest.mark.parametrize("name", ["bare", "bare-stock"])
def test_a_small_crowd_loses_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.live.load.STEADY_FOR", 0.1)
    with running(name, Path()) as server:
        figures = measure(server, PEOPLE, 2)
    assert (figures.refused, figures.lost) == (0, 0)
    assert f"| lost | {figures.lost} |" in table(PEOPLE, {name: [figures]})
