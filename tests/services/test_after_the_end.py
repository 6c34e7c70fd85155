"""What is still possible after the end, a day later, and when the contacts have expired."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from icebreak.contract.registry import COMMANDS, Until, Who
from icebreak.domain.errors import Refusal
from icebreak.services.once import LEAVES_NOTHING
from tests.services.cast import WRITES, Cast, cast
from tests.services.stage import Stage

GIVEN = sorted(name for name, spec in COMMANDS.items() if spec.who is not Who.ANYONE)
A_DAY = timedelta(hours=24)

# The contract's sentence: swaps, introductions and cards for 24 hours; contacts, withdrawals,
# exports and forgetting until they expire; all else ended.
ALLOWED = {
    Until.NEXT_DAY: {
        *("card.save", "card.link", "swap.propose", "introduction.suggest", "introduction.answer"),
        *("person.report", "person.remove"),
    },
    Until.EXPIRY: {
        *(
            "contact.note",
            "contact.wrote",
            "swap.withdraw",
            "story.withdraw",
            "person.block",
            "person.unblock",
        ),
        *("me.export", "me.forget", "session.delete", "state.get"),
    },
}


@dataclass
class Ended:
    """A session that has just ended, and payloads that worked until then."""

    made: Cast
    payloads: dict[str, dict[str, Any]]

    def code_of(self, name: str) -> str:
        payload = dict(self.payloads[name])
        if name in WRITES:
            payload["key"] = self.made.stage.key()
        try:
            self.made.who_gives(COMMANDS[name]).asks(name, **payload)
        except Refusal as refusal:
            return refusal.code
        return "carried out"


@pytest.fixture
def ended(stage: Stage) -> Ended:
    made = cast(stage)
    payloads = {name: made.payload(name) for name in GIVEN}
    made.host.does("session.end")
    return Ended(made, payloads)


def test_the_contract_says_until_when_each_command_works() -> None:
    for until, names in ALLOWED.items():
        assert {name for name in GIVEN if COMMANDS[name].until is until} == names


@pytest.mark.parametrize(
    ("later", "still"),
    [
        (timedelta(minutes=1), {Until.NEXT_DAY, Until.EXPIRY}),
        (A_DAY, {Until.EXPIRY}),
        (timedelta(days=30), set()),
    ],
)
def test_what_still_works(ended: Ended, later: timedelta, still: set[Until]) -> None:
    ended.made.stage.now += later
    for name in GIVEN:
        if name in LEAVES_NOTHING:
            continue
        code = ended.code_of(name)
        allowed = COMMANDS[name].until in still
        assert (code == "carried out") is allowed, (name, code)
        assert allowed or code == "ended", (name, code)


@pytest.mark.parametrize("name", sorted(LEAVES_NOTHING))
def test_erasing_works_to_the_last_day(ended: Ended, name: str) -> None:
    ended.made.stage.now += timedelta(days=29, hours=23)
    assert ended.code_of(name) == "carried out"


def test_nobody_joins_what_has_ended(ended: Ended) -> None:
    made = ended.made
    opened = made.host.opened
    for way_in in ({"join_token": opened["join_token"]}, {"code": opened["code"]}):
        for name in ("session.find", "session.join"):
            named = {"name": "Yara"} if name == "session.join" else {}
            with pytest.raises(Refusal) as refusal:
                made.stage.anyone(name, **way_in, **named)
            assert refusal.value.code in {"ended", "not_found"}


def test_the_end_says_until_when_things_are_kept(ended: Ended) -> None:
    made = ended.made
    session = made.ana.state.session
    assert session.status == "ended"
    assert session.ended_at == made.stage.now
    assert session.swaps_until == made.stage.now + A_DAY
    assert session.contacts_until == (made.stage.now + timedelta(days=29)).date()
