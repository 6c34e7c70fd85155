"""Who sits where: rounds, latecomers, lone survivors, leavers and who is removed."""

from collections import Counter
from itertools import combinations

from icebreak.contract.events import ParticipantRemoved, RoomChanged, RoomOpened
from icebreak.ports import Dropped
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage


def rooms_of(people: list[Someone]) -> list[set[str]]:
    """The rooms as sets of names, each once, the smallest first."""
    rooms = {}
    for person in people:
        if person.room is not None:
            rooms[person.room.id] = {member.name for member in person.room.members}
    return sorted(rooms.values(), key=lambda names: (len(names), sorted(names)))


def roommates(person: Someone, people: list[Someone]) -> list[Someone]:
    ids = {member.id for member in person.room.members}
    return [each for each in people if each.id in ids and each.id != person.id]


def test_everyone_who_is_here_gets_a_room_and_nobody_sits_alone(stage: Stage) -> None:
    _, people = stage.evening(11)
    rooms = rooms_of(people)
    assert [len(room) for room in rooms] == [3, 4, 4]
    assert set().union(*rooms) == {person.name for person in people}


def test_two_rounds_bring_new_people_together(stage: Stage) -> None:
    host, people = stage.evening(16)
    met = Counter()
    for _ in range(2):
        for room in rooms_of(people):
            met.update(combinations(sorted(room), 2))
        host.does("step.next")
    assert max(met.values()) == 1


def test_a_tight_schedule_repeats_nobody(stage: Stage) -> None:
    """20 people in fours for 5 rounds: only a schedule made as a whole has no repeat."""
    host, people = stage.evening(20, *[ROUND] * 5, WRAP_UP)
    met = Counter()
    for _ in range(5):
        for room in rooms_of(people):
            met.update(combinations(sorted(room), 2))
        host.does("step.next")
    assert max(met.values()) == 1


def test_a_schedule_gives_way_to_whoever_comes_and_goes(stage: Stage) -> None:
    host, people = stage.evening(8, *[ROUND] * 3, WRAP_UP)
    people[0].does("me.leave")
    late = stage.joins(host, "Zoë")
    host.does("step.next")
    rooms = rooms_of([*people[1:], late])
    assert [len(room) for room in rooms] == [4, 4]
    assert "Zoë" in set().union(*rooms)


def test_whoever_sits_out_gets_no_seat_until_they_come_back_in(stage: Stage) -> None:
    host, people = stage.evening(6, start=False)
    people[0].does("me.sit_out", on=True)
    host.does("session.start")
    assert people[0].room is None
    assert "sitting this round out" in people[0].state.me.waiting
    people[0].does("me.sit_out", on=False)
    assert people[0].room is not None


def test_a_latecomer_joins_the_smallest_room(stage: Stage) -> None:
    host, people = stage.evening(7)
    small = rooms_of(people)[0]
    late = stage.joins(host, "Zoë")
    assert {member.name for member in late.room.members} == small | {"Zoë"}
    mate = roommates(late, people)[0]
    assert any(isinstance(event, RoomChanged) for event in mate.heard)
    assert isinstance(late.heard[-2], RoomOpened | RoomChanged)


def test_a_latecomer_in_the_last_minute_waits_for_the_next_round(stage: Stage) -> None:
    host, people = stage.evening(7, ROUND, ROUND, WRAP_UP)
    stage.wait(420)
    late = stage.joins(host, "Zoë")
    assert late.room is None
    assert "next one" in late.state.me.waiting
    stage.wait(60)
    assert late.room is not None
    assert len(rooms_of([*people, late])) == 2


def test_a_single_person_waits_and_is_told_so(stage: Stage) -> None:
    host, people = stage.evening(1)
    assert people[0].room is None
    assert people[0].state.me.waiting.startswith("Nobody else is here yet")
    late = stage.joins(host, "Zoë")
    assert rooms_of([people[0], late]) == [{"Ana", "Zoë"}]


def test_an_extension_lets_a_waiting_latecomer_in(stage: Stage) -> None:
    host, people = stage.evening(7, ROUND, ROUND, WRAP_UP)
    stage.wait(430)
    late = stage.joins(host, "Zoë")
    assert late.room is None
    host.does("round.extend", seconds=300)
    stage.wait(20)
    assert late.room is not None
    assert len(rooms_of([*people, late])) == 2


def test_nobody_is_away_before_their_grace_is_over(stage: Stage) -> None:
    _, people = stage.evening(4)
    people[0].goes()
    stage.wait(29, step=1)
    assert all(member.here for member in people[1].room.members)
    stage.wait(2, step=1)
    assert [m.name for m in people[1].room.members if not m.here] == [people[0].name]


def test_who_comes_back_within_the_grace_was_never_away(stage: Stage) -> None:
    _, people = stage.evening(4)
    seat = people[0].room.id
    version = people[1].state.versions
    people[0].goes()
    stage.wait(20, step=1)
    people[0].comes()
    stage.wait(60)
    assert people[0].room.id == seat
    assert people[1].state.versions == version


def test_a_lone_survivor_is_brought_to_another_room_within_half_a_minute(stage: Stage) -> None:
    _, people = stage.evening(6, {**ROUND, "size": 3}, WRAP_UP)
    survivor = people[0]
    first, second = roommates(survivor, people)
    first.goes()
    second.goes()
    stage.wait(31, step=1)
    assert len(survivor.room.members) == 3
    stage.wait(29, step=1)
    assert len([member for member in survivor.room.members if member.here]) == 4


