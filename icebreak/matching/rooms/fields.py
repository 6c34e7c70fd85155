"""Sums and products in the finite field of a prime power's size."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.intp]


class Field(NamedTuple):
    """``plus[a, b]`` and ``times[a, b]`` are q × q; 0 and 1 are the neutral elements."""

    plus: Table
    times: Table


def prime_power(q: int) -> tuple[int, int] | None:
    """(p, m) with p prime and pᵐ = q, or None."""
    if q < 2:
        return None
    p = next((d for d in range(2, int(q**0.5) + 1) if q % d == 0), q)
    m = 0
    while q % p == 0:
        q //= p
        m += 1
    return (p, m) if q == 1 else None


@lru_cache(maxsize=16)
def field(p: int, m: int) -> Field:
    """GF(pᵐ): polynomials over the integers mod p, their coefficients the digits of a number,
    modulo the first irreducible polynomial of degree m."""
    q = p**m
    digits = np.array([_digits(a, p, m) for a in range(q)])
    weight = p ** np.arange(m)
    plus = ((digits[:, None, :] + digits[None, :, :]) % p) @ weight
    modulus = _irreducible(p, m)
    times = np.zeros((q, q), np.intp)
    for a, b in product(range(q), repeat=2):
        times[a, b] = _multiplied(digits[a], digits[b], modulus, p) @ weight
    return Field(plus, times)


def _digits(a: int, p: int, m: int) -> list[int]:
    return [a // p**i % p for i in range(m)]


def _multiplied(a: Table, b: Table, modulus: list[int], p: int) -> Table:
    m = len(modulus)
    result = np.zeros(2 * m, np.intp)
    for i, factor in enumerate(a):
        result[i : i + m] += factor * b
    for degree in range(2 * m - 1, m - 1, -1):
        # xᵐ = -modulus: take the leading coefficient down by m degrees
        result[degree - m : degree] -= result[degree] % p * np.array(modulus)
    return result[:m] % p


def _irreducible(p: int, m: int) -> list[int]:
    """The coefficients below xᵐ of a polynomial by which x has the order pᵐ - 1, so that the
    powers of x are all non-zero elements and the quotient is a field."""
    for lower in product(range(p), repeat=m):
        modulus = list(lower)
        if modulus[0] and _order_of_x(modulus, p, p**m - 1) == p**m - 1:
            return modulus
    raise AssertionError(f"{p} is not a prime")


def _order_of_x(modulus: list[int], p: int, limit: int) -> int:
    one = [1] + [0] * (len(modulus) - 1)
    power = one
    for order in range(1, limit + 1):
        lead = power[-1]
        power = [(c - lead * d) % p for c, d in zip([0, *power[:-1]], modulus, strict=True)]
        if power == one:
            return order
    return 0
