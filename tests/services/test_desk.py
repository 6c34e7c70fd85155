"""What a host sees: counts and calls, never stories or contacts; and every change of it moves a
version."""

from typing import Any

import msgspec
import pytest

from icebreak.contract.streams import Versions
from tests.services.cast import Cast, cast
from tests.services.stage import Someone, Stage


@pytest.fixture
def made(stage: Stage) -> Cast:
    return cast(stage)


def shown(state: Any) -> Any:
    """A state without its versions, and without what passes by itself."""
    plain = msgspec.to_builtins(state)
    for step in (plain["session"]["step"], *plain.get("steps", ())):
        if step:
            del step["left_seconds"]
    del plain["now"], plain["versions"]
    return plain


CHANGES: dict[str, Any] = {
    "somebody joins": lambda made: made.stage.joins(made.host, "Yara"),
    "somebody leaves": lambda made: made.ana.does("me.leave"),
    "somebody is forgotten": lambda made: made.ana.does("me.forget"),
    "somebody goes away": lambda made: made.ana.is_away(),
    "somebody sits out": lambda made: made.ana.does("me.sit_out"),
    "somebody is removed": lambda made: made.host.does("person.remove", person=made.ana.id),
    "somebody is moved": lambda made: made.host.does("person.move", **made.payload("person.move")),
    "a story is told": lambda made: made.ana.tells("One more."),
    "a story is withdrawn": lambda made: made.ana.does(
        "story.withdraw", **made.payload("story.withdraw")
    ),
    "a room calls": lambda made: made.ana.does("help.call", room=made.ana.room.id),
    "a room asks for time": lambda made: [
        person.does("time.ask", room=person.room.id) for person in made.people[:4]
    ],
    "somebody is reported": lambda made: made.ana.does(
        "person.report", **made.payload("person.report")
    ),
    "somebody changes their name": lambda made: made.ana.does("profile.save", name="Anna"),
    "many share an interest": lambda made: [
        person.does("profile.save", interests=["bicycles"]) for person in made.people
    ],
    "a co-host is invited": lambda made: made.host.does("host.invite"),
    "a co-host is let go": lambda made: made.host.does("host.uninvite", host=made.cohost_id),
    "the doors are locked": lambda made: made.host.does("session.lock"),
    "the link is rotated": lambda made: made.host.does("link.rotate"),
    "the plan changes": lambda made: made.host.does("plan.save", **made.payload("plan.save")),
    "the clock stops": lambda made: made.host.does("round.pause"),
    "the round ends": lambda made: made.host.does("round.end"),
    "the session ends": lambda made: made.host.does("session.end"),
}


def is_unchanged(host: Someone, since: Versions) -> bool:
    told = host.asks("state.get", since={name: getattr(since, name) for name in VERSIONS})
    return bool(told.get("unchanged"))


VERSIONS = ("session", "room", "me")


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_desk_moves_a_version_and_is_told(made: Cast, change: str) -> None:
    before = made.host.state
    assert is_unchanged(made.host, before.versions)
    told = len(made.stage.news)
    CHANGES[change](made)
    after = made.host.state
    assert shown(after) != shown(before)
    assert not is_unchanged(made.host, before.versions)
    assert after.versions.session >= before.versions.session
    assert after.versions.me >= before.versions.me
    assert len(made.stage.news) > told


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_a_phone_moves_a_version(made: Cast, change: str) -> None:
    before = {person.name: person.state for person in made.people[1:]}
    CHANGES[change](made)
    for person in made.people[1:]:
        if person.id in {each.id for each in made.host.state.people}:
            after = person.state
            same = shown(after) == shown(before[person.name])
            assert same or after.versions != before[person.name].versions


def test_whoever_goes_away_in_the_lobby_is_noticed_too(stage: Stage) -> None:
    host, people = stage.evening(3, start=False)
    before = host.state
    people[0].is_away()
    assert (before.here, host.state.here) == (3, 2)
    assert host.state.versions.me > before.versions.me
    people[0].comes()
    assert host.state.here == 3


def test_no_story_card_or_contact_is_on_the_desk(made: Cast) -> None:
    for person in made.people:
        if person.room:
            person.tells(f"A secret of {person.name}.")
    seen = repr(made.host.state) + repr(made.host.heard)
    for secret in ("secret", "story.", "@example.org", "Works of"):
        assert secret not in seen


def test_a_story_that_is_reported_is_shown_to_the_host_and_no_other_one(made: Cast) -> None:
    made.ben.tells("Another of Ben's.")
    made.ana.does("person.report", **made.payload("person.report"))
    [need] = made.host.state.needs
    assert (need.kind, need.person) == ("report", made.ben.id)
    assert "Not kind." in need.sentence
    assert "Ben's story." in need.sentence
    assert "Another" not in need.sentence
    assert made.ana.name not in need.sentence


def test_no_figure_is_shown_that_fewer_than_five_stand_behind(stage: Stage) -> None:
    host, people = stage.evening(12)
    for person in people:
        person.has_card()
    for one, other in ((0, 1), (2, 3)):
        people[one].wants_to_swap_with(people[other])
        people[other].wants_to_swap_with(people[one])
    assert host.state.swaps is None
    people[4].wants_to_swap_with(people[5])
    assert host.state.swaps is None
    people[5].wants_to_swap_with(people[4])
    assert host.state.swaps == 6
    for person in people[:4]:
        person.does("profile.save", interests=["origami"])
    assert "origami" not in repr(host.state)
    assert "origami" not in repr(people[8].state.phrases)
    people[4].does("profile.save", interests=["origami"])
    assert [phrase.people for phrase in host.state.phrases] == [5]


def test_the_forecast_counts_whoever_is_here(stage: Stage) -> None:
    host, _ = stage.evening(12, start=False)
    told = stage.gate.state(host.actor, forecast=True).forecast  # type: ignore[union-attr]
    assert told is not None
    assert told.sentence.startswith("12 people, rooms of 4, 2 rounds")


def test_a_desk_resumes_anywhere_with_its_link(made: Cast) -> None:
    made.stage.crash()
    again = Someone(
        made.stage,
        made.stage.gate.identify(made.host.token),
        "the host",
        made.host.token,
        made.host.opened,
    )
    assert again.state == made.host.state
