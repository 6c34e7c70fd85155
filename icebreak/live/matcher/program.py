"""How the matcher's process is started."""

import os
import sys

from icebreak.paths import PACKAGE

COMMAND = (sys.executable, "-P", "-m", "icebreak.live.matcher.inside")
# How it ends when it is started by hand, without anybody to work for.
UNUSED = 3


def environment() -> dict[str, str]:
    """It imports the icebreak that started it, from wherever that is."""
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
