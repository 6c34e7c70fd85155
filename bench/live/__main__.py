"""Measures the contenders in turn and prints a table for every size of the session."""

import argparse
import statistics
import tempfile
from dataclasses import fields
from pathlib import Path

from bench.live.contenders import NAMES, peer_installed, running
from bench.live.load import Figures, measure

ROWS = {
    "entering_per_s": "joins and connects/s",
    "kib_each": "KiB a connection",
    "seated_after_s": "start → last phone has its room, s",
    "stories_per_s": "burst stories/s",
    "cpu_s_per_1000": "CPU s / 1,000 stories",
    "matcher_cpu_s_per_1000": "matcher's CPU s / 1,000 stories",
    "matcher_behind_s": "matcher behind after the burst, s",
    "ack_p50_ms": "ack p50 ms at 300/s",
    "ack_p99_ms": "ack p99 ms at 300/s",
    "broadcast_ms": "broadcast to the last, ms",
    "refused": "refused",
    "lost": "lost",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[500, 1000, 2000, 4000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--stories-each", type=int, default=5)
    parser.add_argument("--contenders", nargs="+", choices=NAMES, default=["node", "icebreak"])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="icebreak-bench-peer-") as folder:
        peer = peer_installed(Path(folder))
        for size in chosen.people:
            runs: dict[str, list[Figures]] = {name: [] for name in chosen.contenders}
            for _ in range(chosen.runs):
                for name in chosen.contenders:
                    with running(name, peer) as server:
                        runs[name].append(measure(server, size, chosen.stories_each))
            print(table(size, runs), flush=True)


def table(size: int, runs: dict[str, list[Figures]]) -> str:
    """The medians of each contender's runs, in Markdown."""
    lines = [_row(f"{size:,} people", *runs), _row(*["---"] * (len(runs) + 1))]
    for row in fields(Figures):
        medians = (
            statistics.median(getattr(one, row.name) for one in figures)
            for figures in runs.values()
        )
        lines.append(_row(ROWS[row.name], *map(_figure, medians)))
    return "\n".join([*lines, ""])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == 0 else f"{value:.3g}"


if __name__ == "__main__":
    main()
