"""The locks hold what pyproject asks for, with hashes, and name no place to fetch it from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
BASE = (ROOT / "requirements.txt").read_text()
FULL = (ROOT / "requirements-test.txt").read_text()


def pins(lock: str) -> set[tuple[str, str]]:
    """Name and version of each pin; a package may stand twice, for two ages of Python."""
    return set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]+\])?==([^ ]+)", lock, re.MULTILINE))


def asked() -> list[tuple[str, str]]:
    project = PROJECT["project"]
    runs = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    extras = [line for group in project["optional-dependencies"].values() for line in group]
    return [(line, BASE) for line in runs] + [(line, FULL) for line in [*runs, *extras]]


@pytest.mark.parametrize(("line", "lock"), asked())
def test_each_dependency_is_locked_at_a_version_it_allows(line: str, lock: str) -> None:
    wanted = Requirement(line)
    name = canonicalize_name(wanted.name)
    versions = [Version(version) for pinned, version in pins(lock) if pinned == name]
    assert versions
    assert all(version in wanted.specifier for version in versions)


@pytest.mark.parametrize(("line", "lock"), asked())
def test_a_dependency_is_locked_with_its_extras(line: str, lock: str) -> None:
    """Without them an older pip looks for a newer release, and refuses it for want of a pin."""
    wanted = Requirement(line)
    found = re.search(
        rf"^{canonicalize_name(wanted.name)}(?:\[([^]]+)\])?==", lock, flags=re.MULTILINE
    )
    assert found
    assert wanted.extras <= set(re.split(r", *", found[1] or ""))


def test_the_lock_for_tests_holds_the_lock_for_running() -> None:
    assert pins(BASE) <= pins(FULL)


@pytest.mark.parametrize("lock", [BASE, FULL], ids=["base", "test"])
def test_every_pin_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9-]+(?:\[[^]]+\])?==)", lock, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_a_python_lock_names_no_address(name: str) -> None:
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", (ROOT / name).read_text())


def test_the_node_lock_has_integrity_and_no_download_addresses() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') >= 10
