"""What the columns of a CSV file mean, ours by name and those of a registration form by guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from icebreak.cli.listfile import BadInput, quoted

TEXTS = ("name", "session", "organisation", "why", "offer", "seek", "language")
LISTS = ("stories", "interests")
FIELDS = ("id", *TEXTS, *LISTS)
LONGEST_TITLE = 120
WITHOUT_HEADER = ("id", "name", "organisation")

# What forms call them, in the order in which they are tried.
MEANT = {
    "id": r"(participant|person|attendee|registration|ticket) (id|number)",
    "email": r"(your |work )?e ?mail( address)?",
    "given": r"(your )?(first|given) name|forename",
    "family": r"(your )?(last|family) name|surname",
    "name": r"(your |attendee |participant s )?((full|display|complete) )?name"
    r"|participant|attendee",
    "organisation": r"(your )?(organi[sz]ation|company|employer|institution|affiliation|firm"
    r"|university)( name)?",
    "offer": r".*\b(offer|offering|ask me about|can help with|help others with)\b.*",
    "seek": r".*\b(seek|seeking|look(ing)? for|(want|love|like|hope) to meet)\b.*",
    "why": r"(why|what brings you|i m here because|reason)\b.*",
    "interests": r".*\b(interests|hobbies)\b.*|what are you interested in",
    "stories": r"(your )?(story|bio|biography)|(tell us )?(something )?about (you|yourself|me)"
    r"|introduce yourself.*",
}  # fmt: skip


Places: TypeAlias = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """``places`` has the cells of each field (a name may stand in two); ``guessed`` the fields
    whose titles are not ours."""

    titles: tuple[str, ...]
    places: Places
    guessed: frozenset[str] = frozenset()

    @property
    def tell_apart(self) -> tuple[str, ...]:
        """What may serve as an id where there is none, the best first."""
        return tuple(field for field in ("name", "email") if field in self.places)

    def text(self, field: str, cells: Sequence[str]) -> str:
        found = [cells[at] for at in self.places.get(field, ()) if at < len(cells)]
        return found[0] if len(found) == 1 else " ".join(part.strip() for part in found).strip()

    def title(self, field: str) -> str:
        return " ".join(self.titles[at] for at in self.places[field])

    def understood(self, identity: str) -> str:
        """A sentence on what was guessed, and which field serves as the id; or nothing."""
        served = {field: [field] for field in FIELDS if field in self.guessed}
        if identity != "id":
            served = {identity: [], **served}
            served[identity] = ["id", *served[identity]]
        read = [
            f"{quoted(self.title(field))} as {' and '.join(as_)}" for field, as_ in served.items()
        ]
        used = {place for field in (*FIELDS, identity) for place in self.places.get(field, ())}
        unused = [quoted(title) for at, title in enumerate(self.titles) if at not in used and title]
        rest = f"; not used: {', '.join(unused)}" if unused else ""
        return f"read {', '.join(read)}{rest}." if read else ""


def without_header() -> Columns:
    return Columns(WITHOUT_HEADER, {name: (at,) for at, name in enumerate(WITHOUT_HEADER)})


def columns_of(where: str, cells: Sequence[str]) -> Columns | None:
    """The columns if the first record is a header, None if it is a person.

    A header has one of our names, or two that we guess, among them a name or an address.
    Raises BadInput if one of ours stands twice, or if nothing could be an id.
    """
    places, guesses = _read(cells)
    if not _is_header(places, guesses):
        return None
    words = [cell.strip().casefold() for cell in cells]
    twice = next((word for word in words if word in FIELDS and words.count(word) > 1), None)
    if twice is not None:
        raise BadInput(f"{where}: the header has the column “{twice}” twice.")
    places |= guesses
    columns = Columns(tuple(cell.strip() for cell in cells), places, frozenset(guesses))
    if "id" not in places and not (guesses and columns.tell_apart):
        raise BadInput(f"{where}: the header has no column “id”.")
    return columns


def titles_in(cells: Sequence[str]) -> int:
    """How many cells are the titles of columns that we know; 0 in a row that is no header."""
    places, guesses = _read(cells)
    return len(places) + len(guesses) if _is_header(places, guesses) else 0


def _read(cells: Sequence[str]) -> tuple[Places, Places]:
    """Where our fields are by name, and where by guess."""
    words = [cell.strip().casefold() for cell in cells]
    places: Places = {word: (at,) for at, word in enumerate(words) if word in FIELDS}
    return places, dict(_guesses(cells, set(places)))


def _is_header(places: Places, guesses: Places) -> bool:
    return bool(places) or (len(guesses) > 1 and bool({"name", "email"} & guesses.keys()))


def _guesses(cells: Sequence[str], taken: set[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    words = [" ".join(re.findall(r"\w+", cell.casefold())) for cell in cells]
    free = [
        at for at, word in enumerate(words) if word not in FIELDS and len(word) <= LONGEST_TITLE
    ]
    found: dict[str, int] = {}
    for field, pattern in MEANT.items():
        at = next((at for at in free if re.fullmatch(pattern, words[at])), None)
        if field not in taken and at is not None:
            found[field] = at
            free.remove(at)
    parts = tuple(found.pop(part) for part in ("given", "family") if part in found)
    if parts and "name" not in found and "name" not in taken:
        yield "name", parts
    yield from ((field, (at,)) for field, at in found.items())
