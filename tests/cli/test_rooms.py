import json
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from icebreak.cli import main

IDS = ["0001", "1e3", "a,b", "ひと", " x", 'say "hi"', "True", "-7", "été", "007"]


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**contents: str | bytes) -> None:
        for name, content in contents.items():
            raw = content.encode() if isinstance(content, str) else content
            Path(name.replace("_", ".")).write_bytes(raw)

    return write


def rooms(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["rooms", *arguments], input=stdin)


def plan(*arguments: str, stdin: bytes | None = None) -> dict:
    result = rooms(*arguments, "--json", stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout_bytes)


def refusal(*arguments: str) -> str:
    """The sentence on standard error; nothing else may be told."""
    result = rooms(*arguments, "--json")
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(".\n")
    return result.stderr


def csv(ids: list[str]) -> str:
    return "id,name\n" + "".join('"{}",N\n'.format(i.replace('"', '""')) for i in ids)


def test_the_answer_has_the_promised_shape(files):
    files(people_csv="id,name,organisation\n" + "".join(f"p{i},Name {i},X\n" for i in range(23)))
    told = plan("people.csv", "--size", "4", "--rounds", "3", "--seed", "1")
    assert list(told) == ["rounds", "repeats", "smallest", "largest", "seconds"]
    assert len(told["rounds"]) == 3
    for one in told["rounds"]:
        assert list(one) == ["rooms", "affinity"]
        assert sorted(map(len, one["rooms"])) == [3, 4, 4, 4, 4, 4]
        assert one["affinity"] == 0.0
    assert (told["repeats"], told["smallest"], told["largest"]) == (0, 3, 4)
    assert told["seconds"] >= 0


def test_ids_come_back_as_they_were(files):
    files(people_csv=csv(IDS))
    seated = [person for room in plan("people.csv")["rounds"][0]["rooms"] for person in room]
    assert sorted(seated) == sorted(IDS)


def test_csv_and_json_lines_in_any_order_give_the_same_plan(files):
    interests = ["bees; chess", "chess", "bees", "rowing", "rowing;chess"]
    header = "interests,id,organisation\n"
    lines = [f'{interests[i % 5]},"{person}",o{i % 3}\n'.replace('""', '"') for i, person in
             enumerate(i for i in IDS if '"' not in i)]  # fmt: skip
    objects = [
        {"id": person, "interests": interests[i % 5].replace("; ", ";").split(";"),
         "organisation": f"o{i % 3}", "stories": None}
        for i, person in enumerate(i for i in IDS if '"' not in i)
    ]  # fmt: skip
    files(
        one_csv=header + "".join(lines),
        two_csv=header + "".join(reversed(lines)),
        three_jsonl="\n".join(map(json.dumps, objects)),
        four_list="\r\n\r\n".join(json.dumps(o, ensure_ascii=False) for o in reversed(objects)),
    )
    arguments = ("--size", "3", "--rounds", "3", "--seed", "9", "--spread", "organisation")
    plans = [plan(name, *arguments) for name in ("one.csv", "two.csv", "three.jsonl", "four.list")]
    for one in plans:
        one.pop("seconds")
    assert plans[0]["rounds"][0]["affinity"] > 0
    assert plans[1:] == plans[:1] * 3


def test_the_environment_does_not_matter(files, tmp_path):
    files(people_csv=csv([f"p{i}" for i in range(23)]))
    told = set()
    for seed, zone, encoding in (("0", "UTC", "utf-8"), ("1", "Asia/Tokyo", "ascii")):
        answer = subprocess.run(
            [sys.executable, "-m", "icebreak", "rooms", "people.csv", "--rounds", "3", "--json"],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PYTHONIOENCODING": encoding,
            },
            capture_output=True,
            check=True,
        )
        told.add(json.dumps(json.loads(answer.stdout)["rounds"]))
    assert len(told) == 1


def test_marks_line_ends_blank_lines_and_quotes_are_all_the_same_list(files):
    plain = 'id,name,organisation\na,"X, Y",\nb,"two\nlines",\nc,,\nd,,\n'
    windows = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    files(
        plain_csv=plain,
        windows_csv=windows,
        blank_csv=plain.replace("c,,", "\n,,\nc,,\n"),
        wide_csv=plain.encode("utf-16"),
        semicolons_csv='ID;Name\na;"X, Y"\nb;\nc;\nd;\n',
        bare_csv="a,X\nb,Y\nc\nd\n",
    )
    names = ("plain", "windows", "blank", "wide", "semicolons", "bare")
    found = [plan(f"{name}.csv", "--size", "2")["rounds"] for name in names]
    assert found == [found[0]] * 6


