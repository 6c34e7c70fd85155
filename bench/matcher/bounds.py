"""What no plan of a large session can be worth more than, by linear programming."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.matcher.instances import Affinity
from bench.matcher.optimum import scipy_parts

STRONGEST = 24  # ties of each person to begin with


def meetings_bound(affinity: Affinity, each: int) -> float:
    """The most that all meetings can be worth if nobody meets more than `each` others, and nobody
    the same person twice, meetings by halves allowed. Never less than the best plan of as many.

    Solved for the strongest ties, and again with all those that the prices of people let pay,
    until there is none. Raises Missing without scipy.
    """
    optimise, sparse = scipy_parts()
    n = len(affinity)
    rows, columns = _strongest(affinity, max(STRONGEST, 2 * each))
    while True:
        count = len(rows)
        worth = affinity[rows, columns].astype(np.float64)
        both = np.concatenate([rows, columns]), np.tile(np.arange(count), 2)
        matrix = sparse.csr_matrix((np.ones(2 * count), both), (n, count))
        found = optimise.linprog(
            -worth, A_ub=matrix, b_ub=np.full(n, each), bounds=(0, 1), method="highs"
        )
        if found.status != 0:
            raise RuntimeError(found.message)
        prices = -np.asarray(found.ineqlin.marginals)
        more = _paying(affinity, prices, rows, columns)
        if not len(more[0]):
            return -float(found.fun)
        rows, columns = np.concatenate([rows, more[0]]), np.concatenate([columns, more[1]])


Ties = tuple[NDArray[np.intp], NDArray[np.intp]]


def _strongest(affinity: Affinity, some: int) -> Ties:
    chosen = np.argpartition(affinity, -some, axis=1)[:, -some:]
    rows = np.repeat(np.arange(len(affinity)), some)
    return _each_once(affinity, rows, chosen.ravel())


def _each_once(affinity: Affinity, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Ties:
    n = len(affinity)
    codes = np.unique(np.minimum(rows, columns) * n + np.maximum(rows, columns))
    rows, columns = np.divmod(codes, n)
    worth_something = affinity[rows, columns] > 0
    return rows[worth_something], columns[worth_something]


def _paying(
    affinity: Affinity, prices: NDArray[np.float64], rows: NDArray[np.intp],
    columns: NDArray[np.intp],
) -> Ties:  # fmt: skip
    """Ties that are worth more than the prices of both and are not among those given."""
    found_rows, found_columns = [], []
    for row in range(len(affinity)):
        later = np.arange(row + 1, len(affinity))
        gain = affinity[row, row + 1 :] - prices[row] - prices[row + 1 :]
        better = later[gain > 1e-6]
        found_rows.append(np.full(len(better), row))
        found_columns.append(better)
    codes = np.concatenate(found_rows) * len(affinity) + np.concatenate(found_columns)
    fresh = np.setdiff1d(codes, rows * len(affinity) + columns)
    return np.divmod(fresh, len(affinity))
