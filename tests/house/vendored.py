"""Which files of static/vendor come from which locked npm package; run as a module, writes them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

ORIGINS = {
    "socket.io.esm.min.js": "socket.io-client/dist/socket.io.esm.min.js",
    "socket.io.LICENSE.txt": "socket.io-client/LICENSE",
    "idiomorph.esm.js": "idiomorph/dist/idiomorph.min.js",
    "idiomorph.LICENSE.txt": "idiomorph/LICENSE",
}

# The package's module is not minified (13 kB gzip, not 4), and its minified script is no module.
ADDED = {"idiomorph.esm.js": b"\nexport{Idiomorph};\n"}


def content(name: str) -> bytes:
    """What the vendored file holds: its origin in the package, and what is added to it."""
    return (PACKAGES / ORIGINS[name]).read_bytes() + ADDED.get(name, b"")


if __name__ == "__main__":
    VENDOR.mkdir(parents=True, exist_ok=True)
    for vendored in ORIGINS:
        (VENDOR / vendored).write_bytes(content(vendored))
