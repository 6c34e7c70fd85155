"""What a reader of the repository can rely on, and no linter sees."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 250  # lines; a longer one usually hides two nouns
NAMELESS = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, check=True, capture_output=True
    )
    names = listing.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_module_is_longer_than_a_reader_s_patience() -> None:
    modules = tracked("icebreak/**.py", "static/js/**.js", "static/css/**.css")
    assert modules
    lengths = {path.relative_to(ROOT): path.read_text().count("\n") for path in modules}
    too_long = {path: n for path, n in lengths.items() if n > LONGEST_MODULE}
    # What is generated, and the record of a schema, are looked up and not read.
    looked_up = ("static/js/contract.js", "icebreak/store/migrations/versions/")
    assert {p: n for p, n in too_long.items() if not p.as_posix().startswith(looked_up)} == {}


def test_every_module_has_a_name_of_its_own() -> None:
    assert [path for path in tracked("**.py", "**.js", "**.css") if path.stem in NAMELESS] == []


def test_every_folder_of_code_is_a_package() -> None:
    # Without its __init__ a folder escapes the contract of the layers.
    folders = {path.parent for path in tracked("icebreak/**.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_no_template_holds_what_the_content_policy_forbids() -> None:
    forbidden = re.compile(
        r"\s(?:style|onclick|onchange|oninput|onload|onsubmit)\s*=|<style\b"
        r"|<script\b(?![^>]*\bsrc=)(?![^>]*\btype=.application/json)"
    )
    templates = tracked("templates/**.html")
    found = {path.name: forbidden.findall(path.read_text()) for path in templates}
    assert {name: inline for name, inline in found.items() if inline} == {}
