"""The Chromium that the browser tests drive, and how it is started."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")

# No sandbox: the tests may run as root. The others keep the browser from calling its makers.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """The path of ICEBREAK_CHROMIUM or of the system's browser; None leaves it to Playwright's own.

    FileNotFoundError if ICEBREAK_CHROMIUM names nothing that can be started.
    """
    chosen = os.environ.get("ICEBREAK_CHROMIUM")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise FileNotFoundError(f"ICEBREAK_CHROMIUM names no program: {chosen}")
        return found
    system = (Path("/usr/bin") / name for name in NAMES)
    candidates = (shutil.which(path) for path in (*map(str, system), *NAMES))
    return next((path for path in candidates if path), None)
