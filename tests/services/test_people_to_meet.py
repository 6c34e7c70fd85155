"""People to meet: who shares something and has not sat with one, and who has been said yes to."""

from tests.services.stage import ROUND, WRAP_UP, Someone, Stage

TOGETHER = {"kind": "together", "seconds": 300}


def in_pairs(stage: Stage, *interests: str) -> tuple[Someone, list[Someone]]:
    """One person for each of the interests, in pairs by chance; then all are back together."""
    steps = [{**ROUND, "seating": "random", "size": 2}, TOGETHER, WRAP_UP]
    host, people = stage.evening(len(interests), *steps, start=False)
    for person, interest in zip(people, interests, strict=True):
        person.does("profile.save", interests=[interest])
    return host, people


def names(person: Someone) -> set[str]:
    return {each.person.name for each in person.state.to_meet}


def met(person: Someone) -> set[str]:
    return {each.person.name for each in person.state.met}


def test_between_rounds_those_are_named_who_share_something_and_have_not_met(stage: Stage) -> None:
    host, people = in_pairs(stage, *["falconry"] * 6)
    host.does("session.start")
    host.does("step.next")
    for person in people:
        others = {each.name for each in people} - {person.name} - met(person)
        assert names(person) == others
        assert all(each.shared[0].phrase == "falconry" for each in person.state.to_meet)
        assert all(each.room == "" and each.swap == "none" for each in person.state.to_meet)


def test_nobody_is_named_in_the_lobby_before_the_first_round(stage: Stage) -> None:
    _, people = in_pairs(stage, *["falconry"] * 4)
    assert names(people[0]) == set()


def test_who_sits_in_a_room_is_asked_for_nothing(stage: Stage) -> None:
    host, people = in_pairs(stage, *["falconry"] * 4)
    host.does("session.start")
    assert people[0].room is not None
    assert names(people[0]) == set()


def test_without_a_reason_nobody_is_named(stage: Stage) -> None:
    host, people = in_pairs(stage, "falconry", "kayaks", "origami", "clocks")
    host.does("session.start")
    host.does("step.next")
    assert all(names(person) == set() for person in people)


def test_who_is_blocked_is_named_to_neither_and_who_has_left_to_nobody(stage: Stage) -> None:
    host, people = in_pairs(stage, *["falconry"] * 6)
    host.does("session.start")
    host.does("step.next")
    ana = people[0]
    blocked, gone = sorted(names(ana))[:2]
    one = next(each for each in people if each.name == blocked)
    other = next(each for each in people if each.name == gone)
    ana.does("person.block", person=one.id)
    other.does("me.leave")
    assert not {blocked, gone} & names(ana)
    assert ana.name not in names(one)


def test_a_yes_to_somebody_one_has_not_met_can_be_seen_and_taken_back(stage: Stage) -> None:
    host, people = in_pairs(stage, "falconry", "kayaks", "origami", "clocks")
    host.does("session.start")
    host.does("step.next")
    ana = people[0].has_card()
    stranger = next(each for each in people[1:] if each.name not in met(ana))
    ana.wants_to_swap_with(stranger)
    assert [each.swap for each in ana.state.to_meet] == ["proposed"]
    assert names(stranger) == set()
    ana.does("swap.withdraw", to=stranger.id)
    assert ana.state.to_meet == []


def test_a_swap_with_somebody_not_met_is_a_contact_and_no_longer_a_suggestion(
    stage: Stage,
) -> None:
    host, people = in_pairs(stage, *["falconry"] * 4)
    host.does("session.start")
    host.does("step.next")
    ana = people[0].has_card()
    stranger = next(each for each in people if each.name in names(ana)).has_card()
    ana.wants_to_swap_with(stranger)
    assert stranger.wants_to_swap_with(ana)
    assert stranger.name not in names(ana)
    contact = ana.state.contacts[0]
    assert (contact.person.name, contact.room, contact.shared) == (stranger.name, "", ["falconry"])


def test_what_was_told_in_confidence_is_no_reason(stage: Stage) -> None:
    host, people = in_pairs(stage, *["falconry"] * 4)
    for person in people:
        person.does("profile.save", interests=[], why="I had cancer two years ago")
    host.does("session.start")
    host.does("step.next")
    assert all(names(person) == set() for person in people)


def test_words_that_are_taken_back_are_no_reason_any_longer(stage: Stage) -> None:
    host, people = in_pairs(stage, *["falconry"] * 4)
    host.does("session.start")
    host.does("step.next")
    ana = people[0]
    before = names(ana)
    changed = next(each for each in people if each.name in before)
    changed.does("profile.save", interests=["quilts"])
    assert names(ana) == before - {changed.name}
