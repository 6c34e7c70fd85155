"""What is left in the tables, and in the file, when something has outlived its day."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from icebreak.domain.errors import Refusal
from icebreak.ports import Dropped
from icebreak.store.columns import metadata
from icebreak.store.lifetimes import LIFETIMES
from tests.services.stage import ROUND, Someone, Stage, row_count

DAY = 86400


def full_evening(stage: Stage) -> tuple[Someone, list[Someone]]:
    """Ana and Ben swapped; Ana said yes to Chloé, who did not; everything else was used too."""
    host, people = stage.evening(3, ROUND, ROUND)
    ana, ben, chloe = people
    for person in people:
        person.does(
            "profile.save",
            organisation=f"Org of {person.name}",
            why=f"{person.name} came because of toasters",
            interests=["origami"] if person is chloe else ["bicycles"],
        )
        person.has_card(emails=[f"{person.id}@example.org"], note=f"card note of {person.name}")
    ana.does("card.link")
    story = ana.tells("Ana kept this bicycle.", keep=True)
    ana.tells("Ana told only the room.")
    chloe.tells("Chloé kept this, and nobody swapped.", keep=True)
    ben.does("story.metoo", story=story)
    ben.does("prompt.another", room=ben.room.id)
    ben.does("person.report", person=ana.id, story=story, reason="Ben complained")
    ana.does("story.draft", room=ana.room.id, text="Ana was typing this")
    host.does("host.say", text="The host said this")
    ana.wants_to_swap_with(ben)
    ben.wants_to_swap_with(ana)
    ana.wants_to_swap_with(chloe)
    contact = ben.state.contacts[0].id
    ben.does("contact.note", contact=contact, note="Ben noted this")
    chloe.does("person.block", person=ana.id)
    return host, people


def text_of(stage: Stage) -> str:
    with stage.read() as tx:
        tables = [
            [tuple(row) for row in tx.connection.execute(sa.select(table))]
            for table in metadata.sorted_tables
        ]
    return repr(tables)


def octets_of(stage: Stage) -> bytes:
    files = [stage.path, *stage.path.parent.glob("icebreak.db-*")]
    return b"".join(file.read_bytes() for file in files)


def test_every_table_is_in_the_data_map_and_no_other() -> None:
    assert set(LIFETIMES) == set(metadata.tables)


def test_a_day_after_the_end_only_what_two_agreed_on_is_left(stage: Stage) -> None:
    host, (ana, ben, _) = full_evening(stage)
    host.does("session.end")
    stage.wait(DAY + 1, step=3600)
    left = text_of(stage)
    for gone in (
        *("Ana told only the room", "nobody swapped", "Ben complained", "Ana was typing"),
        *("The host said this", "toasters", "origami", "card note of"),
    ):
        assert gone not in left
    with stage.read() as tx:
        for table in ("asks", "metoos", "said", "cards", "reports", "keys"):
            assert row_count(tx, table) == 0, table
        assert [story.text for story in tx.stories.all_of(ana.session_id)] == [
            "Ana kept this bicycle."
        ]
        assert {(p.from_id, p.to_id) for p in tx.proposals.of(ana.session_id)} == {
            (ana.id, ben.id),
            (ben.id, ana.id),
        }
        assert len(tx.consents.of(ana.session_id)) == len(tx.contacts.in_session(ana.session_id))
        assert tx.credentials.of(ana.session_id, "card") == []
    [contact] = ben.state.contacts
    assert contact.card.emails == [f"{ana.id}@example.org"]
    assert contact.story == "Ana kept this bicycle."
    assert contact.note == "Ben noted this"
    assert contact.shared


def test_erased_text_leaves_the_file_too(stage: Stage) -> None:
    host, _ = full_evening(stage)
    host.does("session.end")
    assert b"Ana told only the room" in octets_of(stage)
    stage.wait(DAY + 1, step=3600)
    assert b"Ana told only the room" not in octets_of(stage)
    assert b"toasters" not in octets_of(stage)


def test_what_a_swap_kept_goes_when_the_swap_is_taken_back_later(stage: Stage) -> None:
    host, (ana, ben, _) = full_evening(stage)
    host.does("session.end")
    stage.wait(DAY * 3, step=3600)
    ana.does("swap.withdraw", to=ben.id)
    stage.wait(1200, step=300)
    left = text_of(stage)
    for gone in ("Ana kept this bicycle", "Ben noted this", "@example.org"):
        assert gone not in left


def test_erasing_is_done_once_and_not_every_ten_minutes(stage: Stage) -> None:
    host, (ana, _, _) = full_evening(stage)
    host.does("session.end")
    stage.wait(DAY + 1, step=3600)
    with stage.read() as tx:
        version = tx.sessions.get(ana.session_id).version
    stage.wait(DAY, step=3600)
    with stage.read() as tx:
        assert tx.sessions.get(ana.session_id).version == version


def test_on_the_last_day_everything_is_gone(stage: Stage) -> None:
    host, (_, ben, _) = full_evening(stage)
    host.does("session.update", retention_days=2)
    host.does("session.end")
    stage.wait(2 * DAY - 3600, step=3600)
    assert len(ben.state.contacts) == 1
    stage.now += timedelta(hours=1)
    with pytest.raises(Refusal) as refusal:
        _ = ben.state
    assert refusal.value.code == "ended"
    stage.wait(1200, step=300)
    with stage.read() as tx:
        for table in metadata.tables:
            assert row_count(tx, table) == (1 if table == "leases" else 0), table
    assert b"@example.org" not in octets_of(stage)


def test_what_is_overdue_is_gone_before_anybody_is_served(stage: Stage) -> None:
    host, _ = full_evening(stage)
    host.does("session.end")
    stage.now += timedelta(days=31)
    stage.crash()
    stage.deadlines.purge()
    with stage.read() as tx:
        assert row_count(tx, "sessions") == 0


def test_a_deleted_session_leaves_nothing(stage: Stage) -> None:
    host, people = full_evening(stage)
    host.does("session.delete")
    dropped = {item.person_id for item in stage.news if isinstance(item, Dropped)}
    assert dropped == {host.id, *(person.id for person in people)}
    with stage.read() as tx:
        for table in metadata.tables:
            assert row_count(tx, table) == 0, table
    assert b"toasters" not in octets_of(stage)


class TestForgetMe:
    def test_no_row_and_no_octet_of_theirs_is_left(self, stage: Stage) -> None:
        _, (ana, ben, _) = full_evening(stage)
        ben.does("contact.note", contact=ben.state.contacts[0].id, note="Write about the shed")
        for trace in (b"Ana told only", b"Ana was typing", ana.id.encode(), b"about the shed"):
            assert trace in octets_of(stage)
        ana.does("me.forget")
        left = octets_of(stage)
        for trace in (
            *(b"Ana told only", b"Ana kept this", b"Ana was typing", b"Ana came because"),
            *(b"Org of Ana", b"card note of Ana", b"Ben complained", b"about the shed"),
            ana.id.encode(),
        ):
            assert trace not in left
        assert ana.id not in text_of(stage)

    def test_their_links_and_tokens_open_nothing(self, stage: Stage) -> None:
        _, (ana, _, _) = full_evening(stage)
        ana.does("me.forget")
        with pytest.raises(Refusal) as refusal:
            stage.gate.identify(ana.token)
        assert refusal.value.code == "unauthorised"
        assert ana.is_refused("story.tell", room="r", text="Hello") == "unauthorised"

    def test_their_card_disappears_from_every_contact(self, stage: Stage) -> None:
        _, (ana, ben, chloe) = full_evening(stage)
        ana.does("me.forget")
        assert ben.state.contacts == []
        assert ana.id not in repr(ben.state)
        assert ana.id not in repr(chloe.state)
        assert [story.by for story in ben.room.stories] == [chloe.id]

    def test_a_repeated_join_with_their_key_finds_no_trace(self, stage: Stage) -> None:
        host = stage.opens(ROUND)
        ana = stage.joins(host, "Ana", key="ana-joins-with-this-key")
        ana.does("me.forget")
        again = stage.joins(host, "Ana", key="ana-joins-with-this-key")
        assert again.id != ana.id

    def test_the_hosts_desk_notices_and_its_count_never_falls(self, stage: Stage) -> None:
        host, (ana, _, _) = full_evening(stage)
        before = host.state.versions
        ana.does("me.forget")
        after = host.state.versions
        assert after.me > before.me
        assert after.session > before.session


def test_one_tap_gives_a_person_all_of_their_own_and_nobody_elses_data(stage: Stage) -> None:
    _, (ana, ben, _) = full_evening(stage)
    data = ben.asks("me.export")["data"]
    assert data["participant"]["organisation"] == "Org of Ben"
    assert data["card"]["note"] == "card note of Ben"
    assert data["reports"][0]["reason"] == "Ben complained"
    assert data["contacts"][0]["note"] == "Ben noted this"
    assert len(data["metoos"]) == 1
    told = repr(data)
    for other in (f"{ana.id}@example.org", "card note of Ana", "toasters and Ana", "Org of Ana"):
        assert other not in told
