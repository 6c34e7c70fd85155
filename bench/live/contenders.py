"""The servers that are measured, each started as a process of its own on a free loopback port."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STARTS_WITHIN = 30.0  # seconds
# Nobody begins a session in a server's first seconds, while icebreak loads its matcher.
SETTLES_WITHIN = 6.0  # seconds

NAMES = ("node", "bare", "bare-stock", "icebreak")


@dataclass(frozen=True, slots=True)
class Contender:
    """A running server."""

    name: str
    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time so far, of all threads, without child processes."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        spent = (int((task / "schedstat").read_text().split()[0]) for task in tasks)
        return sum(spent) / 1e9

    def children_cpu(self) -> float:
        """Seconds of processor time so far of its child processes: icebreak's matcher."""
        spent = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                threads = Path(f"/proc/{child}/task").iterdir()
                spent += sum(int((each / "schedstat").read_text().split()[0]) for each in threads)
        return spent / 1e9

    def unread(self) -> int:
        """How many texts wait for the matcher; 0 where there is none."""
        if self.name != "icebreak":
            return 0
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=10) as told:
            lines = told.read().decode().splitlines()
        [line] = (each for each in lines if each.startswith("icebreak_unread_texts "))
        return int(float(line.split()[1]))

    def memory(self) -> int:
        """Resident bytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(name: str, peer_folder: Path) -> Iterator[Contender]:
    """A server that has settled; ``peer_folder`` comes from ``peer_installed``."""
    with (
        tempfile.TemporaryDirectory(prefix="icebreak-bench-") as data,
        started(name, Path(data), peer_folder) as server,
    ):
        time.sleep(SETTLES_WITHIN)
        yield server


@contextmanager
def started(name: str, data: Path, peer_folder: Path = HERE) -> Iterator[Contender]:
    """A server that listens, on the data that are there already."""
    port = _free_port()
    settings = {"PORT": str(port), "ICEBREAK_HOST": "127.0.0.1", "ICEBREAK_DATA": str(data)}
    command = {
        "node": ["node", str(peer_folder / "peer.js")],
        "bare": [sys.executable, "-m", "bench.live.bare", "lean"],
        "bare-stock": [sys.executable, "-m", "bench.live.bare", "stock"],
        "icebreak": [sys.executable, "-m", "icebreak", "serve"],
    }[name]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL if name == "icebreak" else subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            if process.stdout is not None:
                port = int(process.stdout.readline())
            _wait_for(port, process)
            yield Contender(name, port, process.pid)
        finally:
            process.terminate()


def peer_installed(folder: Path) -> Path:
    """Puts the Node peer and what it needs into the folder."""
    for file in ("peer.js", "package.json", "package-lock.json"):
        shutil.copy(HERE / file, folder)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise RuntimeError(f"nobody listens on port {port}")
