"""What is promised of one process when things go wrong, measured: a table in Markdown.

Everything is asked of the whole application with its store on SQLite, by the load generator on
the same machine.
"""

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.live.contenders import HERE, Contender, running, started
from bench.live.crowd import Crowd
from bench.live.links import Loop
from bench.live.load import TEXT, seconds_of, start_round

COME_EVERY = 0.02  # seconds: 500 people in 10
PROBED_EVERY = 0.02  # seconds
FLOODED_FOR = 5.0  # seconds
AHEAD = 64  # messages that a flooder has on their way

Rows = list[tuple[str, str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.live.promises", description=__doc__)
    parser.add_argument("--back", type=int, default=1000, help="who come back after a kill")
    parser.add_argument("--seated", type=int, default=4000, help="who get a room at once")
    chosen = parser.parse_args()
    print("| what | promised | measured |\n| --- | --- | --- |")
    for measure in (
        lambda: after_a_kill(chosen.back),
        joining,
        flooded,
        lambda: opening(chosen.seated),
    ):
        for row in measure():
            print(f"| {' | '.join(row)} |", flush=True)


def after_a_kill(people: int) -> Rows:
    """Power goes in the middle of a round; everybody is back at the same moment."""
    with tempfile.TemporaryDirectory(prefix="icebreak-bench-") as folder:
        with started("icebreak", Path(folder)) as server:
            crowd = in_rooms(server, people)
            os.kill(server.pid, signal.SIGKILL)
        leave(crowd)
        began = time.perf_counter()
        with started("icebreak", Path(folder)) as server:
            ready = time.perf_counter() - began
            crowd.server = server
            began = time.perf_counter()
            back = [crowd.connect(phone.token) for phone in crowd.phones]
            crowd.phones = back

            def all_know() -> bool:
                for phone in back:
                    if phone.is_in and not phone.asked:
                        phone.ask("state.get")
                return all(phone.took for phone in back)

            done = crowd.wait_until(all_know)
            after = f"{time.perf_counter() - began:.1f} s" if done else "not within 30 s"
            began = time.perf_counter()
            one = crowd.connect(crowd.phones[0].token)
            crowd.wait_until(lambda: one.is_in)
            one.ask("state.get")
            crowd.wait_until(lambda: bool(one.took))
            alone = time.perf_counter() - began
            leave(crowd)
            one.socket.close()
    return [
        (f"ready after a kill with {people:,} people in rooms", "≤ 1 s", f"{ready:.2f} s"),
        ("all of them come back at once: the last has its whole state after", "–", after),
        ("one comes back: connected, with its whole state", "≤ 2 s", f"{alone * 1000:.0f} ms"),
    ]


def joining() -> Rows:
    """500 joins spread over 10 s, each a name and a websocket."""
    with settled() as server:
        crowd = Crowd(server, 500)
        crowd.enter(COME_EVERY)
        took = [phone.entered_after for phone in crowd.phones if phone.is_in]
        leave(crowd)
    measured = f"{len(took) / 500:.1%}, {percentile(took, 95) * 1000:.0f} ms"
    return [("500 joins in 10 s: who are in, 95th percentile", "≥ 99.5 %, ≤ 2 s", measured)]


def flooded() -> Rows:
    """One client sends as fast as it can; what the others' stories take."""
    with settled() as server:
        crowd = in_rooms(server, 100)
        flooder, *others = crowd.phones
        for phone in crowd.phones:
            phone.took.clear()
        began, told = time.perf_counter(), 0
        while (now := time.perf_counter()) < began + FLOODED_FOR:
            while len(flooder.waiting) < AHEAD:
                flooder.ask("story.draft", room=flooder.room, text="Again and again")
            while began + told * PROBED_EVERY < now:
                crowd.tell(others[told % len(others)], TEXT)
                told += 1
            crowd.loop.turn(0.005)
        crowd.wait_until(lambda: not any(phone.waiting for phone in others))
        took = [each for phone in others for each in phone.took]
        floods = len(flooder.took) / FLOODED_FOR
        leave(crowd)
    what = f"one client sends {floods:,.0f} a second: 95th percentile of the others"
    return [(what, "≤ 200 ms", f"{percentile(took, 95) * 1000:.0f} ms")]


def opening(people: int) -> Rows:
    """Start is pressed before thousands; who is not concerned goes on as before."""
    with settled() as server:
        loop = Loop()
        other = in_rooms(server, 4, loop)
        crowd = Crowd(server, people, loop)
        crowd.enter()
        crowd.post_as_host("session.start")
        for phone in other.phones:
            phone.took.clear()
        due, asked = time.perf_counter(), 0

        def probe() -> None:
            nonlocal due, asked
            while time.perf_counter() >= due:
                due += PROBED_EVERY
                since = {"session": 0, "room": 0, "me": 0}
                other.phones[asked % len(other.phones)].ask("state.get", since=since)
                asked += 1

        crowd.meanwhile = probe
        seated = seconds_of(lambda: start_round(crowd))
        other.wait_until(lambda: not any(phone.waiting for phone in other.phones))
        took = [each for phone in other.phones for each in phone.took]
        leave(crowd)
        leave(other)
    slow = percentile(took, 95) * 1000
    return [
        (f"{people:,} people: start pressed → the last has a room", "≤ 2 s", f"{seated:.2f} s"),
        ("meanwhile in another session: 95th percentile", "≤ 200 ms", f"{slow:.0f} ms"),
    ]


@contextmanager
def settled() -> Iterator[Contender]:
    with running("icebreak", HERE) as server:
        yield server


def in_rooms(server: Contender, people: int, loop: Loop | None = None) -> Crowd:
    crowd = Crowd(server, people, loop)
    crowd.enter()
    crowd.post_as_host("session.start")
    start_round(crowd)
    return crowd


def leave(crowd: Crowd) -> None:
    for phone in crowd.phones:
        phone.socket.close()


def percentile(values: list[float], share: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0.0


if __name__ == "__main__":
    main()
