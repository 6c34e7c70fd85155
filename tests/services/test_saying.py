"""Two people in one room who read different languages."""

from tests.services.stage import ROUND, WRAP_UP, Stage

BICYCLES = {"en": "bicycles", "de": "Fahrräder", "ja": "自転車"}


def test_each_reads_what_they_share_in_their_own_language(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP)
    ana, jan = stage.joins(host, "Ana", language="en-GB"), stage.joins(host, "Jan", language="de")
    ana.does("profile.save", interests=["bicycles"])
    jan.does("profile.save", interests=["Fahrräder"])
    host.does("session.start")
    assert [each.phrase for each in ana.state.room.ground] == ["cycling"]
    assert [each.phrase for each in jan.state.room.ground] == ["Radfahren"]
    assert ana.state.room.ground[0].evidence == jan.state.room.ground[0].evidence


def test_each_keeps_a_contact_in_their_own_language(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP)
    ana, yui = stage.joins(host, "Ana", language="es"), stage.joins(host, "Yui", language="ja")
    ana.does("profile.save", interests=["bicicletas"])
    yui.does("profile.save", interests=["自転車"])
    host.does("session.start")
    for one, other in ((ana, yui), (yui, ana)):
        one.has_card()
        one.wants_to_swap_with(other)
    assert ana.state.contacts[0].shared == ["bicicletas"]
    assert yui.state.contacts[0].shared == ["自転車"]


def test_a_chip_of_the_lobby_is_in_the_readers_language(stage: Stage) -> None:
    host = stage.opens(ROUND, WRAP_UP, language="fr")
    crowd = [stage.joins(host, f"P{at}", language="en") for at in range(5)]
    for each in crowd:
        each.does("profile.save", interests=["bicycles"])
    jan = stage.joins(host, "Jan", language="de")
    assert [(each.label, each.people) for each in jan.state.phrases] == [("Radfahren", 5)]
    nobody = stage.joins(host, "Noor")
    assert [each.label for each in nobody.state.phrases] == ["vélo"]
    assert [each.label for each in crowd[0].state.phrases] == ["bicycles"]


def test_ones_own_chips_follow_the_language_one_chooses(stage: Stage) -> None:
    ana = stage.joins(stage.opens(ROUND, WRAP_UP), "Ana", language="en")
    ana.does("profile.save", why="I moved from Chile to Norway, and I grew up on a farm.")
    assert "growing up on a farm" in ana.state.me.facets
    ana.does("profile.save", language="sv")
    assert "uppvuxen på en gård" in ana.state.me.facets
