"""The list of people that ``match`` and ``rooms`` start from: CSV or JSON Lines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from icebreak.cli.columns import LISTS, TEXTS, Columns, columns_of, titles_in, without_header
from icebreak.cli.jsonlines import Object, is_object, json_lines, refuse_twice
from icebreak.cli.listfile import BadInput, Row, csv_rows, named, printable, quoted, read_text
from icebreak.matching.people import Person

LONGEST = 20_000  # characters of a text; of more, the matcher would read no further


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

    @property
    def called(self) -> str:
        """For people to read, on one line."""
        return printable(self.name if self.name == self.id else f"{self.name} ({self.id})")

    @property
    def person(self) -> Person:
        """As the matcher takes one."""
        return Person(
            self.id, self.name, self.organisation, self.stories, self.why, self.offer, self.seek,
            self.interests, self.language,
        )  # fmt: skip


def read_people(
    path: Path | str,
    *,
    apart_by_session: bool = False,
    tell: Callable[[str], None] = lambda sentence: None,
) -> list[PersonRow]:
    """The people of a file (``-``: standard input), in its order, ids exactly as written.

    ``*.csv`` and ``*.tsv`` are CSV, ``*.jsonl``, ``*.ndjson`` and ``*.json`` JSON Lines; any other
    name is told by its first character. With ``apart_by_session`` an id may stand once in each
    session, otherwise once in the file. ``tell`` gets a sentence where a header was guessed.

    Raises BadInput, one sentence with the line, for whatever is not such a list.
    """
    text = read_text(path)
    read = _from_json_lines(path, text) if _is_json(path, text) else _from_csv(path, text, tell)
    rows = _each_once(path, read, apart_by_session)
    if not rows:
        what = "has a header and no people" if text.strip() else "is empty"
        raise BadInput(f"{named(path)}, line 1: the list {what}.")
    return rows


def _is_json(path: Path | str, text: str) -> bool:
    suffix = Path(path).suffix.casefold()
    if suffix in (".csv", ".tsv"):
        return is_object(text.lstrip().partition("\n")[0])
    return suffix in (".jsonl", ".ndjson", ".json") or text.lstrip().startswith(("{", "["))


def _each_once(
    path: Path | str, rows: Iterable[PersonRow], apart_by_session: bool
) -> list[PersonRow]:
    seen: dict[tuple[str, str], PersonRow] = {}
    for row in rows:
        key = (row.session if apart_by_session else "", row.id)
        if key in seen:
            raise BadInput(
                f"{named(path)}, line {row.line}: the id {quoted(row.id)} "
                f"already stands on line {seen[key].line}."
            )
        seen[key] = row
    return list(seen.values())


def _from_json_lines(path: Path | str, text: str) -> Iterator[PersonRow]:
    for number, found in json_lines(path, text):
        where = f"{named(path)}, line {number}"
        refuse_twice(where, found, ("id", *TEXTS, *LISTS))
        yield _person(where, number, found)


def _person(where: str, number: int, found: Object) -> PersonRow:
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


def _from_csv(path: Path | str, text: str, tell: Callable[[str], None]) -> Iterator[PersonRow]:
    rows = list(csv_rows(path, text, titles_in))
    if not rows:
        return
    columns = columns_of(f"{named(path)}, line {rows[0].line}", rows[0].cells)
    people = rows if columns is None else rows[1:]
    columns = columns or without_header()
    for row in people:
        _refuse_long_row(path, columns, row)
    identity = _identity(columns, people)
    if columns.understood(identity):
        tell(f"{named(path)}: {columns.understood(identity)}")
    for row in people:
        yield _csv_person(path, columns, identity, row)


def _identity(columns: Columns, rows: list[Row]) -> str:
    """The field that is the id, or the first that could be one: filled in and never twice."""
    if "id" in columns.places:
        return "id"
    for field in columns.tell_apart:
        values = [columns.text(field, row.cells).strip() for row in rows]
        if all(values) and len(set(values)) == len(values):
            return field
    return columns.tell_apart[-1]  # and so the refusal names who stands twice


def _refuse_long_row(path: Path | str, columns: Columns, row: Row) -> None:
    if any(row.cells[len(columns.titles) :]):
        raise BadInput(
            f"{named(path)}, line {row.line}: {len(row.cells)} cells for {len(columns.titles)} "
            "columns (a text with the separator in it needs quotes)."
        )


def _csv_person(path: Path | str, columns: Columns, identity: str, row: Row) -> PersonRow:
    texts = {field: columns.text(field, row.cells) for field in TEXTS}
    interests = (part.strip() for part in columns.text("interests", row.cells).split(";"))
    story = columns.text("stories", row.cells)
    lists = {
        "stories": (story,) if story.strip() else (),
        "interests": tuple(part for part in interests if part),
    }
    own = columns.text(identity, row.cells)
    where = f"{named(path)}, line {row.line}"
    return _checked(where, row.line, own if identity == "id" else own.strip(), texts, lists)


def _checked(
    where: str,
    number: int,
    identity: str,
    texts: dict[str, str],
    lists: dict[str, tuple[str, ...]],
) -> PersonRow:
    if not identity.strip():
        raise BadInput(f"{where}: this person’s id is empty.")
    for field, text in _each_text(identity, texts, lists):
        if len(text) > LONGEST:
            raise BadInput(
                f"{where}: {field} has {len(text):,} characters; no text may have over {LONGEST:,}."
            )
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise BadInput(f"{where}: {field} holds half a character (a lone surrogate).")
    if not texts["name"].strip():
        texts = {**texts, "name": identity}
    return PersonRow(id=identity, line=number, **texts, **lists)  # type: ignore[arg-type]


def _each_text(
    identity: str, texts: dict[str, str], lists: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    yield "id", identity
    yield from texts.items()
    yield from ((field, text) for field, found in lists.items() for text in found)
