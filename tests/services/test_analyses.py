"""What is kept of what the matcher found: read once, gone with the words, told when it counts."""

from collections.abc import Sequence

import pytest

from icebreak.contract.events import GroundFound, MeChanged, SessionChanged
from icebreak.services import analyses, analyst
from icebreak.services.analyses import Text
from tests.services.stage import ROUND, Someone, Stage, row_count


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the matcher is given to read."""
    texts: list[str] = []
    analyse = analyst.analyse

    def noting(given: Sequence[Text]) -> list[bytes]:
        texts.extend(text.text for text in given)
        return analyse(given)

    monkeypatch.setattr(analyst, "analyse", noting)
    return texts


def pair(stage: Stage) -> tuple[Someone, Someone]:
    _, people = stage.evening(2, ROUND, ROUND)
    return people[0], people[1]


def ground_keys(person: Someone) -> list[str]:
    return [each.key for each in person.room.ground]


def rows(stage: Stage) -> tuple[int, int]:
    """How many profiles and stories something is kept of."""
    with stage.read() as tx:
        return row_count(tx, "profile_analyses"), row_count(tx, "story_analyses")


def test_a_text_is_read_once_however_often_it_is_looked_at(stage: Stage, read: list[str]) -> None:
    ana, ben = pair(stage)
    ana.does("profile.save", interests=["bicycles"])
    ana.tells("I keep bees on my roof.")
    ben.tells("My bees survived the winter.")
    for person in (ana, ben):
        assert "c:bees" in ground_keys(person)
    assert sorted(read) == ["I keep bees on my roof.", "My bees survived the winter.", "bicycles"]


def test_after_a_restart_nothing_is_read_again(stage: Stage, read: list[str]) -> None:
    ana, ben = pair(stage)
    ana.tells("I keep bees on my roof.")
    ben.tells("My bees survived the winter.")
    del read[:]
    stage.crash()
    assert "c:bees" in ground_keys(ana)
    assert read == []


def test_of_a_profile_only_what_is_new_is_read(stage: Stage, read: list[str]) -> None:
    ana, _ = pair(stage)
    ana.does("profile.save", interests=["bicycles", "chess"], why="to meet people")
    del read[:]
    saved = ana.does("profile.save", interests=["bicycles", "chess", "sailing"])
    assert read == ["sailing"]
    assert set(saved["facets"]) == set(ana.state.me.facets) >= {"chess", "sailing"}


def test_another_matcher_reads_everything_anew(
    stage: Stage, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from icebreak.services import analysing

    ana, ben = pair(stage)
    ana.tells("I keep bees on my roof.")
    ben.does("profile.save", interests=["bees"])
    del read[:]
    for module in ("analyses", "ground"):
        monkeypatch.setattr(f"icebreak.services.{module}.revision", lambda: "another")
    stage.crash()
    assert ben.state.me.facets == ground_keys(ben) == []
    with stage.read() as tx:
        left = analysing.left_over(tx)
    stage.world.reader.note(left)
    assert sorted(read) == ["I keep bees on my roof.", "bees"]
    assert "c:bees" in ground_keys(ana)


def test_the_room_hears_of_what_is_found_and_of_nothing_else(stage: Stage) -> None:
    ana, ben = pair(stage)
    ana.tells("I keep bees on my roof.")
    ben.tells("On Sundays I bake bread.")
    assert not [event for event in ben.heard if isinstance(event, GroundFound)]
    before = ben.state.versions.room
    ben.tells("My bees survived the winter.")
    [found] = [event for event in ana.heard if isinstance(event, GroundFound)]
    assert found.after >= before
    assert found.version == found.after + 1 == ana.state.versions.room


def test_a_withdrawn_story_leaves_nothing_of_what_was_found_in_it(stage: Stage) -> None:
    ana, ben = pair(stage)
    story = ana.tells("I keep bees on my roof.")
    ben.tells("My bees survived the winter.")
    assert rows(stage) == (0, 2)
    ana.does("story.withdraw", story=story)
    assert rows(stage) == (0, 1)
    assert ground_keys(ben) == []


def test_an_edited_story_is_understood_as_it_is_now(stage: Stage) -> None:
    ana, ben = pair(stage)
    story = ana.tells("I keep bees on my roof.")
    ben.tells("My bees survived the winter.")
    ana.does("story.edit", story=story, text="I bake bread.")
    assert rows(stage) == (0, 2)
    assert ground_keys(ben) == []


def test_words_that_were_taken_out_of_a_profile_leave_nothing(stage: Stage) -> None:
    ana, _ = pair(stage)
    ana.does("profile.save", interests=["origami", "bicycles"])
    ana.does("profile.save", interests=["bicycles"])
    with stage.read() as tx:
        row = tx.profile_analyses.get(ana.id)
    assert b"origami" not in row.found
    assert "origami" not in ana.state.me.facets


def test_forgetting_a_person_forgets_what_was_found_of_them(stage: Stage) -> None:
    ana, ben = pair(stage)
    ana.does("profile.save", interests=["origami"])
    ben.does("profile.save", interests=["origami"])
    ana.tells("I keep bees on my roof.")
    assert rows(stage) == (2, 1)
    ana.does("me.forget")
    assert rows(stage) == (1, 0)
    assert analyst.most_shared(ben.session_id) == ()
    assert ben.state.phrases == []


def test_what_comes_from_the_matcher_too_late_is_not_written(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = pair(stage)
    analyse = analyst.analyse

    def meanwhile(given: Sequence[Text]) -> list[bytes]:
        monkeypatch.setattr(analyst, "analyse", analyse)
        ana.does("me.forget")
        return analyse(given)

    monkeypatch.setattr(analyst, "analyse", meanwhile)
    ana.tells("I keep bees on my roof.")
    assert rows(stage) == (0, 0)


def test_a_changed_language_has_stories_read_with_that_hint(stage: Stage, read: list[str]) -> None:
    ana, _ = pair(stage)
    ana.tells("I keep bees on my roof.")
    del read[:]
    ana.does("profile.save", language="de")
    assert read == ["I keep bees on my roof."]
    assert rows(stage)[1] == 1


def test_the_lobby_counts_who_shares_something_and_names_nobody(stage: Stage) -> None:
    host, people = stage.evening(7, ROUND, start=False)
    *five, loner, other = people
    for person in five[:4]:
        person.does("profile.save", interests=["bicycles"])
    assert [(each.label, each.people) for each in loner.state.phrases] == []
    assert [each.people for each in five[0].state.phrases] == [4]
    five[4].does("profile.save", interests=["bicycles"])
    loner.does("profile.save", interests=["origami"])
    for seen in (loner.state.phrases, host.state.phrases):
        assert [(each.people, each.mine) for each in seen] == [(5, False)]
    assert [event for event in other.heard if isinstance(event, SessionChanged)]
    five[4].does("me.leave")
    assert host.state.phrases == other.state.phrases == []


def test_ones_other_devices_hear_that_ones_profile_is_understood(stage: Stage) -> None:
    ana, _ = pair(stage)
    ana.does("profile.save", interests=["bicycles"])
    told = [event for event in ana.heard if isinstance(event, MeChanged)]
    assert told[-1].version == ana.state.versions.me


def test_what_is_kept_of_a_text_comes_back_as_it_was() -> None:
    text = Text("I am not from Lisbon, but my mother keeps bees.", "story", "en")
    [found] = analyst.analyse([text])
    row = analyses.packed({analyses.mark_of(text): found})
    assert analyses.facets_in_row(row) == analyses.read(found)
    assert analyses.written(analyses.read(found)) == found
