"""The line on standard error that says how far long work is."""

import io
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from icebreak.cli import main, progress
from icebreak.cli.progress import ERASE, Progress, Step
from icebreak.matching.facets import Facet, facets_of
from icebreak.matching.people import Person


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER", 0.001)
    monkeypatch.setattr(progress, "EVERY", 0.001)


def work_until_seen(shown: Progress, stream: Terminal) -> None:
    with shown.step("Comparing", 4) as step:
        for _ in step.each(range(2)):
            while "Comparing" not in stream.getvalue():
                time.sleep(0.001)


def test_long_work_shows_a_bar_and_takes_it_away(impatient: None) -> None:
    stream = Terminal()
    work_until_seen(Progress(quiet=False, stream=stream), stream)
    assert stream.getvalue().startswith(f"{ERASE}Comparing [........................]   0%")
    assert stream.getvalue().endswith(ERASE)


def test_work_that_is_soon_done_shows_nothing() -> None:
    stream = Terminal()
    with Progress(quiet=False, stream=stream).step("Comparing", 4):
        pass
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("quiet", "stream"), [(True, Terminal()), (False, io.StringIO())])
def test_nothing_is_drawn_when_asked_or_where_no_terminal_is(
    impatient: None, quiet: bool, stream: io.StringIO
) -> None:
    with Progress(quiet=quiet, stream=stream).step("Comparing") as step:
        assert list(step.each("ab")) == ["a", "b"]
    assert stream.getvalue() == ""
    assert step.done == 2


def test_the_bar_fills_and_unknown_amounts_count_seconds() -> None:
    step = Step("Reading", 8)
    step.done = 6
    assert step.line(3) == "Reading [##################......]  75%"
    step.done = 9
    assert step.line(3).endswith("########] 100%")
    assert Step("Planning", 0).line(3.2) == "Planning … 3 s"


def test_the_answer_is_the_same_with_a_bar(
    impatient: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text(
        "".join(json.dumps({"id": str(i), "interests": [f"t{i % 7}"]}) + "\n" for i in range(40))
    )
    quiet = CliRunner().invoke(main, ["match", str(people), "--quiet"])
    drawn: list[Terminal] = []

    def on_a_terminal(**_: object) -> Progress:
        drawn.append(Terminal())
        return Progress(quiet=False, stream=drawn[-1])

    def facets_once_drawn(person: Person) -> tuple[Facet, ...]:
        while not drawn[0].getvalue():
            time.sleep(0.001)
        return facets_of(person)

    monkeypatch.setattr("icebreak.cli.match.Progress", on_a_terminal)
    monkeypatch.setattr("icebreak.cli.match.facets_of", facets_once_drawn)
    shown = CliRunner().invoke(main, ["match", str(people)])
    assert drawn[0].getvalue().endswith(ERASE)
    assert shown.stdout == quiet.stdout != ""
