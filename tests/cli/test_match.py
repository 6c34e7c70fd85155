"""``icebreak match``: one line a pair."""

import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

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


PERSON = '{"id": "p1"}'


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: this is not one JSON object on a line (see column 2)"),
        ('{"id": "p2"} {"id": "p3"}', "line 2: this is not one JSON object"),
        ('{"id": "p2", "age": NaN}', "line 2: this is not one JSON object"),
        ("[]", "line 2: this is an array and not a JSON object"),
        ("7", "line 2: this is a value and not a JSON object"),
        ('{"id": 7}', "line 2: this person has an id that is not text"),
        ('{"id": 7000000000000000000000}', "line 2: this person has an id that is not text"),
        ('{"id": null}', "line 2: this person has no id"),
        ('{"id": " "}', "line 2: this person’s id is empty"),
        (PERSON, "line 2: the id “p1” already stands on line 1"),
        ('{"id": "p2", "id": "p3"}', "line 2: “id” stands twice in this object"),
        ('{"id": "p2", "stories": "x"}', "line 2: stories is not a list of texts"),
        ('{"id": "p2", "session": 4}', "line 2: session is not text"),
        ('{"id": "p2", "why": "\\ud83d"}', "line 2: why holds half a character"),
        ('{"id": "\\udc00"}', "line 2: id holds half a character"),
        ('{"id": "p2", "stories": ["%s"]}' % ("x" * 1_000_000), "stories has 1,000,000 characters"),
        ('{"id": "p\0"}', "line 2: a NUL stands there"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_that_names_the_line(
    tmp_path: Path, line: str, told: str
) -> None:
    result = match(tmp_path, PERSON, line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "line 2: " in result.stderr
    assert told in result.stderr
    assert result.stderr.endswith(".\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "\n  \n\r\n", "\ufeff"])
def test_an_empty_list_is_refused(tmp_path: Path, text: str) -> None:
    result = match(tmp_path, text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "line 1: the list is empty" in result.stderr


def test_what_is_unusual_and_not_wrong_is_read(tmp_path: Path) -> None:
    deep = '"x": ' + "[" * 300 + "]" * 300 + ', "age": ' + "9" * 5000
    rows = [
        f'\ufeff{{"id": "0001", "interests": ["origami"], {deep}}}\r',
        "",
        '{"id": "a,b\\n", "interests": ["origami"], "x": 1, "x": 2, "why": null}\r',
        '{"id": "ひと\u2028", "stories": [], "language": ""}',
    ]
    result = match(tmp_path, *rows)
    assert result.exit_code == 0, result.stderr
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["people"] == ["0001", "a,b\n"]


def test_sessions_in_any_order_give_the_same_lines(tmp_path: Path) -> None:
    people = [
        {"id": who, "session": session, "interests": [thing]}
        for session, thing in (("x", "origami"), ("y", "falconry"))
        for who in "ab"
    ]
    one = match(tmp_path, *map(json.dumps, people)).stdout
    other = match(tmp_path, *map(json.dumps, reversed(people))).stdout
    assert one.count("\n") == 2
    assert one == other


def test_csv_and_json_lines_of_the_same_people_give_the_same_lines(tmp_path: Path) -> None:
    csv = tmp_path / "people.csv"
    csv.write_text('interests,id,stories\nchess;bees,1,\n,2,"I keep bees, many"\n')
    rows = ['{"id": "1", "interests": ["chess", "bees"]}',
            '{"id": "2", "stories": ["I keep bees, many"]}']  # fmt: skip
    found = CliRunner().invoke(command, [str(csv)])
    assert found.stdout == match(tmp_path, *rows).stdout != ""


def test_the_evidence_is_verbatim_and_the_best_comes_first(tmp_path: Path) -> None:
    told = [
        "  We moved to Porto,  and I took up fencing there;\tbees too. ",
        "Fencing in Porto was my life! Bees, never again: I was stung.",
        "I teach fencing — and keep bees near Porto.",
    ]
    people = [{"id": f"p{i}", "stories": [text]} for i, text in enumerate(told)]
    result = match(tmp_path, *map(json.dumps, people))
    pairs = [json.loads(line) for line in result.stdout.splitlines()]
    assert pairs
    scores = [pair["shared"][0]["score"] for pair in pairs]
    assert scores == sorted(scores, reverse=True)
    for pair in pairs:
        for shared in pair["shared"]:
            assert sorted(shared["evidence"]) == pair["people"]
            for who, words in shared["evidence"].items():
                assert words in told[int(who[1])]


def test_a_registration_form_is_understood_and_said_so(tmp_path: Path) -> None:
    form = tmp_path / "export.csv"
    form.write_text(
        "First name;Last name;Company;Email address;What do you offer?;Whom, or what, do you look "
        "for?;Ticket\nAnn;Lee;Acme;ann@example.org;soldering;;7\nBo;Chen;;bo@example.org;;"
        "help with soldering;8\n"
    )
    result = CliRunner().invoke(command, [str(form)])
    assert json.loads(result.stdout)["people"] == ["Ann Lee", "Bo Chen"]
    assert result.stderr == (
        f"{form}: read “First name Last name” as id and name, “Company” as organisation, "
        "“What do you offer?” as offer, “Whom, or what, do you look for?” as seek; "
        "not used: “Email address”, “Ticket”.\n"
    )
    assert CliRunner().invoke(command, [str(form), "--quiet"]).stderr == ""


def test_two_of_one_name_are_told_apart_by_their_addresses(tmp_path: Path) -> None:
    form = tmp_path / "export.csv"
    form.write_text("Name,Email,Hobbies\nAnn,a@example.org,origami\nAnn,b@example.org,origami\n")
    result = CliRunner().invoke(command, [str(form)])
    assert json.loads(result.stdout)["people"] == ["a@example.org", "b@example.org"]
    form.write_text("Name,Company\nAnn,X\nBo,X\nAnn,Y\n")
    result = CliRunner().invoke(command, [str(form)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "line 4: the id “Ann” already stands on line 2" in result.stderr.splitlines()[-1]


def test_as_text_it_is_a_list_for_people(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "id,name,offer,seek,interests\n1,Ann\x1b[2J,soldering,,origami\n2,Bo,,soldering,Origami\n"
    )
    result = CliRunner().invoke(command, [str(path), "--text"])
    assert result.stdout == (
        "Ann\\x1b[2J (1) and Bo (2)\n"
        "  Ann\\x1b[2J (1) offers “soldering”; Bo (2) looks for “soldering”\n"
        "  origami: “origami” · “Origami”\n\n"
    )


def test_who_stops_reading_hears_no_complaint(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text("".join(f'{{"id": "{i}", "interests": ["origami"]}}\n' for i in range(8)))
    program = [sys.executable, "-m", "icebreak", "match", str(path)]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(program, stdout=PIPE, stderr=PIPE, env=here) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
