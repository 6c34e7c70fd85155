"""Servers that live as long as a run of the tests, each on a free loopback port, in a folder of
its own. What is missing fails with the command that brings it: no test is passed over."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 30.0  # seconds, on a busy machine


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(
    port: int, process: subprocess.Popen[bytes], within: float = STARTS_WITHIN
) -> None:
    """Return once the process listens on the port; RuntimeError if it ends, or not in time."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with status {process.returncode}")
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not listen on port {port} within {within:.0f} s")


def program(name: str) -> str:
    """The path of a program, also where a plain user's PATH does not look."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    found = shutil.which(name, path=path)
    if found is None:
        raise RuntimeError(f"The tests need {name}: 'make setup' brings it or says how.")
    return found


@contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing; its URL."""
    port = free_port()
    arguments = ["--bind", LOOPBACK, "--port", str(port), "--save", "", "--appendonly", "no"]
    with (
        tempfile.TemporaryDirectory(prefix="icebreak-redis-") as folder,
        _running([program("redis-server"), *arguments, "--dir", folder], port, signal.SIGTERM),
    ):
        yield f"redis://{LOOPBACK}:{port}/0"


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL without passwords and without care for power cuts; its URL up to the last slash.

    The databases `postgres` and `template1` exist.
    """
    port = free_port()
    # PostgreSQL refuses to run as root: Debian's package made a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="icebreak-postgres-") as folder:
        if user:
            shutil.chown(folder, user)
        _initialise(folder, user)
        settings = {
            "listen_addresses": LOOPBACK,
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [program("postgres"), "-D", folder, "-p", str(port), *options]
        with _running(command, port, signal.SIGQUIT, user):
            _wait_for_answer(port)
            yield f"postgresql+psycopg://icebreak@{LOOPBACK}:{port}/"


def _wait_for_answer(port: int) -> None:
    """It listens a while before it answers anything but that it is starting up."""
    check = [program("pg_isready"), "-q", "-h", LOOPBACK, "-p", str(port)]
    deadline = time.monotonic() + STARTS_WITHIN
    while subprocess.run(check, check=False).returncode != 0:
        if time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not answer within {STARTS_WITHIN:.0f} s")
        time.sleep(0.05)


def _initialise(folder: str, user: str | None) -> None:
    command = [program("initdb"), "-D", folder, "-U", "icebreak", "--auth=trust", "--no-sync"]
    command += ["--encoding=UTF8", "--locale=C"]
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)


@contextmanager
def _running(
    command: list[str], port: int, end: signal.Signals, user: str | None = None
) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port, process)
        yield
    finally:
        process.send_signal(end)
        process.wait(timeout=STARTS_WITHIN)
