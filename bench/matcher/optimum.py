"""The best rooms there are, proven: all possible rooms, and the best way to choose among them.

The linear relaxation bounds the optimum. No room whose reduced cost is larger than the gap between
that bound and a plan at hand can be in a better plan, which leaves few to choose from exactly.
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.matcher.instances import Affinity

MOST_ROOMS = 6_000_000  # possible rooms; more do not fit into memory
LONGEST = 300  # seconds for the last step
FIRST, MORE = 4_000, 2_000
EXACT = 1e-7

Worths = NDArray[np.float64]


class Missing(Exception):
    """OR-Tools or scipy is not installed."""


def check_installed() -> None:
    """Raises Missing."""
    scipy_parts()
    _solver_of()


def provable(sizes: tuple[int, ...]) -> bool:
    """Whether all rooms of these sizes can be listed."""
    return sum(comb(sum(sizes), size) for size in set(sizes)) <= MOST_ROOMS


def optimum(affinity: Affinity, sizes: tuple[int, ...], reached: float) -> float:
    """What the best rooms of these sizes are worth; `reached` is what some plan is worth.

    Raises Missing, or RuntimeError where no optimum is proven.
    """
    rooms = [_Rooms(affinity, size, sizes.count(size)) for size in sorted(set(sizes))]
    bound, duals = _relaxed(rooms, len(affinity))
    gap = bound - reached + EXACT
    left = [
        (kind, int(number))
        for kind, of_size in enumerate(rooms)
        for number in np.flatnonzero(of_size.reduced(duals, kind) >= -gap)
    ]
    return max(reached, _chosen(rooms, left, len(affinity), reached))


class _Rooms:
    """All rooms of one size: `members` is rooms × size, `worth` what each is worth."""

    def __init__(self, affinity: Affinity, size: int, count: int) -> None:
        people = len(affinity)
        total = comb(people, size)
        flat = (member for room in combinations(range(people), size) for member in room)
        self.members = np.fromiter(flat, np.uint8, total * size).reshape(total, size)
        self.worth = np.zeros(total)
        for one, other in combinations(range(size), 2):
            self.worth += affinity[self.members[:, one], self.members[:, other]]
        self.count = count

    def reduced(self, duals: Worths, kind: int) -> Worths:
        """What each room is worth beyond the prices of its people and of a room of its size."""
        people = len(duals) - KINDS
        left: Worths = self.worth - duals[people + kind]
        for column in self.members.T:
            left -= duals[column]
        return left


KINDS = 2  # sizes of rooms


def _relaxed(rooms: list[_Rooms], people: int) -> tuple[float, Worths]:
    """The bound and the prices, by generating columns."""
    chosen = [np.sort(np.argsort(-of_size.worth)[:FIRST]) for of_size in rooms]
    chance = np.random.default_rng(0)
    while True:
        # every person must be in a column, or there is no solution to begin with
        if all(len(numbers) <= FIRST for numbers in chosen):
            chosen = [
                np.union1d(numbers, chance.integers(0, len(of_size.worth), FIRST))
                for numbers, of_size in zip(chosen, rooms, strict=True)
            ]
        bound, duals = _solved(rooms, chosen, people)
        fresh = 0
        for kind, of_size in enumerate(rooms):
            left = of_size.reduced(duals, kind)
            better = np.flatnonzero(left > EXACT)
            if len(better) > MORE:
                better = better[np.argpartition(-left[better], MORE)[:MORE]]
            before = len(chosen[kind])
            chosen[kind] = np.union1d(chosen[kind], better)
            fresh += len(chosen[kind]) - before
        if not fresh:
            return bound, duals


def _solved(
    rooms: list[_Rooms], chosen: list[NDArray[np.intp]], people: int
) -> tuple[float, Worths]:
    optimise, sparse = scipy_parts()
    rows, columns, worth, at = [], [], [], 0
    for kind, (of_size, numbers) in enumerate(zip(rooms, chosen, strict=True)):
        members = of_size.members[numbers]
        own = np.arange(at, at + len(numbers))
        rows += [members.ravel().astype(np.intp), np.full(len(numbers), people + kind)]
        columns += [np.repeat(own, members.shape[1]), own]
        worth.append(of_size.worth[numbers])
        at += len(numbers)
    row, column = np.concatenate(rows), np.concatenate(columns)
    matrix = sparse.csr_matrix((np.ones(len(row)), (row, column)), (people + KINDS, at))
    wanted = np.array([1] * people + [of_size.count for of_size in rooms] + [0] * KINDS)
    wanted = wanted[: people + KINDS]
    found = optimise.linprog(-np.concatenate(worth), A_eq=matrix, b_eq=wanted, method="highs")
    if found.status != 0:
        raise RuntimeError(found.message)
    return -found.fun, -np.asarray(found.eqlin.marginals)


def _chosen(rooms: list[_Rooms], left: list[tuple[int, int]], people: int, reached: float) -> float:
    """The best choice among the rooms that are left, by SCIP as OR-Tools brings it."""
    pywraplp = _solver_of()
    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(LONGEST * 1000)
    taken = [solver.BoolVar("") for _ in left]
    seats: list[list[Any]] = [[] for _ in range(people)]
    of_size: list[list[Any]] = [[] for _ in rooms]
    for variable, (kind, number) in zip(taken, left, strict=True):
        of_size[kind].append(variable)
        for person in rooms[kind].members[number]:
            seats[person].append(variable)
    for variables in seats:
        solver.Add(solver.Sum(variables) == 1)
    for kind, variables in enumerate(of_size):
        solver.Add(solver.Sum(variables) == rooms[kind].count)
    worth = [float(rooms[kind].worth[number]) for kind, number in left]
    solver.Maximize(solver.Sum([w * v for w, v in zip(worth, taken, strict=True)]))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise RuntimeError(f"no optimum is proven among {len(left)} rooms")
    return float(solver.Objective().Value())


def scipy_parts() -> tuple[Any, Any]:
    try:
        from scipy import optimize, sparse  # type: ignore[import-untyped]
    except ImportError as error:
        raise Missing("scipy") from error
    return optimize, sparse


def _solver_of() -> Any:
    try:
        from ortools.linear_solver import pywraplp  # type: ignore[import-not-found]
    except ImportError as error:
        raise Missing("OR-Tools") from error
    return pywraplp
