"""Rows of a group that differ from each other by another amount in every column."""

import random
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.intp]

TRIES = 4_000  # values tried before a search starts again
STARTS = 4


def groups(order: int) -> list[Table]:
    """The tables of addition, order × order, of the cyclic group and the most divided one."""
    primes: list[int] = []
    rest = order
    while rest > 1:
        primes.append(next(d for d in range(2, rest + 1) if rest % d == 0))
        rest //= primes[-1]
    cyclic = _sums([order])
    return [cyclic] if len(set(primes)) == len(primes) else [_sums(primes), cyclic]


def differing_rows(plus: Table, rows: int, columns: int) -> Table | None:
    """rows × columns of group elements; the difference of any two rows has no element twice.

    A difference matrix of which only some columns are asked for, searched depth first with a
    fixed number of tries; None if none was found.
    """
    for start in range(STARTS):
        found = _Search(plus, rows, columns, random.Random(start)).run()
        if found is not None:
            return np.array(found)
    return None


def _sums(moduli: list[int]) -> Table:
    elements = list(product(*(range(m) for m in moduli)))
    number = {element: i for i, element in enumerate(elements)}
    table = [
        [number[tuple((x + y) % m for x, y, m in zip(a, b, moduli, strict=True))] for b in elements]
        for a in elements
    ]
    return np.array(table).reshape(prod(moduli), prod(moduli))


class _Search:
    """Row 0 and column 0 are all 0: adding an element to a row or a column changes nothing."""

    def __init__(self, plus: Table, rows: int, columns: int, chance: random.Random) -> None:
        order = len(plus)
        negative = (plus == 0).argmax(axis=1)
        self._minus = plus[:, negative].tolist()
        self._rows = [[0] * columns for _ in range(rows)]
        self._used = [[1 << 0] * rows for _ in range(rows)]  # bits: differences to each row above
        self._cells = [(a, c) for a in range(1, rows) for c in range(1, columns)]
        self._values = {cell: chance.sample(range(order), order) for cell in self._cells}
        self._tries = TRIES

    def run(self) -> list[list[int]] | None:
        return self._rows if self._fill(0) else None

    def _fill(self, at: int) -> bool:
        if at == len(self._cells):
            return True
        a, column = self._cells[at]
        for value in self._values[a, column]:
            self._tries -= 1
            if self._tries < 0:
                return False
            bits = [1 << self._minus[value][self._rows[b][column]] for b in range(a)]
            if any(self._used[a][b] & bit for b, bit in enumerate(bits)):
                continue
            self._mark(a, bits)
            self._rows[a][column] = value
            if self._fill(at + 1):
                return True
            self._mark(a, bits)
        return False

    def _mark(self, a: int, bits: list[int]) -> None:
        for b, bit in enumerate(bits):
            self._used[a][b] ^= bit
