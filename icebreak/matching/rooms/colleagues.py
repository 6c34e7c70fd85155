"""Who is of one organisation."""

from collections.abc import Mapping

from icebreak.matching.rooms.errors import UnknownPerson


def colleagues(number: Mapping[str, int], spread: Mapping[str, str]) -> list[list[int]]:
    """The numbers of the people of each organisation; ``spread`` has it by person, or nothing.

    Raises UnknownPerson.
    """
    members: dict[str, list[int]] = {}
    for person, organisation in spread.items():
        if person not in number:
            raise UnknownPerson(f"“{person}” has an organisation but is not in the list of people.")
        key = same_organisation(organisation)
        if key:
            members.setdefault(key, []).append(number[person])
    return list(members.values())


def same_organisation(name: str) -> str:
    """Equal for names that differ in spaces and capitals alone, as people type them."""
    return " ".join(name.split()).casefold()
