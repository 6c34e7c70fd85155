"""Pairs: a maximum-weight matching, which is exact where rooms of more are only searched."""

from collections.abc import Iterable

import numpy as np
import rustworkx

from icebreak.matching.rooms.annealing import Gumbels, anneal
from icebreak.matching.rooms.event import HARD, REPEAT, Event, Indices
from icebreak.matching.rooms.ledger import Ledger
from icebreak.matching.rooms.pairing import shuffled

MATCHED = 2000  # people; for more, a matching takes longer than a search
COMPLETE = 300  # people up to whom every pair is considered
FRIENDS = 16  # for more people, of each: those who would gain most, and some at random
STRANGERS = 8
MENDING = 400  # steps that settle whom the matching left over


def best_pairs(event: Event, ledger: Ledger, rng: np.random.Generator) -> Indices:
    """Rooms × chairs for the next round; the odd one sits with the pair that suits best.

    By Edmonds' blossom algorithm (Galil, ACM Computing Surveys 18, 1986).
    """
    edges = _everybody(event) if len(event.people) <= COMPLETE else _some(event, ledger, rng)
    pairs = _matched(event, ledger, edges, rng)
    rooms = _seated(event, pairs, rng)
    if len(pairs) < event.rooms or event.chairs > 2:
        cold = [1e-4 * (ledger.likes or REPEAT)] * MENDING
        pairing = shuffled(1, event.rooms, rng)
        anneal(ledger.worth, rooms, pairing, cold, Gumbels(rng), event.block)
    return rooms


def _everybody(event: Event) -> Indices:
    return np.stack(np.triu_indices(len(event.people), 1), axis=1)


def _some(event: Event, ledger: Ledger, rng: np.random.Generator) -> Indices:
    n = len(event.people)
    strangers = rng.integers(0, n, (n, STRANGERS))
    friends = np.concatenate([ledger.friends(FRIENDS)[:n], strangers], axis=1)
    edges = np.stack([np.repeat(np.arange(n), friends.shape[1]), friends.ravel()], axis=1)
    edges.sort(axis=1)
    return np.unique(edges[edges[:, 0] < edges[:, 1]], axis=0)


def _matched(
    event: Event, ledger: Ledger, edges: Indices, rng: np.random.Generator
) -> list[tuple[int, int]]:
    n = len(event.people)
    worth = ledger.worth[edges[:, 0], edges[:, 1]].astype(np.float64)
    allowed = worth > -HARD / 2
    edges = edges[allowed]
    # chance in the lowest bits makes the best matching unique, whatever the order of the search
    weights = np.round(worth[allowed] * 2**20).astype(np.int64) << 24
    weights += rng.integers(0, 2**24 // n, len(weights))
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(n))
    a, b = edges.T.tolist()
    graph.add_edges_from(list(zip(a, b, weights.tolist(), strict=True)))
    found: Iterable[tuple[int, int]] = rustworkx.max_weight_matching(
        graph, max_cardinality=True, weight_fn=int
    )
    return sorted((min(pair), max(pair)) for pair in found)


def _seated(event: Event, pairs: list[tuple[int, int]], rng: np.random.Generator) -> Indices:
    n = len(event.people)
    matched = np.array(pairs, np.intp).ravel()
    left = np.setdiff1d(np.arange(n), matched)
    seats = np.concatenate([matched, rng.permutation(left)])
    rooms = np.empty((event.rooms, event.chairs), np.intp)
    rooms[:, :2] = seats[: 2 * event.rooms].reshape(-1, 2)
    if event.chairs > 2:
        third = np.concatenate([seats[2 * event.rooms :], np.arange(n, len(event.block))])
        rooms[:, 2] = third[: event.rooms]
    return rooms
