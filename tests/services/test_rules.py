"""The host's rules on who shares a room hold for rooms, latecomers, mergers and moves."""

from itertools import combinations
from typing import Any

import pytest

from icebreak.domain.errors import Refusal
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage
from tests.services.test_seats import roommates, rooms_of


def share(people: list[Someone]) -> bool:
    """Whether all of them sit in one room."""
    return len({person.room.id for person in people if person.room is not None}) == 1


def refusal_of(host: Someone, **rules: Any) -> str:
    with pytest.raises(Refusal) as caught:
        host.does("rooms.rule", **rules)
    assert caught.value.code == "invalid"
    return caught.value.message


def test_a_rule_keeps_people_apart_in_every_round(stage: Stage) -> None:
    host, people = stage.evening(9, *[{**ROUND, "size": 3}] * 3, WRAP_UP, start=False)
    trio = people[:3]
    host.does("rooms.rule", apart=[[each.id for each in trio]])
    host.does("session.start")
    for _ in range(3):
        assert len({each.room.id for each in trio}) == 3
        host.does("step.next")


def test_a_rule_keeps_people_together_in_every_round(stage: Stage) -> None:
    host, people = stage.evening(12, *[ROUND] * 3, WRAP_UP, start=False)
    host.does("rooms.rule", together=[[people[0].id, people[1].id]])
    host.does("session.start")
    others = []
    for _ in range(3):
        assert share(people[:2])
        others += [each.name for each in roommates(people[0], people[2:])]
        host.does("step.next")
    assert len(set(others)) == len(others) == 6


def test_organisations_are_spread_when_the_host_says_so(stage: Stage) -> None:
    host, people = stage.evening(12, *[ROUND] * 2, WRAP_UP, start=False)
    for place, person in enumerate(people):
        person.does("profile.save", organisation=f"House {place % 4}")
    host.does("rooms.rule", spread=True)
    host.does("session.start")
    for _ in range(2):
        for room in rooms_of(people):
            inside = [place % 4 for place, each in enumerate(people) if each.name in room]
            assert len(set(inside)) == len(inside)
        host.does("step.next")


def test_a_rule_made_while_it_runs_holds_from_the_next_round_on(stage: Stage) -> None:
    host, people = stage.evening(20, *[ROUND] * 5, WRAP_UP)
    with stage.read() as tx:
        later = [step for step in tx.steps.of(host.session_id) if step.planned]
    room = next(room for room in later[0].planned)
    host.does("rooms.rule", apart=[list(room[:2])])
    for _ in range(4):
        host.does("step.next")
        one, other = (next(each for each in people if each.id == person) for person in room[:2])
        assert not share([one, other])


def test_a_latecomer_is_not_seated_with_whom_the_rule_keeps_them_from(stage: Stage) -> None:
    host, people = stage.evening(7, WRAP_UP | {"kind": "welcome"}, ROUND, WRAP_UP)
    late = people[6]
    late.does("me.sit_out", on=True)
    host.does("rooms.rule", apart=[[late.id, each.id] for each in people[:3]])
    host.does("step.next")
    late.does("me.sit_out", on=False)
    apart = {each.id for each in people[:3]}
    if late.room is not None:
        assert not apart & {member.id for member in late.room.members}


def test_a_latecomer_joins_whom_they_are_kept_together_with(stage: Stage) -> None:
    host, people = stage.evening(8, {"kind": "welcome"}, {**ROUND, "size": 3}, WRAP_UP)
    late, friend = people[0], people[1]
    late.does("me.sit_out", on=True)
    host.does("rooms.rule", together=[[late.id, friend.id]])
    host.does("step.next")
    late.does("me.sit_out", on=False)
    assert share([late, friend])


def test_the_lone_are_not_brought_to_whom_the_rule_keeps_them_from(stage: Stage) -> None:
    host, people = stage.evening(9, {**ROUND, "size": 3}, WRAP_UP)
    survivor = people[0]
    elsewhere = [each for each in people if each.room.id != survivor.room.id]
    avoided = elsewhere[0]
    host.does("rooms.rule", apart=[[survivor.id, avoided.id]])
    for mate in roommates(survivor, people):
        mate.does("me.leave")
    stage.wait(40, step=1)
    assert len(survivor.room.members) > 1
    assert not share([survivor, avoided])


def test_a_move_against_the_rule_is_refused_in_words(stage: Stage) -> None:
    host, people = stage.evening(8)
    ana = people[0]
    other = next(each for each in people if each.room.id != ana.room.id)
    host.does("rooms.rule", apart=[[ana.id, other.id]])
    with pytest.raises(Refusal) as caught:
        host.does("person.move", person=ana.id, room=other.room.id)
    assert caught.value.code == "conflict"
    assert ana.name in caught.value.message
    assert not share([ana, other])


def test_rules_that_nobody_could_keep_are_refused_in_words(stage: Stage) -> None:
    host, people = stage.evening(5, {**ROUND, "size": 3}, WRAP_UP, start=False)
    a, b, c, d, _ = ids = [each.id for each in people]
    assert "apart and together" in refusal_of(host, apart=[[a, c]], together=[[a, b], [b, c]])
    assert "rooms of 3" in refusal_of(host, together=[[a, b], [b, c], [c, d]])
    assert "only 2 rooms" in refusal_of(host, apart=[ids])
    assert "two different people" in refusal_of(host, apart=[[a, a]])
    assert host.is_refused("rooms.rule", apart=[[a, "nobody"]]) == "not_found"
    assert host.state.rules.apart == []


def test_the_desk_shows_the_rules_and_what_is_left_out_stays(stage: Stage) -> None:
    host, people = stage.evening(4, start=False)
    a, b, c = (each.id for each in people[:3])
    host.does("rooms.rule", apart=[[a, b]], spread=True)
    host.does("rooms.rule", together=[[b, c]])
    rules = host.state.rules
    assert (rules.apart, rules.together, rules.spread) == ([[a, b]], [[b, c]], True)
    host.does("rooms.rule", apart=[])
    assert host.state.rules.apart == []


def test_whoever_is_forgotten_is_struck_out_of_the_rules(stage: Stage) -> None:
    host, people = stage.evening(6, start=False)
    a, b, c = (each.id for each in people[:3])
    host.does("rooms.rule", apart=[[a, b, c], [a, b]])
    people[0].does("me.forget")
    assert host.state.rules.apart == [[b, c]]
    with stage.read() as tx:
        assert a not in repr(tx.rules.of(host.session_id))


def test_a_block_is_stronger_than_being_seated_together_and_stays_unseen(stage: Stage) -> None:
    host, people = stage.evening(8, start=False)
    people[0].does("person.block", person=people[1].id)
    host.does("rooms.rule", together=[[people[0].id, people[1].id, people[2].id]])
    host.does("session.start")
    assert not share(people[:2])
    assert share([people[0], people[2]]) or share([people[1], people[2]])


def test_organisations_and_rules_do_not_bring_people_together_twice(stage: Stage) -> None:
    host, people = stage.evening(16, *[ROUND] * 2, WRAP_UP, start=False)
    for place, person in enumerate(people):
        person.does("profile.save", organisation=f"House {place % 4}")
    host.does("rooms.rule", spread=True, apart=[[people[0].id, people[5].id]])
    host.does("session.start")
    met: list[tuple[str, ...]] = []
    for _ in range(2):
        met += [pair for room in rooms_of(people) for pair in combinations(sorted(room), 2)]
        host.does("step.next")
    assert len(set(met)) == len(met)
