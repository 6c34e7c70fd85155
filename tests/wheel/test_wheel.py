"""The wheel, installed in a place of its own, serves its pages and scripts."""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.throwaway import free_port, wait_for_port

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as a release is, and without a network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment that holds the wheel; what it depends on is lent by the tests' own."""
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-index", str(wheel)], check=True, capture_output=True)
    # A path file lends packages only: the editable icebreak there is a path file of its own.
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the installed server answers, started far from the checkout."""
    folder = tmp_path_factory.mktemp("evening")
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "ICEBREAK_DATA": str(folder / "data"),
        "ICEBREAK_HOST": "127.0.0.1",
    }
    command = [str(installed / "bin" / "icebreak"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        wait_for_port(port, server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def fetch(url: str) -> tuple[str, str]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.headers.get_content_type(), answer.read().decode()


def test_the_wheel_holds_package_templates_static_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names}
    assert tops == {"icebreak", wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"}
    shipped = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/**/*.js")]
    assert shipped
    assert {f"icebreak/{path.relative_to(ROOT)}" for path in shipped} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_package_is_not_the_checkout(installed: Path) -> None:
    ask = "import icebreak; print(icebreak.__file__)"
    answer = subprocess.run(
        [installed / "bin" / "python", "-c", ask], cwd=installed, capture_output=True, check=True
    )
    assert Path(answer.stdout.decode().strip()).is_relative_to(installed)


def test_the_installed_server_serves_a_page_and_its_script(address: str) -> None:
    kind, page = fetch(address)
    assert kind == "text/html"
    script = re.search(r'(?:src|href)="(/static/[^"]+\.js)"', page)
    assert script
    kind, code = fetch(urljoin(address, script[1]))
    assert kind == "text/javascript"
    assert code
