"""The matcher's own process: it may die at any moment, and nothing but time is lost."""

import os
import pickle
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import gevent
import pytest

from icebreak.live.matcher.process import MatcherProcess
from icebreak.ports import Late, Lost
from icebreak.services import analyst
from icebreak.services.analyses import Text, read
from tests.live import matcher_jobs as jobs


@pytest.fixture
def matcher() -> Iterator[MatcherProcess]:
    process = MatcherProcess()
    process.start()
    yield process
    process.stop()


def begun(path: Path, times: int = 1) -> None:
    """Wait until a job has begun so many times."""
    with gevent.Timeout(30):
        while not path.exists() or len(path.read_text()) < times:
            gevent.sleep(0.02)


def test_texts_are_analysed_in_another_process(matcher: MatcherProcess) -> None:
    text = Text("In Lisbon I learned to sail.", "story", "en")
    [found] = matcher.compute(partial(analyst.analyse, [text]))
    assert "lisbon" in {facet.label.casefold() for facet in read(found)}
    assert matcher.compute(os.getpid) == matcher.pid != os.getpid()


def test_a_job_that_cannot_be_sent_is_refused_and_the_next_is_done(
    matcher: MatcherProcess,
) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        matcher.compute(lambda: 1)
    assert matcher.compute(os.getpid) == matcher.pid


def test_a_job_whose_process_is_killed_is_done_by_the_next(
    matcher: MatcherProcess, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    first = matcher.compute(os.getpid)
    waiting = gevent.spawn(matcher.compute, partial(jobs.slow_the_first_time, str(mark)))
    begun(mark)
    os.kill(first, signal.SIGKILL)
    assert waiting.get(timeout=30) == "done"
    assert matcher.compute(os.getpid) != first


def test_a_job_that_kills_its_process_twice_is_lost_and_the_next_is_not(
    matcher: MatcherProcess, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    with pytest.raises(Lost):
        matcher.compute(partial(jobs.die, str(mark)))
    assert len(mark.read_text()) == 2
    assert matcher.compute(partial(max, 2, 3)) == 3


def test_a_job_that_fails_is_lost_and_takes_nothing_with_it(matcher: MatcherProcess) -> None:
    before = matcher.compute(os.getpid)
    with pytest.raises(Lost):
        matcher.compute(partial(int, "no number"))
    assert matcher.compute(os.getpid) == before


def test_an_urgent_job_goes_before_all_that_wait(matcher: MatcherProcess, tmp_path: Path) -> None:
    order: list[str] = []
    mark = tmp_path / "mark"
    waiting = [gevent.spawn(matcher.compute, partial(jobs.slow_the_first_time, str(mark)))]
    begun(mark)
    for name in ("usual", "usual", "urgent"):
        job = partial(matcher.compute, partial(len, name), urgent=name == "urgent")
        waiting.append(gevent.spawn(lambda job=job, name=name: (job(), order.append(name))))
    gevent.joinall(waiting, timeout=30)
    assert order == ["urgent", "usual", "usual"]


def test_who_has_waited_long_enough_goes_on_without_an_answer(
    matcher: MatcherProcess, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    slow = gevent.spawn(matcher.compute, partial(jobs.slow_the_first_time, str(mark)))
    begun(mark)
    with pytest.raises(Late):
        matcher.compute(partial(max, 2, 3), patience=0.05)
    assert slow.get(timeout=30) == "done"
    assert matcher.compute(partial(max, 2, 3)) == 3


def test_the_loop_goes_on_while_the_matcher_works(matcher: MatcherProcess, tmp_path: Path) -> None:
    slow = gevent.spawn(matcher.compute, partial(jobs.slow_the_first_time, str(tmp_path / "mark")))
    turns = 0
    while not slow.ready():
        gevent.sleep(0.01)
        turns += 1
    assert turns > 20


def test_without_a_process_the_server_does_the_work() -> None:
    matcher = MatcherProcess(command=("false",))
    try:
        assert matcher.compute(os.getpid) == os.getpid()
        assert matcher.alone
    finally:
        matcher.stop()


def test_its_process_ends_with_it() -> None:
    matcher = MatcherProcess()
    child = matcher.compute(os.getpid)
    matcher.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert matcher.pid is None


def test_a_process_that_is_too_large_is_replaced(
    matcher: MatcherProcess,
) -> None:
    first = matcher.compute(os.getpid)
    matcher.compute(jobs.grow)
    time.sleep(0.1)
    assert matcher.compute(os.getpid) != first


def test_who_has_little_patience_does_not_wait_while_it_begins_or_plans(tmp_path: Path) -> None:
    process = MatcherProcess()
    process.start(after=60)
    try:
        with pytest.raises(Late):
            process.compute(os.getpid, patience=0.3)
        assert process.pid is None
        mark = tmp_path / "mark"
        # What is urgent hurries it.
        urgent = partial(jobs.slow_the_first_time, str(mark))
        planning = gevent.spawn(process.compute, urgent, urgent=True)
        begun(mark)
        gevent.sleep(0.2)
        asked = time.monotonic()
        with pytest.raises(Late):
            process.compute(os.getpid, patience=0.3)
        assert time.monotonic() - asked < 0.25
        assert planning.get(timeout=30) == "done"
        assert process.compute(os.getpid, patience=0.3) == process.pid
    finally:
        process.stop()