def test_who_was_away_finds_a_seat_where_the_room_went(stage: Stage) -> None:
    _, people = stage.evening(6, {**ROUND, "size": 3}, WRAP_UP)
    survivor = people[0]
    first, second = roommates(survivor, people)
    first.does("story.draft", room=first.room.id, text="In the middle of a")
    first.goes()
    second.goes()
    stage.wait(70, step=1)
    first.comes()
    assert first.room.id == survivor.room.id
    assert (first.state.me.draft.room, first.state.me.draft.text) == (
        first.room.id,
        "In the middle of a",
    )


def test_a_lone_survivor_without_another_room_is_joined_by_whoever_waits(stage: Stage) -> None:
    host, people = stage.evening(2, {**ROUND, "size": 2}, WRAP_UP)
    for person in people:
        person.goes()
    stage.wait(31, step=1)
    late = stage.joins(host, "Zoë")
    assert late.room is None
    people[0].comes()
    stage.wait(30, step=1)
    assert late.room is not None
    assert late.room.id == people[0].room.id


def test_a_lone_survivor_of_the_last_minute_stays(stage: Stage) -> None:
    _, people = stage.evening(6, {**ROUND, "size": 3}, WRAP_UP)
    stage.wait(425)
    survivor = people[0]
    seat = survivor.room.id
    for mate in roommates(survivor, people):
        mate.does("me.leave")
    stage.wait(50)
    assert survivor.room.id == seat


def test_whoever_leaves_gives_up_the_seat_and_keeps_the_contacts(stage: Stage) -> None:
    _, people = stage.evening(4)
    ana, ben = people[:2]
    ana.has_card()
    ben.has_card()
    ana.wants_to_swap_with(ben)
    ben.wants_to_swap_with(ana)
    ana.does("me.leave")
    assert ana.state.me.left
    assert ana.room is None
    assert ana.state.contacts[0].person.name == ben.name
    assert ana.name not in {member.name for member in ben.room.members}


def test_whoever_is_removed_is_out_at_once_and_their_links_are_dead(stage: Stage) -> None:
    host, people = stage.evening(4)
    ana, ben = people[:2]
    host.does("person.remove", person=ana.id)
    assert any(isinstance(event, ParticipantRemoved) for event in ana.heard)
    assert Dropped(ana.session_id, ana.id) in stage.news
    assert ana.is_refused("story.tell", room=ben.room.id, text="Still here") == "unauthorised"
    assert ana.is_refused("state.get", key="not-for-a-read") in {"unauthorised", "invalid"}
    assert ana.name not in {member.name for member in ben.room.members}
    assert ana.id not in {met.person.id for met in ben.state.met}
    assert host.state.session.people == 3


def test_blocked_people_are_never_seated_together_again(stage: Stage) -> None:
    host, people = stage.evening(8, *[ROUND] * 3, WRAP_UP, start=False)
    people[0].does("person.block", person=people[1].id)
    host.does("session.start")
    for _ in range(3):
        assert people[1].id not in {member.id for member in people[0].room.members}
        host.does("step.next")


def test_a_block_between_the_only_two_leaves_both_waiting(stage: Stage) -> None:
    host, people = stage.evening(2, start=False)
    people[0].does("person.block", person=people[1].id)
    host.does("session.start")
    stage.wait(5)
    assert [person.room for person in people] == [None, None]
    late = stage.joins(host, "Zoë")
    assert late.room is not None
    assert len(late.room.members) == 2


def test_someone_away_is_not_brought_to_whom_they_blocked(stage: Stage) -> None:
    _, people = stage.evening(6, {**ROUND, "size": 3}, WRAP_UP)
    survivor = people[0]
    away, other_away = roommates(survivor, people)
    stranger = next(each for each in people if each.room.id != survivor.room.id)
    away.does("person.block", person=stranger.id)
    away.goes()
    other_away.goes()
    stage.wait(70, step=1)
    assert survivor.room.id == stranger.room.id
    away.comes()
    assert away.room is None or away.room.id != stranger.room.id


def test_the_host_moves_somebody_and_both_rooms_see_it(stage: Stage) -> None:
    host, people = stage.evening(8)
    ana = people[0]
    old = roommates(ana, people)[0]
    target = next(each for each in people if each.room.id != ana.room.id)
    ana.does("story.draft", room=ana.room.id, text="Half a")
    host.does("person.move", person=ana.id, room=target.room.id)
    assert ana.room.id == target.room.id
    assert ana.state.me.draft.room == target.room.id
    assert ana.name in {member.name for member in target.room.members}
    assert ana.name not in {member.name for member in old.room.members}
    host.does("person.move", person=ana.id, room=old.room.id)
    assert ana.room.id == old.room.id


def test_nobody_is_moved_to_a_room_that_has_ended(stage: Stage) -> None:
    host, people = stage.evening(8, ROUND, ROUND, WRAP_UP)
    past = people[0].room.id
    host.does("step.next")
    assert host.is_refused("person.move", person=people[0].id, room=past) == "stale"


def test_first_to_speak_is_somebody_who_is_in_the_room(stage: Stage) -> None:
    _, people = stage.evening(4)
    room = people[0].room
    first = next(person for person in people if person.id == room.first)
    rest = [person for person in people if person.id != first.id]
    first.does("me.forget")
    shown = rest[0].room
    assert shown.first in {member.id for member in shown.members}
    assert shown.order == [member.id for member in shown.members]


def test_seats_outlive_the_process_and_phones_that_come_back(stage: Stage) -> None:
    _, people = stage.evening(8)
    seats = {person.name: person.room.id for person in people}
    stage.crash()
    for person in people:
        person.comes()
    stage.wait(60)
    assert {person.name: person.room.id for person in people} == seats
