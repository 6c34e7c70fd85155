"""``icebreak purge``: what has outlived its day goes, and nothing else."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from icebreak.cli.purge import command
from tests.services.stage import Stage, row_count
from tests.serving import serving

SECRET_STORY = "The oak behind our school has a door in it."


def purge(data: Path, **settings: str) -> Result:
    return CliRunner().invoke(command, env={"ICEBREAK_DATA": str(data), **settings})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def evening_that_ended(data: Path, prepared: Path, ago: timedelta) -> Stage:
    """Four people, a story each, one swap and one yes alone; over since ``ago``."""
    stage = Stage(data, prepared, now=datetime.now(UTC) - ago)
    host, people = stage.evening(4)
    for person in people:
        person.has_card()
        person.tells(SECRET_STORY)
    people[0].wants_to_swap_with(people[1])
    people[1].wants_to_swap_with(people[0])
    people[2].wants_to_swap_with(people[3])
    host.does("session.end")
    return stage


def test_a_day_after_the_end_stories_and_one_sided_yeses_go(data: Path, prepared: Path) -> None:
    stage = evening_that_ended(data, prepared, timedelta(hours=25))
    result = purge(data)
    assert result.exit_code == 0, result.output
    told = dict(line.split() for line in result.output.splitlines()[1:-1])
    assert (told["stories"], told["proposals"], told["cards"]) == ("4", "1", "4")
    with stage.read() as tx:
        assert row_count(tx, "stories") == 0
        assert row_count(tx, "proposals") == row_count(tx, "contacts") == 2
    stage.store.close()
    files = [path.read_bytes() for path in data.iterdir()]
    assert not any(SECRET_STORY.encode() in content for content in files)


def test_after_the_contacts_last_day_everything_goes(data: Path, prepared: Path) -> None:
    stage = evening_that_ended(data, prepared, timedelta(days=31))
    assert purge(data).exit_code == 0
    with stage.read() as tx:
        assert row_count(tx, "sessions") == row_count(tx, "participants") == 0


def test_an_evening_of_today_stays_as_it_is(data: Path, prepared: Path) -> None:
    stage = evening_that_ended(data, prepared, timedelta(hours=1))
    assert purge(data).output == "Nothing has outlived its day.\n"
    with stage.read() as tx:
        assert row_count(tx, "stories") == 4


def test_a_second_purge_finds_nothing(data: Path, prepared: Path) -> None:
    evening_that_ended(data, prepared, timedelta(hours=25))
    assert "stories" in purge(data).output
    assert purge(data).output == "Nothing has outlived its day.\n"


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    result = purge(tmp_path / "nowhere")
    assert (result.exit_code, list(tmp_path.iterdir())) == (0, [])
    assert "nothing to erase" in result.output


def test_a_database_of_another_version_is_left_alone(data: Path, prepared: Path) -> None:
    evening_that_ended(data, prepared, timedelta(hours=25)).store.close()
    with sqlite3.connect(data / "icebreak.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    result = purge(data)
    assert result.exit_code == 1
    assert "icebreak db upgrade" in result.output
    with sqlite3.connect(data / "icebreak.db") as connection:
        assert connection.execute("SELECT count(*) FROM stories").fetchone() == (4,)


def test_a_locked_database_is_one_sentence(data: Path, prepared: Path) -> None:
    evening_that_ended(data, prepared, timedelta(hours=25)).store.close()
    with sqlite3.connect(data / "icebreak.db", isolation_level=None) as connection:
        connection.execute("BEGIN IMMEDIATE")
        result = purge(data)
    assert result.exit_code == 1
    assert (
        result.output == "Error: Many people are doing this at the same moment. Please try again.\n"
    )


def test_a_bad_setting_is_one_sentence(data: Path) -> None:
    result = purge(data, ICEBREAK_TRANSPORT="pigeon")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ICEBREAK_TRANSPORT")


def test_it_works_beside_a_running_server() -> None:
    with serving() as server:
        result = purge(server.data)
    assert (result.exit_code, result.output) == (0, "Nothing has outlived its day.\n")
