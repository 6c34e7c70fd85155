"""One part of the matcher's bench: ``python -m bench.matcher quality``, ``speed`` or ``rooms``."""

import argparse

from bench.matcher import quality, rooms, speed

PARTS = {"quality": quality, "speed": speed, "rooms": rooms}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.matcher", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    for name, part in PARTS.items():
        part.options(parts.add_parser(name, help=part.__doc__, description=part.__doc__))
    chosen = parser.parse_args()
    PARTS[chosen.part].run(chosen)


if __name__ == "__main__":
    main()
