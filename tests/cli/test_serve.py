"""``icebreak serve``: what a host sees who starts it, and starts it wrongly."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import Server, serving
from tests.throwaway import LOOPBACK, free_port, wait_for_port

ENDS_WITHIN = 60.0  # seconds, on a busy machine


def serve(*options: str, cwd: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """A start that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "icebreak", "serve", *options],
        env=_environment(settings),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN,
    )


@contextmanager
def started(cwd: Path, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "icebreak", "serve"],
        env=_environment(settings),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _environment(settings: dict[str, str]) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root, **settings}


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    text = ""
    while "Ctrl+C" not in text:
        line = process.stdout.readline()
        assert line, text
        text += line
    return text


def test_the_start_tells_where_it_is_and_how_to_host(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, PORT=str(port)) as process:
        text = said(process)
        assert f"http://localhost:{port}" in text
        assert "Host an evening" in text
        assert "icebreak demo" in text
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/healthz") as response:
            assert response.status == 200
    assert sorted(path.name for path in (tmp_path / "data").iterdir())[0] == "icebreak.db"


def test_a_public_url_is_what_the_others_are_told(tmp_path: Path) -> None:
    settings = {"PORT": str(free_port()), "ICEBREAK_PUBLIC_URL": "https://icebreak.example"}
    with started(tmp_path, **settings) as process:
        text = said(process)
    assert "https://icebreak.example" in text
    assert "▀" in text


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_without_a_fuss(tmp_path: Path, how: signal.Signals) -> None:
    with started(tmp_path, PORT=str(free_port())) as process:
        said(process)
        process.send_signal(how)
        assert process.wait(ENDS_WITHIN) == 0
        assert process.stdout is not None
        assert process.stdout.read().strip() == ""


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind((LOOPBACK, 0))
        busy.listen()
        port = busy.getsockname()[1]
        ended = serve("--port", str(port), cwd=tmp_path, ICEBREAK_HOST=LOOPBACK)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Error: Port {port} can't be used")
    assert "Traceback" not in ended.stderr


def test_a_data_folder_in_use_is_one_sentence(tmp_path: Path) -> None:
    with serving() as server:
        ended = serve("--port", "0", "--data", str(server.data), cwd=tmp_path)
        assert ended.returncode == 1
        assert ended.stderr.startswith("Error: Another icebreak server uses the data folder")
        with urllib.request.urlopen(f"{server.url}/healthz") as response:
            assert response.status == 200


def test_a_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    ended = serve(cwd=tmp_path, PORT="eighty")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "Error: PORT has to be a number from 0 to 65535, not 'eighty'.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "icebreak.db").write_text("a shopping list, by mistake")
    ended = serve("--port", "0", "--data", str(tmp_path), cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr == f"Error: The database in {tmp_path} can't be used: " + (
        "file is not a database.\n"
    )


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path) -> None:
    ended = serve("--port", "0", cwd=tmp_path, ICEBREAK_HOST="203.0.113.5")
    assert ended.returncode == 1
    assert ended.stderr == (
        "Error: ICEBREAK_HOST names '203.0.113.5', which is no address of this machine.\n"
    )


def test_a_killed_server_leaves_a_folder_that_the_next_one_can_use() -> None:
    with serving() as server:
        secret = (server.data / "secret").read_bytes()
        server.kill()
        server.start()
        assert (server.data / "secret").read_bytes() == secret


def test_with_a_host_only_that_address_is_bound(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", settings={"ICEBREAK_HOST": LOOPBACK})
    server.start()
    try:
        assert server.process is not None
        wait_for_port(server.port, server.process)
        with socket.socket() as other:
            # Another address of this machine still has that port free.
            other.bind(("127.0.0.2", server.port))
    finally:
        server.stop()
