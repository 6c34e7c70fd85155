"""A disk that is full until it is not: a small one in memory, or a limit where nobody may mount."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import Server

SIZE = 4 * 1024 * 1024
LEFT = 24 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A folder on a file system of a few megabytes, where root may mount one; else a plain one."""
    folder.mkdir()
    mounted = os.geteuid() == 0 and _mount(folder)
    try:
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(server: Server) -> Callable[[], None]:
    """Leave the server's database next to no place to grow; what makes room again."""
    folder = server.data.parent
    if os.path.ismount(folder):
        ballast = folder / "ballast"
        free = os.statvfs(folder)
        ballast.write_bytes(b"\0" * max(0, free.f_bavail * free.f_bsize - LEFT))
        return ballast.unlink
    assert server.process is not None
    number = server.process.pid
    largest = max(path.stat().st_size for path in server.data.iterdir())
    before = resource.prlimit(number, resource.RLIMIT_FSIZE)
    # The interpreter ignores the signal, so a write beyond it fails as on a full disk.
    resource.prlimit(number, resource.RLIMIT_FSIZE, (largest + LEFT, before[1]))
    return lambda: (resource.prlimit(number, resource.RLIMIT_FSIZE, before), None)[1]


def _mount(folder: Path) -> bool:
    options = f"size={SIZE},mode=0700"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
