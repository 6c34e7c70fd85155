"""How long rooms take to plan, and how many people meet twice."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 5
SIZE = 4
PEOPLE = (12, 24, 60, 100)
MOTIVES = ("cycling", "choirs", "bees", "old maps", "open data", "school kitchens", "rowing")


def table() -> None:
    print(f"Rooms of {SIZE}, {ROUNDS} rounds")
    print("people   seconds   repeats   smallest")
    for people in PEOPLE:
        plan = _plan(people)
        print(f"{people:6}{plan['seconds']:10.2f}{plan['repeats']:10}{plan['smallest']:11}")
    print()


def _plan(people: int) -> dict[str, float]:
    rows = [
        {"id": f"p{n}", "name": f"Person {n}", "interests": [MOTIVES[n % 7], MOTIVES[n * 3 % 5]]}
        for n in range(people)
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        command = [sys.executable, "-m", "icebreak", "rooms", str(file), "--json", "--seed", "1"]
        command += ["--size", str(SIZE), "--rounds", str(ROUNDS)]
        answer = subprocess.run(command, check=True, capture_output=True)
    plan: dict[str, float] = json.loads(answer.stdout)
    return plan
