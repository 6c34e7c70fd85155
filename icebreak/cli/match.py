"""``icebreak match``: who shares what, for people who only have a list."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import click

from icebreak.cli.listfile import OneSentenceCommand
from icebreak.cli.people import PersonRow, read_people
from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.people import Person
from icebreak.matching.registry import Registry

PHRASES = 6


@click.command(cls=OneSentenceCommand)
@click.argument("people", metavar="PEOPLE.jsonl")
def command(people: str) -> None:
    """Print what any two of PEOPLE share, one line a pair, best first.

    PEOPLE has one JSON object a line (or is CSV): id, name, session, organisation, stories, why,
    offer, seek, interests, language. People of different sessions are never compared.
    """
    for line in lines(read_people(people, apart_by_session=True)):
        click.echo(line)


def lines(rows: Sequence[PersonRow]) -> list[str]:
    """JSON, one for each pair that shares anything."""
    pairs = [pair for session in _by_session(rows) for pair in _pairs(session)]
    pairs.sort(key=lambda shared: (-shared[0].score, shared[0].people))
    return [_line(pair) for pair in pairs]


def _by_session(rows: Iterable[PersonRow]) -> list[list[PersonRow]]:
    sessions: dict[str, list[PersonRow]] = {}
    for row in rows:
        sessions.setdefault(row.session, []).append(row)
    return list(sessions.values())


def _pairs(rows: Sequence[PersonRow]) -> Iterator[tuple[Shared, ...]]:
    profiles = sorted(
        (Profile(row.id, facets_of(_person(row))) for row in rows), key=lambda profile: profile.id
    )
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    for a, b in combinations(profiles, 2):
        found = common_ground(a, b, registry, limit=PHRASES)
        if found:
            yield found


def _person(row: PersonRow) -> Person:
    return Person(
        row.id, row.name, row.organisation, row.stories, row.why, row.offer, row.seek,
        row.interests, row.language,
    )  # fmt: skip


def _line(found: tuple[Shared, ...]) -> str:
    people = sorted(found[0].people)
    return json.dumps({"people": people, "shared": [_shown(shared) for shared in found]})


def _shown(shared: Shared) -> dict[str, object]:
    direction = {"from": shared.from_, "to": shared.to} if shared.from_ else {}
    return {
        "kind": shared.kind,
        "phrase": shared.phrase,
        "evidence": dict(shared.evidence),
        "score": shared.score,
        "shown": shared.shown,
        **direction,
    }
