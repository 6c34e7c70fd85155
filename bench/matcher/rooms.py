"""How good the rooms are: against proven optima, longer searches, bounds and a known tool."""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations

import numpy as np

from bench.matcher.bounds import meetings_bound
from bench.matcher.instances import Affinity, facets_shared, names
from bench.matcher.markdown import row
from bench.matcher.optimum import Missing, check_installed, optimum, provable
from icebreak.matching.rooms import Plan, plan_rooms, room_sizes, rounds
from icebreak.matching.rooms.event import Event
from icebreak.matching.rooms.limits import unavoidable_repeats

SMALL = (8, 12, 16, 20, 24, 30, 40, 50, 60)
SIZES = (2, 3, 4, 5, 6)
SEEDS = (1, 2, 3)
TIGHT = (
    (20, 4, 5), (28, 4, 7), (16, 4, 5), (25, 5, 6), (12, 2, 11), (9, 3, 4), (15, 3, 7), (24, 4, 6),
    (30, 5, 6), (36, 6, 3), (13, 4, 4), (21, 4, 5), (20, 5, 2), (50, 8, 2), (60, 6, 5), (100, 4, 9),
)  # fmt: skip
# Repeats of good-enough-golfers (MIT, in a browser's worker), where they are known to us.
GOLFERS = {(20, 4, 5): 2, (28, 4, 7): 8}
LONGER = 24
BY_THE_DOZEN = 5


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tables", nargs="+", choices=list(TABLES), default=list(TABLES))


def run(chosen: argparse.Namespace) -> None:
    for name in chosen.tables:
        print(f"### {name}\n")
        for line in TABLES[name]():
            print(line, flush=True)
        print()


def optima() -> Iterator[str]:
    """One round of few people, next to the proven optimum."""
    try:
        check_installed()
    except Missing as what:
        yield f"Skipped: {what} is not installed (pip install -r bench/requirements.txt)."
        return
    yield row("people", *(f"in {size}s" for size in SIZES))
    yield row("---:", *["---"] * len(SIZES))
    for people in SMALL:
        yield row(str(people), *(_share_of_optimum(people, size) for size in SIZES))


def _share_of_optimum(people: int, size: int) -> str:
    sizes = room_sizes(people, size)
    if not provable(sizes):
        return "too many possible rooms"
    shares, took = [], []
    for seed in SEEDS:
        affinity = facets_shared(people, seed)
        seconds, plan = _timed(people, size, 1, affinity)
        others = (_plan(people, size, 1, affinity, other) for other in range(BY_THE_DOZEN))
        reached = plan.rounds[0].affinity
        try:
            best = optimum(affinity, sizes, max(reached, *(o.rounds[0].affinity for o in others)))
        except RuntimeError as reason:
            return f"no optimum: {reason}"
        shares.append(reached / best if best else 1.0)
        took.append(seconds * 1000)
    return f"{_figure(min(shares))} · {statistics.median(took):.0f} ms"


def large() -> Iterator[str]:
    """Five rounds of fours for many people."""
    yield row("people", "s a round", "share of the LP bound", "first round alone",
              f"share of a search {LONGER} times as long", "repeats")  # fmt: skip
    yield row(*["---:"] * 6)
    for people in (100, 1000, 5000):
        affinity = facets_shared(people, 1)
        seconds, plan = _timed(people, 4, 5, affinity)
        worth = [one.affinity for one in plan.rounds]
        longer = "–"
        if people <= 1000:
            with _searching(LONGER):
                more = _plan(people, 4, 5, affinity, 1)
            longer = _figure(sum(worth) / sum(one.affinity for one in more.rounds))
        yield row(
            f"{people:,}", f"{seconds / 5:.2f}", _of_bound(affinity, sum(worth), 3 * 5),
            _of_bound(affinity, worth[0], 3), longer, str(plan.repeats),
        )  # fmt: skip


def _of_bound(affinity: Affinity, worth: float, each: int) -> str:
    try:
        return _figure(worth / meetings_bound(affinity, each))
    except Missing as what:
        return f"{what} is not installed"


@contextmanager
def _searching(times: int) -> Iterator[None]:
    """The annealer with so many times the steps."""
    effort = rounds._effort

    def longer(event: Event) -> tuple[int, int]:
        seatings, steps = effort(event)
        return seatings, steps * times

    rounds._effort = longer
    try:
        yield
    finally:
        rounds._effort = effort


