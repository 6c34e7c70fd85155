"""Rules on who shares a room, by a form without scripts."""

from tests.services.stage import ROUND, Someone, Stage
from tests.web.browser import Browser
from tests.web.conftest import Opens


def desk_of(host: Someone, opens: Opens) -> Browser:
    device = opens()
    device.open(host.opened["host_url"])
    device.post(device.forms[0].action)
    device.open(f"/host/{host.session_id}/setup")
    return device


def test_two_names_are_kept_apart_and_the_rule_is_dropped_again(stage: Stage, opens: Opens) -> None:
    host, (ana, ben, chloe) = stage.evening(3, ROUND, start=False)
    desk = desk_of(host, opens)
    desk.send("rooms.rule", apart__one=ana.id, apart__other=ben.id, rule="apart")
    desk.send("rooms.rule", apart__one=ben.id, apart__other=chloe.id, rule="together")
    assert "are kept apart" in desk.text
    assert host.state.rules.apart == [[ana.id, ben.id]]
    assert host.state.rules.together == [[ben.id, chloe.id]]
    desk.send("rooms.rule", rule=f"apart.{ana.id}+{ben.id}")
    assert host.state.rules.apart == []
    assert host.state.rules.together == [[ben.id, chloe.id]]


def test_a_rule_that_a_co_host_has_dropped_takes_no_other_with_it(
    stage: Stage, opens: Opens
) -> None:
    host, (ana, ben, chloe) = stage.evening(3, ROUND, start=False)
    one, other = desk_of(host, opens), desk_of(host, opens)
    one.send("rooms.rule", apart__one=ana.id, apart__other=ben.id, rule="apart")
    one.send("rooms.rule", apart__one=ben.id, apart__other=chloe.id, rule="apart")
    other.open(f"/host/{host.session_id}/setup")
    for desk in (one, other):
        desk.send("rooms.rule", rule=f"apart.{ana.id}+{ben.id}")
    assert host.state.rules.apart == [[ben.id, chloe.id]]


def test_organisations_are_spread_by_one_button(stage: Stage, opens: Opens) -> None:
    host, _ = stage.evening(1, ROUND, start=False)
    desk = desk_of(host, opens)
    desk.send("rooms.rule", rule="spread.on")
    assert host.state.rules.spread
    desk.send("rooms.rule", rule="spread.off")
    assert not host.state.rules.spread


def test_an_impossible_rule_is_refused_where_it_was_made(stage: Stage, opens: Opens) -> None:
    host, (ana, ben) = stage.evening(2, ROUND, start=False)
    desk = desk_of(host, opens)
    desk.send("rooms.rule", apart__one=ana.id, apart__other=ben.id, rule="apart")
    answer = desk.send("rooms.rule", apart__one=ana.id, apart__other=ben.id, rule="together")
    assert answer.status_code == 400
    assert "Ana and Ben can&#39;t be kept apart and together." in desk.text
    assert host.state.rules.together == []
