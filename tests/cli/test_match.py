"""``icebreak match``: one line a pair."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from icebreak.cli.match import command

PEOPLE = [
    {"id": "p1", "session": "a", "stories": ["I fold origami at lunch."], "offer": "soldering"},
    {"id": "p2", "session": "a", "interests": ["Origami"], "seek": "soldering help"},
    {"id": "p3", "session": "b", "interests": ["Origami"]},
    {"id": "p1", "session": "b", "interests": ["falconry"]},
]


def match(tmp_path: Path, *lines: str) -> Result:
    path = tmp_path / "people.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return CliRunner().invoke(command, [str(path)])


def test_pairs_of_one_session_come_with_the_words_of_both(tmp_path: Path) -> None:
    result = match(tmp_path, *map(json.dumps, PEOPLE))
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    pair = json.loads(line)
    assert pair["people"] == ["p1", "p2"]
    offer, origami = sorted(pair["shared"], key=lambda shared: shared["kind"], reverse=True)
    assert (offer["kind"], offer["from"], offer["to"]) == ("offer-seek", "p1", "p2")
    assert origami["kind"] == "interest"
    assert origami["evidence"] == {"p1": "I fold origami at lunch", "p2": "Origami"}
    assert origami["shown"] is True
    assert "from" not in origami


def test_the_best_pair_comes_first_whatever_the_order_of_the_lines(tmp_path: Path) -> None:
    people = [
        {"id": "a", "interests": ["origami"]},
        {"id": "b", "interests": ["origami"]},
        {"id": "c", "stories": ["We used to have a zither."]},
        {"id": "d", "stories": ["I once owned a zither."]},
    ]
    one = match(tmp_path, *map(json.dumps, people)).stdout
    other = match(tmp_path, *map(json.dumps, reversed(people))).stdout
    assert [json.loads(line)["people"] for line in one.splitlines()] == [["a", "b"], ["c", "d"]]
    assert one == other


@pytest.mark.parametrize(
    ("line", "word"),
    [("{", "line 2"), ('{"id": 7}', "line 2"), ('{"id": "p1"}', "p1"), ("[]", "line 2")],
)
def test_bad_input_is_one_sentence_that_names_the_line(
    tmp_path: Path, line: str, word: str
) -> None:
    result = match(tmp_path, '{"id": "p1"}', line)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert word in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_lone_surrogates_go_in_and_out_as_escapes(tmp_path: Path) -> None:
    rows = ['{"id": "a\\ud800", "interests": ["origami"]}', '{"id": "b", "interests": ["origami"]}']
    result = match(tmp_path, *rows)
    assert json.loads(result.stdout)["people"] == ["a\ud800", "b"]