def tight() -> Iterator[str]:
    """Schedules with no room to spare, without affinity and with it."""
    yield row("people × size × rounds", "repeats", "with affinity", "cannot be fewer than",
              "good-enough-golfers", "ms", "smallest, largest")  # fmt: skip
    yield row("---", *["---:"] * 6)
    for people, size, many in TIGHT:
        seconds, plan = _timed(people, size, many, None)
        liking = _plan(people, size, many, facets_shared(people, 1), 1)
        least, _ = unavoidable_repeats(room_sizes(people, size), many)
        yield row(
            f"{people} × {size} × {many}", str(plan.repeats), str(liking.repeats), str(least),
            str(GOLFERS.get((people, size, many), "–")), f"{seconds * 1000:.0f}",
            f"{plan.smallest}, {plan.largest}",
        )  # fmt: skip


def rules() -> Iterator[str]:
    """Rules kept, and the same plan whatever happens around it."""
    yield row("what", "plans", "broken")
    yield row("---", "---:", "---:")
    cases = [(people, size) for people in (9, 24, 61, 150, 400) for size in (2, 3, 4, 6)]
    plans, apart, uneven = 0, 0, 0
    for number, (people, size) in enumerate(cases):
        chance = np.random.default_rng(number)
        pairs = chance.integers(0, people, (people // 2, 2))
        ids = names(people)
        forbidden = {(ids[a], ids[b]) for a, b in pairs if a < b}
        plan = plan_rooms(
            ids, size=size, rounds=3, seed=number, affinity=facets_shared(people, number),
            apart=forbidden,
        )  # fmt: skip
        met = [pair for one in plan.rounds for room in one.rooms for pair in combinations(room, 2)]
        apart += sum((a, b) in forbidden or (b, a) in forbidden for a, b in met)
        uneven += plan.largest - plan.smallest > 1
        plans += 1
    yield row("people kept apart share a room", str(plans), str(apart))
    yield row("sizes differ by more than one", str(plans), str(uneven))
    yield row("another plan with the people in another order", "6", str(_changed(_reordered)))
    yield row("another plan in a busy machine and with other hashes", "6", str(_changed(_busy)))


def _changed(again: Callable[[int, int], str]) -> int:
    cases = ((20, 4), (28, 4), (60, 5), (61, 2), (300, 4), (1000, 4))
    return sum(again(people, size) != told(people, size) for people, size in cases)


def told(people: int, size: int) -> str:
    """A digest of a plan of three rounds."""
    plan = plan_rooms(names(people), size=size, rounds=3, seed=7, affinity=facets_shared(people, 7))
    return _digest(plan)


def _reordered(people: int, size: int) -> str:
    order = np.random.default_rng(1).permutation(people)
    affinity = facets_shared(people, 7)[np.ix_(order, order)]
    ids = [names(people)[number] for number in order]
    return _digest(plan_rooms(ids, size=size, rounds=3, seed=7, affinity=affinity))


def _busy(people: int, size: int) -> str:
    """In a process of its own with another hash seed, while others take the processors."""
    burn = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(burn) for _ in range(2 * (os.cpu_count() or 1))]
    code = f"from bench.matcher.rooms import told; print(told({people}, {size}))"
    try:
        answer = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env=os.environ | {"PYTHONHASHSEED": str(people)},
        )  # fmt: skip
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    return answer.stdout.strip()


def _digest(plan: Plan) -> str:
    rooms = [sorted(sorted(room) for room in one.rooms) for one in plan.rounds]
    return hashlib.sha256(repr(rooms).encode()).hexdigest()


def _timed(people: int, size: int, many: int, affinity: Affinity | None) -> tuple[float, Plan]:
    began = time.perf_counter()
    plan = _plan(people, size, many, affinity, 1)
    return time.perf_counter() - began, plan


def _plan(people: int, size: int, many: int, affinity: Affinity | None, seed: int) -> Plan:
    return plan_rooms(names(people), size=size, rounds=many, seed=seed, affinity=affinity)


def _figure(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


TABLES = {"optima": optima, "large": large, "tight": tight, "rules": rules}
