"""Files that speak of two people at a time: who met, who sits apart, how much they share."""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from icebreak.cli.listfile import BadInput, Row, csv_rows, named, quoted, read_text

HEAVIEST = 1e300  # of which millions can be summed
WEIGHT = re.compile(r"weight|affinity|score|value", re.IGNORECASE)
TITLE = re.compile(r"[ab]|(id|person|participant)([ _-]?[ab12])?|from|to|other", re.IGNORECASE)


def read_pairs(path: Path | str, known: Collection[str]) -> list[tuple[str, str]]:
    """The pairs of a file, ids exactly as written; more than two on a line make every pair.

    A first line like ``a,b`` or ``id1,id2`` is a header, unless one of the two is a known id.
    Raises BadInput for an id that is not known, one id twice on a line, or one id alone.
    """
    pairs: list[tuple[str, str]] = []
    for row in _records(path, known):
        ids = list(row.cells)
        while not ids[-1]:
            ids.pop()
        if len(ids) < 2:
            raise BadInput(
                f"{named(path)}, line {row.line}: {quoted(ids[0])} stands alone, not in pair."
            )
        ids = [_known(path, row, cell, known) for cell in ids]
        twice = next((cell for cell in ids if ids.count(cell) > 1), None)
        if twice is not None:
            raise BadInput(f"{named(path)}, line {row.line}: {quoted(twice)} stands there twice.")
        pairs.extend(combinations(ids, 2))
    return pairs


def read_affinity(path: Path | str, order: Mapping[str, int]) -> NDArray[np.float64]:
    """The symmetric n × n weights of a file ``a,b,weight``, 0 where it has none.

    ``order`` gives each id its row. The same pair may come again (also as ``b,a``) with the same
    weight; what somebody weighs with themselves is not used. A first line with ``weight`` in the
    third cell is a header. Raises BadInput for an id that is not known, or a weight that is not a
    number from 0 up or contradicts an earlier line.
    """
    weights = np.zeros((len(order), len(order)))
    lines: dict[tuple[int, int], int] = {}
    for row in _records(path, order):
        if len(row.cells) < 3 or any(row.cells[3:]):
            raise BadInput(f"{named(path)}, line {row.line}: this is not two ids and a weight.")
        a, b = (_known(path, row, cell, order) for cell in row.cells[:2])
        text = row.cells[2]
        weight = _weight(path, row, text)
        i, j = sorted((order[a], order[b]))
        if (i, j) in lines and weights[i, j] != weight:
            raise BadInput(
                f"{named(path)}, line {row.line}: {quoted(a)} and {quoted(b)} have another weight "
                f"on line {lines[i, j]}."
            )
        lines[i, j] = row.line
        weights[i, j] = weights[j, i] = weight
    np.fill_diagonal(weights, 0)
    return weights


def _records(path: Path | str, known: Collection[str]) -> Iterator[Row]:
    rows = csv_rows(path, read_text(path))
    for number, row in enumerate(rows):
        if number or not _is_header(row.cells, known):
            yield row


def _is_header(cells: list[str], known: Collection[str]) -> bool:
    if len(cells) > 2 and cells[2] not in known and WEIGHT.fullmatch(cells[2].strip()):
        return True
    titled = all(TITLE.fullmatch(cell.strip()) for cell in cells[:2])
    return titled and not any(cell in known for cell in cells[:2])


def _known(path: Path | str, row: Row, cell: str, known: Collection[str]) -> str:
    """The id in the cell: exactly as written, or else without the spaces around it."""
    found = next((each for each in (cell, cell.strip()) if each in known), None)
    if found is None:
        raise BadInput(f"{named(path)}, line {row.line}: nobody has the id {quoted(cell)}.")
    return found


def _weight(path: Path | str, row: Row, text: str) -> float:
    try:
        weight = math.nan if "_" in text else float(text)
    except ValueError:
        weight = math.nan
    where = f"{named(path)}, line {row.line}"
    if not (math.isfinite(weight) and weight >= 0):
        raise BadInput(f"{where}: the weight {quoted(text)} is not a number from 0 up.")
    if weight > HEAVIEST:
        raise BadInput(f"{where}: the weight {quoted(text)} is over {HEAVIEST:g}.")
    return weight + 0.0  # no -0