def test_people_can_come_on_standard_input(files):
    assert plan("-", stdin=b'{"id": "a"}\n{"id": "b"}')["rounds"][0]["rooms"] == [["a", "b"]]
    assert plan("-", stdin=b"id\na\nb\n")["rounds"][0]["rooms"] == [["a", "b"]]


def test_the_rules_of_the_files_are_kept_and_the_figures_are_true(files):
    ids = [f"p{i}" for i in range(12)]
    weights = {pair: i / 7 for i, pair in enumerate(combinations(ids, 2)) if i % 3 == 0}
    files(
        people_csv=csv(ids),
        affinity_csv="a,b,weight\n" + "".join(f"{b},{a},{w!r}\n" for (a, b), w in weights.items()),
        met_csv="p0,p1\np2,p3\n",
        apart_csv="id1,id2\np0,p2\np4,p5\n",
        together_csv="p6,p7\n",
    )
    told = plan(
        "people.csv", "--size", "3", "--rounds", "3", "--affinity", "affinity.csv",
        "--history", "met.csv", "--apart", "apart.csv", "--together", "together.csv",
    )  # fmt: skip
    seen, repeats = {("p0", "p1"), ("p2", "p3")}, 0
    for one in told["rounds"]:
        pairs = [
            tuple(sorted(pair, key=ids.index))
            for room in one["rooms"]
            for pair in combinations(room, 2)
        ]
        assert not {("p0", "p2"), ("p4", "p5")} & set(pairs)
        assert ("p6", "p7") in pairs
        assert one["affinity"] == pytest.approx(sum(weights.get(pair, 0) for pair in pairs))
        repeats += sum(pair in seen for pair in pairs if pair != ("p6", "p7"))
        seen.update(pairs)
    assert told["repeats"] == repeats


def test_three_ids_on_a_line_are_three_pairs(files):
    files(people_csv=csv(list("abcdef")), together_csv="d,e,f\n")
    assert ["d", "e", "f"] in plan("people.csv", "--size", "3", "--together", "together.csv")[
        "rounds"
    ][0]["rooms"]


def test_a_first_line_of_known_ids_is_a_pair_and_no_header(files):
    files(people_csv=csv(list("abcd")), apart_csv="a,b\n", affinity_csv="a,b,1\na,b,1.0\n")
    for one in plan("people.csv", "--size", "2", "--rounds", "2", "--apart", "apart.csv")["rounds"]:
        assert ["a", "b"] not in one["rooms"]
    liked = plan("people.csv", "--size", "2", "--affinity", "affinity.csv")["rounds"][0]
    assert liked == {"rooms": [["a", "b"], ["c", "d"]], "affinity": 1.0}


def test_the_heaviest_weights_leave_true_figures(files):
    files(people_csv=csv(list("abcd")), affinity_csv="a,b,1e300\nc,d,1e300\na,c,7\n")
    result = rooms("people.csv", "--size", "4", "--affinity", "affinity.csv", "--json")
    assert result.stderr == ""
    assert json.loads(result.stdout)["rounds"][0]["affinity"] == 2e300


def test_spaces_around_an_id_in_a_file_of_pairs_are_forgiven(files):
    files(people_csv=csv(["a", "b", " b", "c"]), together_csv="a, b\n", other_csv="b , c\n")
    found = plan("people.csv", "--size", "2", "--together", "together.csv")["rounds"][0]["rooms"]
    assert [" b", "a"] in found
    found = plan("people.csv", "--size", "2", "--together", "other.csv")["rounds"][0]["rooms"]
    assert ["b", "c"] in found


def test_a_registration_form_needs_no_ids(files):
    files(people_csv="Full name,Company\nAnn,X\nBo,X\nCy,Y\nDi,Y\n")
    result = rooms("people.csv", "--size", "2", "--spread", "organisation")
    assert result.exit_code == 0
    assert "“Full name” as id" in result.stderr
    assert "Ann, Bo" not in result.stdout


