"""Who may give which command; and that a foreign id answers exactly as an unknown one."""

from typing import Any

import pytest

from icebreak.contract.registry import COMMANDS, Who
from icebreak.domain.errors import Refusal
from icebreak.services.occasion import Actor
from tests.services.cast import OF_HOST, OF_PARTICIPANT, Cast, cast, story_of
from tests.services.stage import Stage, everything


@pytest.fixture
def made(stage: Stage) -> Cast:
    return cast(stage)


def refusal_of(give: Any, *args: Any, **payload: Any) -> tuple[str, str, str | None]:
    try:
        give(*args, **payload)
    except Refusal as refusal:
        return refusal.code, refusal.message, refusal.field
    return "carried out", "", None


def payload_with_key(made: Cast, name: str) -> dict[str, Any]:
    key = {"key": made.stage.key()} if COMMANDS[name].writes else {}
    return {**made.payload(name), **key}


def test_a_hosts_command_is_for_hosts_of_that_session_alone(made: Cast) -> None:
    before = everything(made.stage)
    for name in OF_HOST:
        payload = payload_with_key(made, name)
        assert refusal_of(made.ana.asks, name, **payload)[0] == "forbidden", name
        assert refusal_of(made.stage.anyone, name, **payload)[0] == "unauthorised", name
    assert everything(made.stage) == before


def test_a_participants_command_is_for_participants_alone(made: Cast) -> None:
    before = everything(made.stage)
    for name in OF_PARTICIPANT:
        payload = payload_with_key(made, name)
        assert refusal_of(made.host.asks, name, **payload)[0] == "forbidden", name
        told = refusal_of(made.stage.gate.answer, Actor("anyone"), name, payload)
        assert told[0] == "unauthorised", name
    assert everything(made.stage) == before


def test_a_host_of_another_session_reaches_nothing_here(made: Cast) -> None:
    other = made.stage.opens({"kind": "round"})
    before = made.host.state
    for name in ("person.move", "person.remove", "help.answer", "host.uninvite"):
        told = refusal_of(other.asks, name, **payload_with_key(made, name))
        # Their own session isn't running, which is the only other thing to say.
        assert told[0] in {"not_found", "stale"}, name
    said = refusal_of(other.does, "host.say", text="Hello", room=made.ana.room.id)
    assert said[0] == "not_found"
    assert made.host.state == before


IDS = {
    "room": ("story.tell", "story.draft", "turn.pass", "turn.swap", "prompt.another",
             "time.ask", "help.call"),
    "story": ("story.edit", "story.withdraw", "story.metoo", "person.report"),
    "person": ("person.block", "person.report"),
    "to": ("swap.propose", "swap.withdraw"),
    "contact": ("contact.note", "contact.wrote"),
    "introduction": ("introduction.answer",),
}  # fmt: skip


def of_others(made: Cast) -> str:
    """An introduction of Ben's that is not for Ana."""
    two = [person.id for person in made.people[2:4]]
    return str(made.ben.does("introduction.suggest", people=two, because="x")["introduction_id"])


def test_a_foreign_id_answers_exactly_as_an_unknown_one(made: Cast) -> None:
    mine = made.ana
    stranger = made.elsewhere
    foreign: dict[str, list[str]] = {
        # Of the other room, of another session, and another person's.
        "room": [made.people[-1].room.id],
        "story": [made.people[-1].tells("Told elsewhere.")],
        "person": [stranger.id, made.host.id],
        "to": [stranger.id, made.host.id],
        "contact": [made.ben.state.contacts[0].id],
        "introduction": [of_others(made)],
    }
    for field, names in IDS.items():
        for name in names:
            payload = {**made.payload(name)}
            unknown = refusal_of(mine.does, name, **{**payload, field: "nothing-has-this-id"})
            assert unknown[0] == "not_found", name
            for each in foreign[field]:
                told = refusal_of(mine.does, name, **{**payload, field: each})
                assert told == unknown, (name, field)


def test_a_hosts_foreign_ids_answer_exactly_as_unknown_ones(made: Cast) -> None:
    other = made.stage.opens({"kind": "round"})
    stranger = made.elsewhere
    cases = [
        ("person.remove", {"person": stranger.id}, {"person": "nothing"}),
        ("person.move", {"person": stranger.id, "room": made.ana.room.id},
         {"person": "nothing", "room": made.ana.room.id}),
        ("host.uninvite", {"host": other.id}, {"host": "nothing"}),
        ("host.uninvite", {"host": made.ana.id}, {"host": "nothing"}),
        ("help.answer", {"room": stranger.id}, {"room": "nothing"}),
    ]  # fmt: skip
    for name, foreign, unknown in cases:
        told = refusal_of(made.host.does, name, **foreign)
        assert told == refusal_of(made.host.does, name, **unknown)
        assert told[0] == "not_found"


def test_only_the_teller_changes_a_story_and_to_others_it_seems_not_to_exist(made: Cast) -> None:
    bens = story_of(made, made.ben)
    told = refusal_of(made.ana.does, "story.edit", story=bens, text="Mine now")
    assert told[0] == "not_found"


def test_a_co_host_whose_link_was_taken_back_is_out(made: Cast) -> None:
    made.cohost.does("host.say", text="Hello from the co-host.")
    made.host.does("host.uninvite", host=made.cohost_id)
    assert made.cohost.is_refused("host.say", text="Still here?") == "unauthorised"
    with pytest.raises(Refusal):
        made.stage.gate.identify(made.cohost.token)
    assert made.host.is_refused("host.uninvite", host=made.host.id) == "invalid"


def test_no_command_goes_without_a_rule(made: Cast) -> None:
    assert all(spec.who in Who for spec in COMMANDS.values())
    assert {name for name in COMMANDS if COMMANDS[name].who is Who.ANYONE} == {
        "session.open",
        "session.find",
        "session.join",
    }


def test_a_name_that_is_no_command_is_unknown(made: Cast) -> None:
    for name in ("", "connect", "disconnect", "*", "session", "SESSION.END", "__class__", "🦦"):
        assert refusal_of(made.host.does, name)[0] == "unknown_command"


def test_a_host_is_not_flooded_with_reports(made: Cast) -> None:
    payload = made.payload("person.report")
    told = [made.ana.is_refused("person.report", **payload) for _ in range(25)]
    assert (told[0], told[-1]) == ("carried out", "full")
    assert len(made.host.state.needs) < 25
