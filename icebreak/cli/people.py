"""The list of people that ``match`` and ``rooms`` start from: CSV or JSON Lines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from icebreak.cli.listfile import BadInput, Row, csv_rows, quoted, read_text

TEXTS = ("name", "session", "organisation", "why", "offer", "seek", "language")
LISTS = ("stories", "interests")
COLUMNS = ("id", "name", "organisation")  # of a CSV file without a header


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list; what was not given is empty, a missing name is the id."""

    id: str
    name: str
    line: int
    session: str = ""
    organisation: str = ""
    stories: tuple[str, ...] = ()
    why: str = ""
    offer: str = ""
    seek: str = ""
    interests: tuple[str, ...] = ()
    language: str = ""

    @property
    def has_profile(self) -> bool:
        return any((self.stories, self.why, self.offer, self.seek, self.interests))


def read_people(path: Path | str, *, apart_by_session: bool = False) -> list[PersonRow]:
    """The people of a file (``-``: standard input), in its order, ids exactly as written.

    ``*.csv`` and ``*.tsv`` are CSV, ``*.jsonl`` and ``*.ndjson`` JSON Lines; any other name is
    told by its first character, ``{`` or not. With ``apart_by_session`` an id may stand once in
    each session, otherwise once in the file.

    Raises BadInput, one sentence with the line, for whatever is not such a list.
    """
    text = read_text(path)
    rows = _from_json_lines(path, text) if _is_json(path, text) else _from_csv(path, text)
    return _each_once(path, rows, apart_by_session)


def _is_json(path: Path | str, text: str) -> bool:
    suffix = Path(path).suffix.casefold()
    if suffix in (".csv", ".tsv"):
        return False
    return suffix in (".jsonl", ".ndjson") or text.lstrip().startswith("{")


def _each_once(
    path: Path | str, rows: Iterable[PersonRow], apart_by_session: bool
) -> list[PersonRow]:
    seen: dict[tuple[str, str], PersonRow] = {}
    for row in rows:
        key = (row.session if apart_by_session else "", row.id)
        if key in seen:
            raise BadInput(
                f"{path}, line {row.line}: the id {quoted(row.id)} "
                f"already stands on line {seen[key].line}."
            )
        seen[key] = row
    return list(seen.values())


def _from_json_lines(path: Path | str, text: str) -> Iterator[PersonRow]:
    # not splitlines(): that would cut at U+2028, which JSON allows inside a string
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise BadInput(f"{where}: this is not one JSON object on a line.") from None
        if not isinstance(found, dict):
            raise BadInput(f"{where}: this is not a JSON object.")
        yield _person(where, number, found)


def _person(where: str, number: int, found: dict[str, object]) -> PersonRow:
    identity = found.get("id")
    if not isinstance(identity, str):
        wrong = "has no id" if identity is None else "has an id that is not text in quotes"
        raise BadInput(f"{where}: this person {wrong}.")
    texts = {field: _text(where, field, found.get(field)) for field in TEXTS}
    lists = {field: _list(where, field, found.get(field)) for field in LISTS}
    return _checked(where, number, identity, texts, lists)


def _text(where: str, field: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"{where}: {field} is not text.")
    return value


def _list(where: str, field: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadInput(f"{where}: {field} is not a list of texts.")
    return tuple(item for item in value if item.strip())


def _from_csv(path: Path | str, text: str) -> Iterator[PersonRow]:
    rows = csv_rows(path, text)
    first = next(rows, None)
    if first is None:
        return
    columns = _header(path, first)
    if columns is None:
        columns = list(COLUMNS)
        yield _csv_person(path, columns, first)
    for row in rows:
        yield _csv_person(path, columns, row)


def _header(path: Path | str, first: Row) -> list[str] | None:
    """The columns' names if the first record is a header, None if it is a person."""
    columns = [cell.strip().casefold() for cell in first.cells]
    named = [name for name in columns if name in ("id", *TEXTS, *LISTS)]
    if not named:
        return None
    where = f"{path}, line {first.line}"
    if "id" not in named:
        raise BadInput(f"{where}: the header has no column “id”.")
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        raise BadInput(f"{where}: the header has the column “{twice}” twice.")
    return columns


def _csv_person(path: Path | str, columns: list[str], row: Row) -> PersonRow:
    where = f"{path}, line {row.line}"
    if any(row.cells[len(columns) :]):
        raise BadInput(
            f"{where}: {len(row.cells)} cells for {len(columns)} columns "
            "(a text with the separator in it needs quotes)."
        )
    cells = dict(zip(columns, row.cells, strict=False))
    texts = {field: cells.get(field, "") for field in TEXTS}
    interests = (part.strip() for part in cells.get("interests", "").split(";"))
    story = cells.get("stories", "")
    lists = {
        "stories": (story,) if story.strip() else (),
        "interests": tuple(part for part in interests if part),
    }
    return _checked(where, row.line, cells.get("id", ""), texts, lists)


def _checked(
    where: str,
    number: int,
    identity: str,
    texts: dict[str, str],
    lists: dict[str, tuple[str, ...]],
) -> PersonRow:
    if not identity.strip():
        raise BadInput(f"{where}: this person's id is empty.")
    if not texts["name"].strip():
        texts = {**texts, "name": identity}
    return PersonRow(id=identity, line=number, **texts, **lists)  # type: ignore[arg-type]
