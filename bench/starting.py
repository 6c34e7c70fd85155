"""How long the server takes from the command to its first page, and how much memory it then has."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

LONGEST = 30.0  # seconds


def table() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("Start, embedded default")
        print("data folder   seconds   memory")
        for state in ("empty", "in use"):
            seconds, memory = _start(folder)
            print(f"{state:11}{seconds:10.2f}   {memory}")
    print()


def _start(folder: str) -> tuple[float, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"ICEBREAK_DATA": folder, "ICEBREAK_HOST": "127.0.0.1"}
    began = time.monotonic()
    server = subprocess.Popen(
        [sys.executable, "-m", "icebreak", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _first_page(f"http://127.0.0.1:{port}/", server)
        return time.monotonic() - began, _memory(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _first_page(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=LONGEST).close()  # noqa: S310  (our own address)
            return
        except urllib.error.URLError:
            time.sleep(0.01)
    raise SystemExit("The server did not start.")


def _memory(pid: int) -> str:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return "not told by this system"
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return f"{int(line.split()[1]) / 1024:.0f} MB"
