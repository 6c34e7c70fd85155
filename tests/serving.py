"""A real ``icebreak serve`` in a process of its own, on a free loopback port."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.throwaway import LOOPBACK, free_port, wait_for_port

STOPS_WITHIN = 10.0  # seconds


@dataclass
class Server:
    """``data`` outlives the process, so that it can be started again on what it left."""

    data: Path
    port: int = 0
    settings: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def log(self) -> Path:
        return self.data.parent / f"{self.data.name}.log"

    def start(self) -> None:
        self.port = self.port or free_port()
        environment = {**os.environ, **self.settings, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "icebreak", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data)], env=environment, stdout=log, stderr=log
            )
        wait_for_port(self.port, self.process)

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(STOPS_WITHIN)
        self.process = None


@contextmanager
def serving(**settings: str) -> Iterator[Server]:
    """A server with a data folder of its own; ``settings`` are environment variables."""
    with tempfile.TemporaryDirectory(prefix="icebreak-") as folder:
        server = Server(Path(folder) / "data", settings=settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
