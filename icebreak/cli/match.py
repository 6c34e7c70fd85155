"""``icebreak match``: who shares what, for people who only have a list."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from tempfile import SpooledTemporaryFile

import click

from icebreak.cli.listfile import OneSentenceCommand, printable
from icebreak.cli.people import PersonRow, read_people
from icebreak.cli.progress import Progress, quiet_option
from icebreak.matching import wording
from icebreak.matching.candidates import candidate_pairs
from icebreak.matching.facets import facets_of
from icebreak.matching.ground import Profile, Shared, common_ground
from icebreak.matching.languages import code_of, language_of
from icebreak.matching.registry import Registry

PHRASES = 6
IN_MEMORY = 32_000_000  # bytes of lines; what goes beyond waits for its turn in a file


@click.command(cls=OneSentenceCommand)
@click.argument("people", metavar="PEOPLE")
@click.option("--text", is_flag=True, help="A list for people instead of JSON Lines.")
@quiet_option
def command(people: str, text: bool, quiet: bool) -> None:
    """Print what any two of PEOPLE share, the best pair first.

    PEOPLE is a file of JSON Lines or CSV ("-" reads standard input). JSON Lines has one object a
    line:

    \b
      {"id": "p1", "name": "Ann", "organisation": "Acme",
       "why": "…", "offer": "…", "seek": "…",
       "interests": ["…"], "stories": ["…"],
       "language": "en", "session": "monday"}

    All but the id may be missing. People of different sessions are never compared, and an id
    may come again in another session. CSV has a header with the same names, interests parted by
    semicolons. The header of a registration form is understood as well ("Full name", "Company",
    "What do you offer?"), and standard error says how.

    One line a pair comes out, for pairs that share anything:

    \b
      {"people": ["p1", "p2"],
       "shared": [{"kind": "interest", "phrase": "origami",
                   "evidence": {"p1": "…", "p2": "…"},
                   "score": 0.86, "shown": true}]}

    The phrase is in the language of both, or else in English; the evidence is each one's own
    words. "shown" is false where icebreak itself would say nothing. For kind "offer-seek", "from"
    offers what "to" looks for. In a session of more than 500 people, each is compared with those
    who may share most.

    Exit status: 0, or 2 after one sentence on standard error that says what can't be read.
    """
    progress = Progress(quiet=quiet)
    rows = read_people(people, apart_by_session=True, tell=progress.tell)
    for line in lines(rows, progress, for_people=text):
        click.echo(line)


def lines(
    rows: Sequence[PersonRow], progress: Progress, *, for_people: bool = False
) -> Iterator[bytes]:
    """UTF-8, one for each pair that shares anything (or, for people, anything worth saying)."""
    places: list[tuple[float, tuple[str, ...], int, int]] = []
    with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        for session in _by_session(rows):
            called = {row.id: row.called for row in session}
            for found in _pairs(session, progress):
                line = _text(found, called) if for_people else _json(found)
                if line:
                    at, length = kept.tell(), kept.write(line)
                    places.append((-found[0].score, tuple(sorted(found[0].people)), at, length))
        places.sort()
        for _, _, at, length in places:
            kept.seek(at)
            yield kept.read(length)


def _by_session(rows: Iterable[PersonRow]) -> list[list[PersonRow]]:
    sessions: dict[str, list[PersonRow]] = {}
    for row in sorted(rows, key=lambda row: (row.session, row.id)):
        sessions.setdefault(row.session, []).append(row)
    return list(sessions.values())


def _pairs(rows: Sequence[PersonRow], progress: Progress) -> Iterator[tuple[Shared, ...]]:
    with progress.step("Reading what people wrote", len(rows)) as step:
        profiles = [Profile(row.id, facets_of(row.person)) for row in step.each(rows)]
    registry = Registry((profile.id, profile.facets) for profile in profiles)
    number = {profile.id: at for at, profile in enumerate(profiles)}
    spoken = {row.id: _language(row) for row in rows}
    with progress.step("Comparing", len(profiles)) as step:
        for a, b in candidate_pairs(profiles, registry):
            step.done = number[a.id]
            found = common_ground(a, b, registry, limit=PHRASES)
            if found:
                language = spoken[a.id] if spoken[a.id] == spoken[b.id] else "en"
                yield tuple(_in_words(shared, language) for shared in found)


def _in_words(shared: Shared, language: str) -> Shared:
    phrase = wording.said(shared.key, shared.phrase, language, shared.words)
    return replace(shared, phrase=phrase)


def _language(row: PersonRow) -> str:
    """The one that the list gives, or else the one that the person wrote in."""
    person = row.person
    texts = (*person.stories, person.why, person.offer, person.seek, *person.interests)
    return code_of(person.language) or language_of(" ".join(texts))


def _json(found: tuple[Shared, ...]) -> bytes:
    told = {"people": sorted(found[0].people), "shared": [_shared(each) for each in found]}
    return json.dumps(told, ensure_ascii=False).encode()


def _shared(shared: Shared) -> dict[str, object]:
    direction = {"from": shared.from_, "to": shared.to} if shared.from_ else {}
    return {
        "kind": shared.kind,
        "phrase": shared.phrase,
        "evidence": dict(shared.evidence),
        "score": shared.score,
        "shown": shared.shown,
        **direction,
    }


def _text(found: tuple[Shared, ...], called: dict[str, str]) -> bytes:
    said = [shared for shared in found if shared.shown]
    if not said:
        return b""
    heading = " and ".join(called[who] for who in sorted(found[0].people))
    return "\n".join([heading, *(f"  {_said(shared, called)}" for shared in said), ""]).encode()


def _said(shared: Shared, called: dict[str, str]) -> str:
    if shared.from_ and shared.to:
        offer, seek = (printable(shared.evidence[who]) for who in (shared.from_, shared.to))
        return f"{called[shared.from_]} offers “{offer}”; {called[shared.to]} looks for “{seek}”"
    quotes = (f"“{printable(shared.evidence[who])}”" for who in sorted(shared.people))
    return f"{printable(shared.phrase)}: {' · '.join(quotes)}"
