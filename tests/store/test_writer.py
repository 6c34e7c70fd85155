"""The group writer: one commit for many, one fault for one alone."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gevent
import pytest
import sqlalchemy as sa

from icebreak.domain.errors import Busy, Conflict, Unavailable
from icebreak.store import engine
from icebreak.store.engine import Store, sqlite_url
from icebreak.store.migrating import upgrade
from icebreak.store.transaction import Tx
from icebreak.store.writer import GroupWriter
from tests.store.rows import ANA, AT, SESSION, STORY, add_all

Job = Callable[[Tx], Any]


@pytest.fixture
def writer(store: Store) -> Iterator[GroupWriter]:
    with store.transaction() as tx:
        add_all(tx)
    writer = GroupWriter(store)
    yield writer
    writer.close()


def together(writer: GroupWriter, *jobs: Job) -> list[Any]:
    """What each job came to, all of them submitted at once: its result or its error."""

    def outcome(job: Job) -> Any:
        try:
            return writer.submit(job)
        except Exception as error:
            return error

    tasks = [gevent.spawn(outcome, job) for job in jobs]
    gevent.joinall(tasks)
    return [task.value for task in tasks]


def renames(name: str) -> Job:
    def job(tx: Tx) -> str:
        tx.participants.save(replace(tx.participants.get("p1") or ANA, name=name))
        return name

    return job


def refuses(tx: Tx) -> None:
    renames("never kept")(tx)
    raise Conflict("No.")


def breaks(tx: Tx) -> None:
    renames("never kept")(tx)
    raise ZeroDivisionError


def breaks_a_rule(tx: Tx) -> None:
    renames("never kept")(tx)
    tx.sessions.add(SESSION)


def test_each_job_gets_its_own_result(store: Store, writer: GroupWriter) -> None:
    assert together(writer, *(renames(str(n)) for n in range(20))) == [str(n) for n in range(20)]
    with store.read() as tx:
        assert tx.participants.get("p1").name == "19"


def test_a_job_that_fails_takes_nobody_else_down_and_leaves_nothing(
    store: Store, writer: GroupWriter
) -> None:
    jobs = (renames("kept"), refuses, breaks, breaks_a_rule, lambda tx: tx.participants.get("p1"))
    kept, refused, broken, ruled, seen = together(writer, *jobs)
    assert (kept, type(refused), type(broken)) == ("kept", Conflict, ZeroDivisionError)
    assert isinstance(ruled, Busy)
    assert seen.name == "kept"
    with store.read() as tx:
        assert tx.participants.get("p1").name == "kept"


def tells(story_id: str, room_id: str = "r1") -> Job:
    return lambda tx: tx.stories.add(
        replace(STORY, id=story_id, room_id=room_id, withdrawn_at=None)
    )


def test_what_breaks_a_rule_only_at_the_end_takes_nobody_else_down(
    store: Store, writer: GroupWriter
) -> None:
    """What jobs leave to be written together is told apart where it can't be."""

    def looks(tx: Tx) -> int:
        return len(tx.stories.in_room("r1"))

    jobs = (tells("w1"), tells("w2", room_id="no such room"), tells("w3"), looks)
    first, broken, third, seen = together(writer, *jobs)
    assert (first, type(broken), third, seen) == (None, Busy, None, 2)
    with store.read() as tx:
        assert {story.id for story in tx.stories.in_room("r1")} == {"w1", "w3"}


def test_a_job_sees_what_those_before_it_left_to_be_written(writer: GroupWriter) -> None:
    def moves(tx: Tx) -> int:
        tx.rooms.get("r1")
        return tx.rooms.bump("r1")

    def looks(tx: Tx) -> tuple[int, int, dict[str, int]]:
        room = tx.rooms.get("r1")
        return (room.version if room else 0), tx.rooms.version_sum("s1"), tx.stories.tellers("r1")

    def refuses_late(tx: Tx) -> None:
        moves(tx)
        tells("never kept")(tx)
        raise Conflict("No.")

    _, moved, _, refused, seen = together(
        writer, tells("w1"), moves, tells("w2"), refuses_late, looks
    )
    assert (moved, type(refused), seen) == (6, Conflict, (6, 6, {"p1": 2}))
    together(writer, tells("w3"), moves)
    assert together(writer, looks) == [(7, 7, {"p1": 3})]


def test_counts_are_never_lost_however_many_write_at_once(
    store: Store, writer: GroupWriter
) -> None:
    moved = together(writer, *[lambda tx: tx.rooms.bump("r1")] * 50)
    assert sorted(moved) == list(range(6, 56))


