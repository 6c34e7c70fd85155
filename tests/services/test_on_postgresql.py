"""The same evening on the other database: every command once, and everything that is erased."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from icebreak.contract.registry import COMMANDS
from icebreak.services.once import LEAVES_NOTHING
from icebreak.store.migrating import upgrade
from tests.services.cast import OF_NOBODY_YET, WRITES, Cast, cast, unstarted
from tests.services.stage import Stage


@pytest.fixture
def made(postgres_url: str, tmp_path: Path) -> Iterator[Cast]:
    upgrade(postgres_url)
    stage = Stage(tmp_path, tmp_path, url=postgres_url)
    yield cast(stage)
    stage.close()


def give(made: Cast, name: str) -> None:
    """A command, and the same again: both answers are one."""
    if name == "session.start":
        made = unstarted(made)
    payload = {**made.payload(name), "key": made.stage.key() + "-long-enough"}
    if name in OF_NOBODY_YET:
        assert made.stage.anyone(name, **payload) == made.stage.anyone(name, **payload)
    else:
        who = made.who_gives(COMMANDS[name])
        first = who.asks(name, **payload)
        assert name in LEAVES_NOTHING or who.asks(name, **payload) == first


# These go on to another round as round.end does, after which little of the cast is left.
OF_THE_CLOCK = {"round.start", "step.next"}
# Whatever takes somebody or something away comes last.
LAST = (
    *("swap.withdraw", "story.withdraw", "help.answer", "person.remove", "host.uninvite"),
    *("round.pause", "round.resume", "me.leave", "round.end"),
    *("session.end", "me.forget", "session.delete"),
)


def test_every_command_is_carried_out_once(made: Cast) -> None:
    middle = [each for each in WRITES if each not in {*OF_NOBODY_YET, *LAST, *OF_THE_CLOCK}]
    for name in (*OF_NOBODY_YET, *middle, *LAST):
        give(made, name)
        if name not in LEAVES_NOTHING:
            assert made.host.state
    with made.stage.read() as tx:
        assert tx.sessions.get(made.host.session_id) is None


def test_the_clock_and_the_erasing_work_too(made: Cast) -> None:
    chloe = made.people[2]
    made.ana.wants_to_swap_with(chloe)
    made.ben.does("me.forget")
    for person in made.people[3:6]:
        person.goes()
    made.stage.wait(1200, step=20)
    assert made.host.state.session.status == "ended"
    made.stage.wait(86400 + 20, step=7200)
    mine = made.host.session_id
    with made.stage.read() as tx:
        for noun in (tx.stories, tx.proposals, tx.contacts, tx.consents, tx.said, tx.keys):
            assert noun.some(noun.table.c.session_id == mine) == []
    made.stage.wait(31 * 86400, step=86400)
    with made.stage.read() as tx:
        assert mine not in {session.id for session in tx.sessions.some()}
