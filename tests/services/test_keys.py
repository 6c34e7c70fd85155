"""Every write is carried out once for a person and key, and answers the same each time."""

from typing import Any

import pytest

from icebreak.contract.registry import COMMANDS
from icebreak.domain.errors import Conflict, Refusal
from icebreak.services.once import LEAVES_NOTHING
from tests.services.cast import OF_NOBODY_YET, WRITES, Cast, cast, unstarted
from tests.services.stage import Stage, everything

KEY = "the-same-key-every-time"


def give(made: Cast, name: str, payload: dict[str, Any]) -> dict[str, Any]:
    if name in OF_NOBODY_YET:
        return made.stage.anyone(name, **payload)
    return made.who_gives(COMMANDS[name]).asks(name, **payload)


@pytest.fixture
def made(stage: Stage) -> Cast:
    return cast(stage)


@pytest.mark.parametrize("name", [name for name in WRITES if name not in LEAVES_NOTHING])
def test_a_repeat_gets_the_first_answer_and_changes_nothing(made: Cast, name: str) -> None:
    if name == "session.start":
        made = unstarted(made)
    payload = {**made.payload(name), "key": KEY}
    first = give(made, name, payload)
    after, news = everything(made.stage), len(made.stage.news)
    made.stage.crash()
    assert give(made, name, payload) == first
    assert everything(made.stage) == after
    assert len(made.stage.news) == news


@pytest.mark.parametrize("name", [name for name in WRITES if name not in LEAVES_NOTHING])
def test_the_same_key_for_something_else_is_a_conflict(made: Cast, name: str) -> None:
    if name == "session.start":
        made = unstarted(made)
    give(made, name, {**made.payload(name), "key": KEY})
    after = everything(made.stage)
    other = "session.lock" if COMMANDS[name].who == "host" else "me.sit_out"
    payload: dict[str, Any] = {"key": KEY}
    if name == "me.sit_out":
        payload["on"] = False
    elif name == "session.lock":
        other = "session.unlock"
    elif name in OF_NOBODY_YET:
        other = name
        payload |= made.payload(name) | {"title" if name == "session.open" else "name": "Other"}
    with pytest.raises(Conflict) as refusal:
        give(made, other, payload)
    assert refusal.value.field == "key"
    assert everything(made.stage) == after


@pytest.mark.parametrize("name", sorted(LEAVES_NOTHING))
def test_after_erasing_there_is_nobody_left_to_answer(made: Cast, name: str) -> None:
    give(made, name, {"key": KEY})
    after = everything(made.stage)
    with pytest.raises(Refusal) as refusal:
        give(made, name, {"key": KEY})
    assert refusal.value.code in {"unauthorised", "not_found"}
    assert everything(made.stage) == after


def test_two_people_may_use_the_same_key(made: Cast) -> None:
    for person in (made.ana, made.ben):
        person.asks("story.tell", room=made.ana.room.id, text=f"By {person.name}", key=KEY)
    told = [story.text for story in made.ana.room.stories]
    assert told[-2:] == [f"By {made.ana.name}", f"By {made.ben.name}"]


def test_what_was_refused_can_be_tried_again_with_the_same_key(made: Cast) -> None:
    with pytest.raises(Refusal):
        made.ana.asks("swap.propose", to=made.people[2].id, fields=["department"], key=KEY)
    assert made.ana.asks("swap.propose", to=made.people[2].id, fields=["emails"], key=KEY)["ok"]


def test_only_hashes_and_ids_of_what_was_answered_are_stored(made: Cast) -> None:
    opened = made.stage.anyone("session.open", title="Secret", key=f"{KEY}-1")
    made.stage.anyone("session.join", name="Yara", join_token=opened["join_token"], key=f"{KEY}-2")
    made.ana.asks("card.link", key=KEY)
    made.host.does("host.invite")
    made.host.does("link.rotate")
    with made.stage.read() as tx:
        kept = repr([row.answer for row in tx.keys.some()])
        digests = {row.digest for row in tx.credentials.some()}
    for token in (opened["host_token"], opened["join_token"], "/h/", "/c/", "/r/", "Secret"):
        assert token not in kept
    assert all(len(digest) == 64 for digest in digests)


def test_a_session_is_opened_and_joined_only_with_long_keys(made: Cast) -> None:
    for name in OF_NOBODY_YET:
        with pytest.raises(Refusal) as refusal:
            made.stage.anyone(name, **made.payload(name), key="short-key-21-letters-")
        assert (refusal.value.code, refusal.value.field) == ("invalid", "key")


def test_somebody_with_a_seat_elsewhere_joins_and_finds_like_anyone(made: Cast) -> None:
    host = made.stage.opens({"kind": "round"})
    person = made.stage.joins(host, "Wim")
    host.does("session.end")
    joined = person.asks("session.join", **made.payload("session.join"), key=f"{KEY}-long")
    assert joined["session_id"] == made.host.session_id
    found = person.asks("session.find", **made.payload("session.find"))
    assert found["session_id"] == made.host.session_id
