"""What one session of many people measures.

One story is one message in, a copy to each of a room of four and one acknowledgement out.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.live.contenders import Contender
from bench.live.crowd import Crowd, Phone

IN_FLIGHT = 256  # stories of a burst at a time
STEADY_RATE = 300  # stories a second
STEADY_FOR = 8.0  # seconds
BROADCASTS = 5
READS_WITHIN = 120.0  # seconds
TEXT = ("Once I missed the last train and walked home along the river with a stranger. " * 4)[:280]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run measured."""

    entering_per_s: float
    kib_each: float
    seated_after_s: float
    stories_per_s: float
    cpu_s_per_1000: float
    matcher_cpu_s_per_1000: float
    matcher_behind_s: float
    ack_p50_ms: float
    ack_p99_ms: float
    broadcast_ms: float
    refused: int
    lost: int


def measure(server: Contender, size: int, stories_each: int) -> Figures:
    """One session of ``size`` people on a server that was just started."""
    crowd = Crowd(server, size)
    memory = server.memory()
    entering = seconds_of(crowd.enter)
    kib_each = (server.memory() - memory) / size / 1024
    crowd.post_as_host("session.start")
    seated_after = seconds_of(lambda: start_round(crowd))
    burst(crowd, size)  # warms up, which compilers need
    stories = size * stories_each
    cpu, matcher = server.cpu(), server.children_cpu()
    took = seconds_of(lambda: burst(crowd, stories))
    cpu = server.cpu() - cpu
    behind = seconds_of(lambda: until_read(crowd))
    matcher = server.children_cpu() - matcher
    acknowledged = sorted(steady(crowd))
    host = crowd.connect(crowd.session["host_token"])
    crowd.wait_until(lambda: host.is_in)
    broadcasts = [seconds_of(lambda: broadcast(crowd, host)) for _ in range(BROADCASTS)]
    for phone in [*crowd.phones, host]:
        phone.socket.close()
    return Figures(
        entering_per_s=size / entering,
        kib_each=kib_each,
        seated_after_s=seated_after,
        stories_per_s=stories / took,
        cpu_s_per_1000=cpu / stories * 1000,
        matcher_cpu_s_per_1000=matcher / stories * 1000,
        matcher_behind_s=behind,
        ack_p50_ms=acknowledged[len(acknowledged) // 2] * 1000,
        ack_p99_ms=acknowledged[len(acknowledged) * 99 // 100] * 1000,
        broadcast_ms=statistics.median(broadcasts) * 1000,
        refused=len(crowd.refused),
        lost=crowd.lost(),
    )


def start_round(crowd: Crowd) -> None:
    """Until the last phone knows its room."""
    crowd.post_as_host("round.start")
    if not crowd.wait_until(lambda: crowd.seated == crowd.size):
        raise RuntimeError(f"only {crowd.seated} of {crowd.size} have a room")


def burst(crowd: Crowd, stories: int) -> None:
    """Everybody's turn after everybody else's, until all of it was told to all."""
    order = random.sample(crowd.phones, len(crowd.phones))
    first = crowd.said
    while (said := crowd.said - first) < stories:
        waiting = crowd.said - len(crowd.latencies) - len(crowd.refused)
        for turn in range(said, min(said + IN_FLIGHT - waiting, stories)):
            crowd.tell(order[turn % len(order)], TEXT)
        crowd.loop.turn(0.05)
    crowd.wait_until(crowd.is_quiet)


def until_read(crowd: Crowd) -> None:
    """Until the matcher has read all that was told."""
    until = time.perf_counter() + READS_WITHIN
    while crowd.server.unread() and time.perf_counter() < until:
        crowd.loop.turn(0.1)


def steady(crowd: Crowd) -> list[float]:
    """Seconds until each acknowledgement, at an even rate."""
    first = len(crowd.latencies)
    order = random.sample(crowd.phones, len(crowd.phones))
    began = time.perf_counter()
    for number in range(int(STEADY_RATE * STEADY_FOR)):
        due = began + number / STEADY_RATE
        while (now := time.perf_counter()) < due:
            crowd.loop.turn(due - now)
        crowd.tell(order[number % len(order)], TEXT)
    crowd.wait_until(crowd.is_quiet)
    return crowd.latencies[first:]


def broadcast(crowd: Crowd, host: Phone) -> None:
    """Until the last phone has the host's words."""
    before = crowd.announced
    host.ask("host.say", text="Two minutes")
    crowd.wait_until(lambda: crowd.announced - before >= crowd.size and not host.waiting)


def seconds_of(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
