"""What a room does together: turns, another prompt, more time, the host's help."""

from icebreak.contract.events import HelpCalled, TimeAsked, TurnPassed
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage


def in_turn(people: list[Someone]) -> list[Someone]:
    by_id = {person.id: person for person in people}
    return [by_id[each] for each in people[0].room.order]


def test_the_first_in_order_begins_and_a_story_hands_the_turn_on(stage: Stage) -> None:
    _, people = stage.evening(3)
    first, second, third = in_turn(people)
    assert first.room.first == first.room.turn == first.id
    first.tells("A radio that we mended.")
    assert third.room.turn == second.id
    assert [event.turn for event in third.heard if isinstance(event, TurnPassed)] == [second.id]
    second.tells("A lamp.")
    third.tells("A kettle.")
    assert first.room.turn is None


def test_a_turn_that_is_passed_goes_on_to_the_next(stage: Stage) -> None:
    _, people = stage.evening(3)
    first, second, _ = in_turn(people)
    first.does("turn.pass", room=first.room.id)
    assert second.room.turn == second.id
    first.tells("I have one after all.")
    assert [story.text for story in second.room.stories] == ["I have one after all."]


def test_someone_away_is_passed_over_until_they_are_back(stage: Stage) -> None:
    _, people = stage.evening(3)
    first, second, _ = in_turn(people)
    first.is_away()
    assert second.room.turn == second.id
    first.comes()
    assert second.room.turn == first.id


def test_changing_places_puts_one_behind_the_next_who_waits(stage: Stage) -> None:
    _, people = stage.evening(4)
    first, second, third, fourth = in_turn(people)
    first.does("turn.swap", room=first.room.id)
    assert in_turn(people) == [second, first, third, fourth]
    second.tells("So I begin.")
    first.does("turn.swap", room=first.room.id)
    assert in_turn(people) == [second, third, first, fourth]
    fourth.does("turn.swap", room=first.room.id)
    assert in_turn(people) == [second, third, first, fourth]


def test_half_of_the_room_but_at_least_two_get_another_prompt(stage: Stage) -> None:
    _, people = stage.evening(4)
    one, two = people[:2]
    before = one.room.prompt
    one.does("prompt.another", room=one.room.id)
    one.does("prompt.another", room=one.room.id)
    assert (two.room.prompt, two.room.asked_prompt, two.room.needed) == (before, [one.id], 2)
    two.does("prompt.another", room=one.room.id)
    assert one.room.prompt != before
    assert one.room.asked_prompt == []


def test_a_room_never_gets_a_prompt_again_that_it_has_had(stage: Stage) -> None:
    _, people = stage.evening(2)
    seen = [people[0].room.prompt]
    for _ in range(12):
        for person in people:
            person.does("prompt.another", room=person.room.id)
        seen.append(people[0].room.prompt)
    assert len(set(seen)) == len(seen)


def test_every_round_begins_with_another_prompt_the_same_for_all_rooms(stage: Stage) -> None:
    host, people = stage.evening(8, ROUND, ROUND, WRAP_UP)
    first = {person.room.prompt for person in people}
    host.does("step.next")
    second = {person.room.prompt for person in people}
    assert len(first) == len(second) == 1
    assert first != second


def test_a_hosts_own_prompt_is_the_one(stage: Stage) -> None:
    _, people = stage.evening(4, {**ROUND, "prompt": "What broke last?"}, WRAP_UP)
    assert people[0].room.prompt == "What broke last?"


def test_votes_of_those_who_are_away_do_not_count(stage: Stage) -> None:
    _, people = stage.evening(4)
    before = people[0].room.prompt
    people[0].does("prompt.another", room=people[0].room.id)
    people[0].is_away()
    people[1].does("prompt.another", room=people[1].room.id)
    assert people[1].room.prompt == before


def test_a_room_that_asks_for_time_is_heard_by_the_host_until_it_is_answered(stage: Stage) -> None:
    host, people = stage.evening(4)
    for person in people[:2]:
        person.does("time.ask", room=person.room.id)
    assert [event.room for event in host.heard if isinstance(event, TimeAsked)] == [
        people[0].room.id
    ]
    assert [need.kind for need in host.state.needs] == ["time"]
    host.does("round.extend", seconds=60)
    assert host.state.needs == []
    assert people[0].room.asked_time == []


def test_a_call_for_help_stays_until_the_host_answers_it(stage: Stage) -> None:
    host, people = stage.evening(4)
    people[0].does("help.call", room=people[0].room.id)
    people[1].does("help.call", room=people[1].room.id)
    assert len([event for event in host.heard if isinstance(event, HelpCalled)]) == 1
    assert [(need.kind, need.room) for need in host.state.needs] == [("help", people[0].room.id)]
    assert people[1].room.help
    host.does("help.answer", room=people[0].room.id)
    assert host.state.needs == []
    assert not people[1].room.help


def test_a_quiet_room_is_shown_to_the_host(stage: Stage) -> None:
    host, people = stage.evening(4)
    stage.wait(170)
    assert host.state.needs == []
    stage.wait(20)
    assert [need.kind for need in host.state.needs] == ["quiet"]
    people[0].tells("Here is one.")
    assert host.state.needs == []


def test_what_a_host_says_reaches_all_rooms_or_one(stage: Stage) -> None:
    host, people = stage.evening(8)
    other = next(each for each in people if each.room.id != people[0].room.id)
    host.does("host.say", text="Two minutes more!")
    host.does("host.say", text="Lovely laughter here.", room=people[0].room.id)
    assert [said.text for said in people[0].state.session.said] == [
        "Two minutes more!",
        "Lovely laughter here.",
    ]
    assert [said.text for said in other.state.session.said] == ["Two minutes more!"]
