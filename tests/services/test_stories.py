"""A story's journey: told, heard by its room and nobody else, changed, taken back."""

from datetime import timedelta

import pytest

from icebreak.contract.events import StoryChanged, StoryTold
from icebreak.domain.errors import Conflict
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage


def texts(person: Someone) -> list[str]:
    return [story.text for story in person.room.stories]


def stranger_to(person: Someone, people: list[Someone]) -> Someone:
    return next(each for each in people if each.room.id != person.room.id)


def test_a_story_is_heard_by_its_room_and_by_nobody_else(stage: Stage) -> None:
    host, people = stage.evening(8)
    ana, elsewhere = people[0], stranger_to(people[0], people)
    ana.tells("My grandmother's radio.")
    for person in people:
        heard = [event.story.text for event in person.heard if isinstance(event, StoryTold)]
        expected = ["My grandmother's radio."] if person.room.id == ana.room.id else []
        assert heard == texts(person) == expected
    assert not any(isinstance(event, StoryTold | StoryChanged) for event in host.heard)
    assert "radio" not in repr(host.state)
    assert "radio" not in repr(elsewhere.state)


def test_a_story_told_twice_with_one_key_is_there_once(stage: Stage) -> None:
    _, people = stage.evening(4)
    told = {"room": people[0].room.id, "text": "Once upon a time.", "key": "the-same-key"}
    first = people[0].asks("story.tell", **told)
    assert people[0].asks("story.tell", **told) == first
    assert texts(people[1]) == ["Once upon a time."]
    with pytest.raises(Conflict):
        people[0].asks("story.tell", **{**told, "text": "Another one."})
    assert texts(people[1]) == ["Once upon a time."]


def test_a_story_sent_again_after_the_round_stays_in_the_room_it_was_told_in(
    stage: Stage,
) -> None:
    _, people = stage.evening(8, ROUND, ROUND, WRAP_UP)
    told = {"room": people[0].room.id, "text": "Sent once.", "key": "the-same-key"}
    first = people[0].asks("story.tell", **told)
    stage.wait(500)
    stage.crash()
    assert people[0].asks("story.tell", **told) == first
    assert texts(people[0]) == []
    stage.wait(480)
    assert people[0].asks("story.tell", **told) == first
    with stage.read() as tx:
        stories = tx.stories.of(people[0].session_id)
    assert [(story.id, story.room_id) for story in stories] == [(first["story_id"], told["room"])]


def test_a_story_that_was_on_its_way_when_the_round_ended_is_kept_in_its_room(
    stage: Stage,
) -> None:
    host, people = stage.evening(8, ROUND, ROUND, WRAP_UP)
    ana = people[0]
    before = ana.room.id
    host.does("step.next")
    ana.does("story.tell", room=before, text="Just too late.")
    assert texts(ana) == []
    with stage.read() as tx:
        assert [story.text for story in tx.stories.in_room(before)] == ["Just too late."]
    stage.wait(310)
    assert ana.is_refused("story.tell", room=before, text="Much too late.") == "stale"


def test_a_room_that_one_was_moved_out_of_is_a_past_room(stage: Stage) -> None:
    host, people = stage.evening(8)
    ana, target = people[0], stranger_to(people[0], people)
    old = ana.room.id
    host.does("person.move", person=ana.id, room=target.room.id)
    ana.does("story.tell", room=old, text="Sent before I was moved.")
    stage.wait(310)
    assert ana.is_refused("story.tell", room=old, text="And another.") == "stale"
    assert ana.is_refused("turn.pass", room=old) == "stale"


def test_a_story_for_a_room_that_moved_on_goes_where_its_people_went(stage: Stage) -> None:
    _, people = stage.evening(6, {**ROUND, "size": 3}, WRAP_UP)
    ana = people[0]
    old = ana.room.id
    for mate in [each for each in people[1:] if each.room.id == old]:
        mate.does("me.leave")
    stage.wait(20, step=1)
    assert ana.room.id != old
    ana.does("story.tell", room=old, text="Typed before the rooms were joined.")
    assert texts(ana) == ["Typed before the rooms were joined."]