def test_without_json_it_is_a_list_for_people(files):
    files(people_csv="id,name\n1,Ann\n2,Bo\n3,\n")
    result = rooms("people.csv", "--size", "2")
    assert result.stdout == (
        "Round 1\n  Room 1: Ann (1), Bo (2), 3\nRooms of 3, nobody meets twice.\n"
    )


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("id\na\nb\na\n", "people.csv, line 4: the id “a” already stands on line 2"),
        ("id\na\n", "at least two people, not 1"),
        ("", "people.csv, line 1: the list is empty"),
        ("id,name\n", "people.csv, line 1: the list has a header and no people"),
        ("name,why\nx,y\n", "no column “id”"),
        ("id,ID\nx,y\n", "column “id” twice"),
        ("id,name\nx,y\n,z\n", "people.csv, line 3: this person’s id is empty"),
        ('id\n"a\nb\n', "people.csv, line 2: this is not CSV"),
        ("id,name\na,b,c\nd,e\n", "people.csv, line 2: 3 cells for 2 columns"),
        (b"id\na\n\xff\n", "people.csv, line 3: this is not UTF-8"),
        ("id\na\nb\n".encode("utf-16-le"), "people.csv, line 1: a NUL stands there"),
        (b"PK\x03\x04" + bytes(60), "people.csv is a spreadsheet or an archive"),
        ("id,why\na,b\nc," + "x" * 1_000_000, "line 3: why has 1,000,000 characters"),
    ],
)
def test_a_bad_list_is_refused_with_its_line(files, people, told):
    files(people_csv=people)
    assert told in refusal("people.csv")


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ('{"id": "a"}\n{"id": "b"\n', "people.jsonl, line 2: this is not one JSON object"),
        ('{"id": "a"}\n["b"]\n', "people.jsonl, line 2: this is an array and not a JSON object"),
        ('{"id": 7}\n', "people.jsonl, line 1: this person has an id that is not text"),
        ('[{"id": "a"}]\n', "people.jsonl, line 1: this is an array"),
        ('{"id": "\\ud83d"}\n', "people.jsonl, line 1: id holds half a character"),
        ('{"name": "a"}\n', "people.jsonl, line 1: this person has no id"),
        ('{"id": "a", "stories": "x"}\n', "line 1: stories is not a list of texts"),
        ('{"id": "a", "why": 3}\n', "line 1: why is not text"),
        ("[" * 100_000, "people.jsonl, line 1: this is not one JSON object"),
    ],
)
def test_bad_json_lines_are_refused_with_the_line(files, people, told):
    files(people_jsonl=people)
    assert told in refusal("people.jsonl")


@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("--history", "a,b\na,zoe\n", "file.csv, line 2: nobody has the id “zoe”"),
        ("--apart", "zoe,a\n", "file.csv, line 1: nobody has the id “zoe”"),
        ("--together", "x,y\na,b\na\n", "file.csv, line 1: nobody has the id “x”"),
        ("--together", "a,b\na\n", "file.csv, line 2: “a” stands alone"),
        ("--apart", "a,a\n", "file.csv, line 1: “a” stands there twice"),
        ("--affinity", "a,b,weight\na,b,-1\n", "file.csv, line 2: the weight “-1”"),
        ("--affinity", "a,b,nan\n", "file.csv, line 1: the weight “nan”"),
        ("--affinity", "a,b,1e999\n", "file.csv, line 1: the weight “1e999”"),
        ("--affinity", 'a,b,"0,5"\n', "file.csv, line 1: the weight “0,5”"),
        ("--affinity", "a,b,\n", "file.csv, line 1: the weight “”"),
        ("--affinity", "a,zoe,1\n", "file.csv, line 1: nobody has the id “zoe”"),
        ("--affinity", "a,b\n", "file.csv, line 1: this is not two ids and a weight"),
        ("--affinity", "a,b,1e301\n", "file.csv, line 1: the weight “1e301” is over 1e+300"),
        ("--affinity", "a,b,1\nb,a,2\n", "“b” and “a” have another weight on line 1"),
    ],
)
def test_a_bad_file_of_pairs_is_refused_with_its_line(files, option, content, told):
    files(people_csv=csv(list("abcd")), file_csv=content)
    assert told in refusal("people.csv", option, "file.csv")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--size", "1"], "at least 2 seats, not 1"),
        (["--size", "-3"], "not -3"),
        (["--size", "four"], "'four'"),
        (["--rounds", "0"], "at least 1 round, not 0"),
        (["--spread", "height"], "'height'"),
        (["--loud"], "--loud"),
        (["--history", "nowhere.csv"], "nowhere.csv cannot be read"),
        (["--apart", "pairs.csv", "--together", "pairs.csv"], "“a” and “b” are kept apart"),
        (["--apart", "pairs.csv", "--size", "4"], "“a” and “b”"),
        (["--history", "-", "--apart", "-"], "Standard input can only be one"),
        (["--history", ""], "name of a file is empty"),
        (["more.csv"], "extra argument (more.csv)"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(files, arguments, told):
    files(people_csv=csv(list("abcd")), pairs_csv="a,b\n")
    assert told in refusal("people.csv", *arguments)


def test_a_missing_list_is_refused(files):
    assert "nobody.csv cannot be read" in refusal("nobody.csv")
    assert "PEOPLE" in refusal()