def test_two_processes_decide_one_after_the_other(store: Store, writer: GroupWriter) -> None:
    """What a job has read nobody else may change before it has written, nor in another process."""
    other = GroupWriter(store)

    def look_then_write(tx: Tx) -> bool:
        told = tx.said.some(tx.said.table.c.text == "only once")
        gevent.sleep(0)
        if not told:
            [row] = tx.said.some()
            tx.said.add(replace(row, id=f"w{id(tx)}", text="only once", at=AT))
        return not told

    for _ in range(10):
        with store.transaction() as tx:
            tx.said.remove(tx.said.table.c.text == "only once")
        tasks = [gevent.spawn(each.submit, look_then_write) for each in (writer, other)]
        gevent.joinall(tasks)
        assert sorted(task.value for task in tasks) == [False, True]
    other.close()


def test_what_another_writes_in_between_is_seen(store: Store, writer: GroupWriter) -> None:
    def name(tx: Tx) -> str:
        return (tx.participants.get("p1") or ANA).name

    assert writer.submit(name) == "Ana"
    for written in ("Ana Maria", "Ana Lucia"):
        with store.transaction() as tx:
            renames(written)(tx)
        assert writer.submit(name) == written
    writer.submit(renames("by itself"))
    assert writer.submit(name) == "by itself"


def test_what_a_failed_job_read_and_wrote_is_not_taken_for_true(writer: GroupWriter) -> None:
    writer.submit(lambda tx: tx.participants.get("p1"))
    together(writer, breaks)
    found = writer.submit(lambda tx: tx.participants.get("p1"))
    assert found is not None
    assert found.name == "Ana"


class TestTroubles:
    """A SQLite file that can't be written for a while."""

    def test_who_comes_while_a_lock_is_waited_for_is_told_with_the_others(
        self, embedded: Store, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        writer = GroupWriter(embedded)
        tried: list[int] = []
        commit = writer._commit
        monkeypatch.setattr(
            writer, "_commit", lambda jobs: (tried.append(len(jobs)), commit(jobs))[1]
        )
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        first = gevent.spawn(together, writer, renames("First"))
        gevent.sleep(0.01)
        [second] = together(writer, renames("Second"))
        assert [type(second), *map(type, first.get())] == [Busy, Busy]
        assert tried == [1]
        other.execute("ROLLBACK")
        other.close()
        assert together(writer, renames("Later")) == ["Later"]
        writer.close()

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        upgrade(sqlite_url(tmp_path / "icebreak.db"))
        return tmp_path / "icebreak.db"

    @pytest.fixture
    def embedded(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
        monkeypatch.setattr(engine, "LOCK_WAIT_MS", 50)
        store = Store(sqlite_url(path))
        with store.transaction() as tx:
            add_all(tx)
        yield store
        store.close()

    def test_a_locked_database_is_busy_and_a_retry_succeeds(
        self, embedded: Store, path: Path
    ) -> None:
        writer = GroupWriter(embedded)
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            writer.submit(renames("Later"))
        with embedded.read() as tx:
            assert tx.participants.get("p1").name == "Ana"
        blocker.execute("ROLLBACK")
        blocker.close()
        assert writer.submit(renames("Later")) == "Later"
        writer.close()

    def test_a_full_disk_is_told_and_passes(self, embedded: Store) -> None:
        writer = GroupWriter(embedded)
        limit = writer.submit(lambda tx: scalar(tx, "PRAGMA page_count"))
        writer.submit(lambda tx: scalar(tx, f"PRAGMA max_page_count={limit}"))
        failed = together(writer, *[renames("x" * 200_000)] * 3)
        assert [type(each) for each in failed] == [Unavailable] * 3
        with embedded.read() as tx:
            assert tx.participants.get("p1").name == "Ana"
        kept = writer.submit(lambda tx: tx.participants.get("p1"))
        assert kept is not None
        assert kept.name == "Ana"
        assert writer.submit(renames("There is room again")) == "There is room again"
        writer.close()

    def test_erased_text_leaves_the_files_even_if_a_reader_was_in_the_way(
        self, embedded: Store, path: Path
    ) -> None:
        with embedded.transaction() as tx:
            renames("a name to be erased")(tx)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM participants").fetchall()
        with embedded.transaction() as tx:
            tx.participants.remove(tx.participants.table.c.id == "p1")
        embedded.settle()
        assert b"a name to be erased" in octets(path)
        reader.execute("ROLLBACK")
        reader.close()
        embedded.settle_what_is_owed()
        assert b"a name to be erased" not in octets(path)


def scalar(tx: Tx, text: str) -> Any:
    return tx.connection.exec_driver_sql(text).scalar_one()


def octets(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob("icebreak.db*"))


def test_errors_never_repeat_what_people_typed(store: Store) -> None:
    with store.transaction() as tx:
        add_all(tx)
    with pytest.raises(sa.exc.IntegrityError) as caught, store.transaction() as tx:
        tx.sessions.add(replace(SESSION, title="a secret title"))
    assert "secret" not in str(caught.value)