def test_nobody_tells_a_story_in_a_room_that_is_not_theirs(stage: Stage) -> None:
    _, people = stage.evening(8)
    other = stranger_to(people[0], people).room.id
    assert people[0].is_refused("story.tell", room=other, text="Hello there") == "not_found"
    assert people[0].is_refused("story.draft", room=other, text="Hello") == "not_found"


def test_a_draft_comes_back_on_any_device_and_goes_when_it_is_told(stage: Stage) -> None:
    _, people = stage.evening(4)
    ana = people[0]
    ana.does("story.draft", room=ana.room.id, text="Half a st")
    stage.crash()
    assert ana.state.me.draft.text == "Half a st"
    before = ana.state.versions.me
    ana.tells("Half a story, now whole.")
    assert ana.state.me.draft is None
    assert ana.state.versions.me > before


def test_a_draft_is_nobody_elses_to_see(stage: Stage) -> None:
    host, people = stage.evening(4)
    before = [person.state for person in (host, *people[1:])]
    heard = [len(person.heard) for person in (host, *people[1:])]
    people[0].does("story.draft", room=people[0].room.id, text="Nobody knows")
    assert [person.state for person in (host, *people[1:])] == before
    assert [len(person.heard) for person in (host, *people[1:])] == heard


def test_an_unfinished_story_keeps_its_room_open_for_a_while(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND, WRAP_UP)
    ana = people[0]
    room = ana.room.id
    ana.does("story.draft", room=room, text="In the middle of")
    host.does("step.next")
    assert (ana.room.id, ana.room.closed) == (room, True)
    assert people[1].room is None
    stage.now += timedelta(seconds=301)
    assert ana.room is None


def test_an_edited_story_reads_as_edited_and_its_teller_alone_may_edit_it(stage: Stage) -> None:
    _, people = stage.evening(4)
    story = people[0].tells("A radio.")
    people[0].does("story.edit", story=story, text="A radio from 1951.")
    shown = people[1].room.stories[0]
    assert (shown.text, shown.edited) == ("A radio from 1951.", True)
    assert people[1].is_refused("story.edit", story=story, text="Mine!") == "not_found"
    assert people[1].is_refused("story.withdraw", story=story) == "not_found"
    assert people[0].is_refused("story.edit", story=story) == "invalid"


def test_a_withdrawn_story_is_gone_and_its_text_erased(stage: Stage) -> None:
    _, people = stage.evening(4)
    story = people[0].tells("Better not.")
    people[1].does("story.metoo", story=story)
    people[0].does("story.withdraw", story=story)
    assert texts(people[1]) == []
    assert people[1].heard[-2].gone or people[1].heard[-1].gone
    with stage.read() as tx:
        assert tx.stories.get(story).text == ""
    assert people[1].is_refused("story.metoo", story=story) == "not_found"
    assert people[0].is_refused("story.edit", story=story, text="Again") == "not_found"


def test_me_too_counts_once_a_person_and_can_be_taken_back(stage: Stage) -> None:
    _, people = stage.evening(4)
    story = people[0].tells("I sing in a choir.")
    for person in (people[1], people[1], people[2]):
        person.does("story.metoo", story=story)
    shown = people[1].room.stories[0]
    assert (shown.metoos, shown.metoo, people[3].room.stories[0].metoo) == (2, True, False)
    people[1].does("story.metoo", story=story, on=False)
    assert people[1].room.stories[0].metoos == 1
    assert people[0].is_refused("story.metoo", story=story) == "invalid"


def test_whether_contacts_may_keep_a_story_is_its_tellers_secret(stage: Stage) -> None:
    _, people = stage.evening(4)
    people[0].tells("Keep this one.", keep=True)
    assert people[0].room.stories[0].keep
    assert not people[1].room.stories[0].keep
    assert not any(e.story.keep for e in people[1].heard if isinstance(e, StoryTold))


def test_a_room_has_no_place_for_a_flood_of_stories(stage: Stage) -> None:
    _, people = stage.evening(2)
    for number in range(20):
        people[0].tells(f"Story number {number}.")
    assert people[0].is_refused("story.tell", room=people[0].room.id, text="More!") == "full"


def test_a_latecomer_reads_what_was_told_before(stage: Stage) -> None:
    host, people = stage.evening(3)
    people[0].tells("Before you came.")
    late = stage.joins(host, "Zoë")
    assert texts(late) == ["Before you came."]
