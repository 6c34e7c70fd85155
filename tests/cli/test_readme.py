"""What the README shows of the commands is what they print."""

import re
from pathlib import Path

from click.testing import CliRunner

from icebreak.cli import main

README = Path(__file__).parents[2] / "README.md"


def shown() -> dict[str, str]:
    """Each command of the README's example with what it prints."""
    (block,) = re.findall(r"^```\n(\$ cat people\.csv\n.*?)^```$", README.read_text(), re.M | re.S)
    parts = [part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.M)[1:]]
    return {command: printed.strip() for command, _, printed in parts}


def test_the_example_of_the_readme_is_true(tmp_path: Path) -> None:
    examples = shown()
    people = tmp_path / "people.csv"
    people.write_text(examples.pop("cat people.csv"))
    assert [command.split()[1] for command in examples] == ["match", "rooms"]
    for command, printed in examples.items():
        told = CliRunner().invoke(main, command.replace(people.name, str(people)).split()[1:])
        assert told.exit_code == 0
        assert told.stderr == ""
        for piece in printed.split("…"):
            assert piece.strip() in told.stdout
