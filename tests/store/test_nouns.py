"""What goes into a table comes out of it, on both databases."""

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

from icebreak.store.columns import metadata
from icebreak.store.engine import Store
from icebreak.store.keys import Answered
from icebreak.store.lifetimes import LIFETIMES
from tests.store.rows import ANA, AT, CONTACT, LATER, ROOM, ROWS, SESSION, STORY, add_all

NOUNS = sorted({noun for noun, _ in ROWS})


def rows_of(store: Store, noun: str) -> list[Any]:
    with store.read() as tx:
        return list(getattr(tx, noun).some())


def test_every_table_has_a_noun_and_a_row_here() -> None:
    assert {noun for noun, _ in ROWS} == set(metadata.tables) == set(LIFETIMES)
    for noun, row in ROWS:
        assert {field.name for field in fields(row)} == set(metadata.tables[noun].columns.keys())


def check_all_rows(store: Store) -> None:
    for noun in NOUNS:
        wanted = [row for name, row in ROWS if name == noun]
        assert sorted(rows_of(store, noun), key=repr) == sorted(wanted, key=repr), noun


def test_rows_come_back_as_they_went_in(store: Store) -> None:
    with store.transaction() as tx:
        add_all(tx)
    check_all_rows(store)
    with store.transaction() as tx:
        for noun, row in ROWS:
            if noun != "blocks":
                getattr(tx, noun).save(row)
    check_all_rows(store)


def test_with_its_session_goes_everything_that_belongs_to_it(store: Store) -> None:
    with store.transaction() as tx:
        add_all(tx)
        tx.sessions.delete("s1")
    left = {noun for noun in NOUNS if rows_of(store, noun)}
    assert left == {"leases"}


def test_with_a_person_goes_everything_of_theirs(store: Store) -> None:
    with store.transaction() as tx:
        add_all(tx)
        tx.participants.remove(tx.participants.table.c.id == "p1")
    left = {noun for noun in NOUNS if rows_of(store, noun)}
    gone = {
        *("seats", "asks", "stories", "metoos", "cards", "proposals", "contacts"),
        *("introductions", "consents", "blocks", "reports", "profile_analyses", "story_analyses"),
    }
    assert left == set(NOUNS) - gone


def test_a_row_written_back_whole_turns_no_count_back(store: Store) -> None:
    with store.transaction() as tx:
        add_all(tx)
        assert tx.participants.bump("p1") == 10
        assert tx.participants.bump("p1", "presence") == 4
        assert tx.sessions.bump("s1", "desk", 5) == 9
        tx.participants.save(replace(ANA, name="Anna"))
        tx.sessions.save(SESSION)
        saved = tx.participants.get("p1")
        assert (saved.name, saved.version, saved.presence) == ("Anna", 10, 4)
    with store.read() as tx:
        saved = tx.participants.get("p1")
        assert (saved.name, saved.version, saved.presence) == ("Anna", 10, 4)
        assert tx.sessions.get("s1").desk == 9


class TestWhatATransactionRemembers:
    """Rows that were read by id are not read again: what is remembered has to be true."""

    def test_it_sees_its_own_changes(self, store: Store) -> None:
        with store.transaction() as tx:
            add_all(tx)
            assert tx.stories.get("y1") == STORY
            tx.stories.save(replace(STORY, text="Changed"))
            assert tx.stories.get("y1").text == "Changed"
            tx.rooms.bump("r1")
            assert tx.rooms.get("r1") == replace(ROOM, version=6)

    def test_it_forgets_what_is_deleted_with_something_else(self, store: Store) -> None:
        with store.transaction() as tx:
            add_all(tx)
            assert tx.contacts.get("c1") == CONTACT
            assert tx.stories.get("y1") == STORY
            tx.participants.remove(tx.participants.table.c.id == "p1")
            assert tx.contacts.get("c1") is None
            assert tx.stories.get("y1") is None

    def test_it_forgets_what_is_taken_back(self, store: Store) -> None:
        with store.transaction() as tx:
            add_all(tx)
            with suppress(RuntimeError), tx.link.job():
                tx.stories.save(replace(STORY, text="Changed"))
                tx.rooms.bump("r1")
                raise RuntimeError
            assert tx.stories.get("y1") == STORY
            assert tx.rooms.get("r1") == ROOM

    def test_the_grace_after_a_restart_is_seen(self, store: Store) -> None:
        with store.transaction() as tx:
            add_all(tx)
            assert tx.participants.get("p2").away_at is None
            tx.participants.start_grace(LATER)
            assert tx.participants.get("p2").away_at == LATER


class TestKeys:
    def test_the_key_that_somebody_joined_with_is_forgotten_with_them(self, store: Store) -> None:
        with store.transaction() as tx:
            add_all(tx)
            for person in ("p1", "p2"):
                answer = {"result": {"participant_id": person}, "versions": {}}
                key = f"key-of-{person}"
                tx.keys.add(Answered("anyone:session.join", key, "s1", "d", answer, AT))
            tx.keys.forget("p1", "s1")
        assert [(row.owner, row.key) for row in rows_of(store, "keys")] == [
            ("anyone:session.join", "key-of-p2")
        ]


class TestLeases:
    def test_a_lease_is_held_by_one_until_its_time_is_over(self, store: Store) -> None:
        length = LATER - AT
        with store.transaction() as tx:
            assert tx.leases.take("clock", "one", AT, length)
            assert not tx.leases.take("clock", "two", AT, length)
            assert tx.leases.take("clock", "one", AT, length)
            assert tx.leases.take("clock", "two", LATER, length)
            assert not tx.leases.take("clock", "one", LATER, length)

    def test_a_lease_of_a_process_that_is_surely_dead_can_be_ended(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.leases.take("clock", "dead", AT, LATER - AT)
            tx.leases.take_over("clock", "alive")
            assert tx.leases.take("clock", "alive", AT, LATER - AT)
            tx.leases.take_over("clock", "alive")
            assert not tx.leases.take("clock", "other", AT, LATER - AT)
