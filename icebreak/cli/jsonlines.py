"""JSON Lines: one object a line, read strictly."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from icebreak.cli.listfile import NEW_LINE, BadInput, named, quoted


class Object(dict[str, object]):
    """``twice`` are the names that stand in it more than once."""

    twice: frozenset[str] = frozenset()


def json_lines(path: Path | str, text: str) -> Iterator[tuple[int, Object]]:
    """The objects with their lines (from 1); blank lines are skipped.

    Raises BadInput for a line that is anything else.
    """
    for number, line in enumerate(NEW_LINE.split(text), start=1):
        if not line.strip():
            continue
        where = f"{named(path)}, line {number}"
        try:
            found = DECODER.decode(line)
        except json.JSONDecodeError as failure:
            raise BadInput(
                f"{where}: this is not one JSON object on a line (see column {failure.colno})."
            ) from None
        except (ValueError, RecursionError):
            raise BadInput(f"{where}: this is not one JSON object on a line.") from None
        if not isinstance(found, Object):
            what = "an array" if isinstance(found, list) else "a value"
            raise BadInput(f"{where}: this is {what} and not a JSON object, one on a line.")
        yield number, found


def is_object(line: str) -> bool:
    try:
        return isinstance(DECODER.decode(line), Object)
    except (ValueError, RecursionError):
        return False


def refuse_twice(where: str, found: Object, names: tuple[str, ...]) -> None:
    """Raises BadInput if one of the names stands twice: which of the two is meant?"""
    name = next((name for name in names if name in found.twice), None)
    if name is not None:
        raise BadInput(f"{where}: {quoted(name)} stands twice in this object.")


def _object(pairs: list[tuple[str, object]]) -> Object:
    found = Object(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        found.twice = frozenset(name for name in found if names.count(name) > 1)
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


# whole numbers as floats: no field of ours is a number, and thousands of digits would be refused
DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=float, parse_constant=_no_constant)
