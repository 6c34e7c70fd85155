"""``icebreak rooms``: who sits with whom, for people who only have a list."""

import json
import time
from collections.abc import Sequence

import click
import numpy as np
from numpy.typing import NDArray

from icebreak.cli.listfile import BadInput, OneSentenceCommand
from icebreak.cli.pairfiles import read_affinity, read_pairs
from icebreak.cli.people import PersonRow, read_people
from icebreak.cli.progress import Progress, quiet_option
from icebreak.matching.rooms import Plan, PlanError, plan_rooms


@click.command(cls=OneSentenceCommand)
@click.argument("people", metavar="PEOPLE")
@click.option("--size", type=int, default=4, show_default=True, help="Seats in a room, from 2.")
@click.option("--rounds", type=int, default=1, show_default=True, help="How many rounds.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another plan.")
@click.option("--affinity", metavar="FILE", help="a,b,weight: how much two people share.")
@click.option("--history", metavar="FILE", help="Who met before; meeting again is a repeat.")
@click.option("--apart", metavar="FILE", help="Who never shares a room.")
@click.option("--together", metavar="FILE", help="Who always shares a room.")
@click.option(
    "--spread", type=click.Choice(["organisation"]), help="Seat its people apart where possible."
)
@click.option("--json", "as_json", is_flag=True, help="Print the plan as one JSON object.")
@quiet_option
def command(
    people: str,
    size: int,
    rounds: int,
    seed: int,
    affinity: str | None,
    history: str | None,
    apart: str | None,
    together: str | None,
    spread: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan rounds of rooms for PEOPLE, a file of CSV or JSON Lines ("-" reads standard input).

    CSV has the columns id, name, organisation, or a header that names id and any of name,
    organisation, why, offer, seek, interests, stories; JSON Lines has one object a line with
    the same names. The header of a registration form is understood as well ("Full name",
    "Company"), and standard error says how. Ids are text and come back exactly as they were.
    Files are UTF-8; a cell with a comma, a quote or a line break in it stands in double quotes. A
    semicolon or tab may separate cells instead.

    The other files have two ids a line (three or more make every pair of them), --affinity two
    ids and a weight from 0 up, 0 where a pair is missing. A first line such as "a,b" or
    "id1,id2" is a header unless people have those ids. Without --affinity, what people wrote
    about themselves decides.

    The same people and seed give the same plan, whatever the order of the lines. There are as
    few rooms as the size allows, none larger by more than one than another; in pairs, the odd
    one makes a three. A repeat is a meeting of two who met in an earlier round or the history.

    With --json:

    \b
      {"rounds": [{"rooms": [["p1", "p2"], ["p3", "p4"]], "affinity": 1.5}],
       "repeats": 0, "smallest": 2, "largest": 2, "seconds": 0.1}

    Exit status: 0, or 2 after one sentence on standard error that says what can't be read, or
    which rules can't be kept.
    """
    started = time.perf_counter()
    if [people, affinity, history, apart, together].count("-") > 1:
        raise BadInput("Standard input can only be one of the files.")
    progress = Progress(quiet=quiet)
    rows = sorted(read_people(people, tell=progress.tell), key=lambda row: row.id)
    ids = {row.id: place for place, row in enumerate(rows)}
    weights = _from_profiles(rows, progress) if affinity is None else read_affinity(affinity, ids)
    met, parted, kept = (
        read_pairs(path, ids) if path is not None else () for path in (history, apart, together)
    )
    try:
        with progress.step(f"Planning {rounds} round{'' if rounds == 1 else 's'}"):
            plan = plan_rooms(
                list(ids),
                size=size,
                rounds=rounds,
                seed=seed,
                affinity=weights,
                met=met,
                apart=parted,
                together=kept,
                spread={row.id: row.organisation for row in rows} if spread else None,
            )
    except PlanError as refusal:
        raise BadInput(str(refusal)) from None
    seconds = time.perf_counter() - started
    click.echo(_as_json(plan, seconds) if as_json else _as_text(plan, rows))


def _from_profiles(rows: Sequence[PersonRow], progress: Progress) -> NDArray[np.float32] | None:
    if not any(row.has_profile for row in rows):
        return None
    from icebreak.matching.affinity import affinity  # slow to load, and seldom needed
    from icebreak.matching.facets import facets_of
    from icebreak.matching.ground import Profile
    from icebreak.matching.registry import Registry

    with progress.step("Reading what people wrote", len(rows)) as step:
        profiles = [Profile(row.id, facets_of(row.person)) for row in step.each(rows)]
    with progress.step("Comparing"):
        return affinity(profiles, Registry((each.id, each.facets) for each in profiles))


def _as_json(plan: Plan, seconds: float) -> bytes:
    told = {
        "rounds": [{"rooms": one.rooms, "affinity": one.affinity} for one in plan.rounds],
        "repeats": plan.repeats,
        "smallest": plan.smallest,
        "largest": plan.largest,
        "seconds": round(seconds, 3),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _as_text(plan: Plan, rows: Sequence[PersonRow]) -> bytes:
    names = {row.id: row.called for row in rows}
    lines = []
    for number, one in enumerate(plan.rounds, start=1):
        lines.append(f"Round {number}")
        for room, members in enumerate(one.rooms, start=1):
            lines.append(f"  Room {room}: {', '.join(names[member] for member in members)}")
    sizes = (
        f"{plan.smallest}" if plan.smallest == plan.largest else f"{plan.smallest}–{plan.largest}"
    )
    again = {0: "nobody meets twice", 1: "1 repeat"}.get(plan.repeats, f"{plan.repeats} repeats")
    return "\n".join([*lines, f"Rooms of {sizes}, {again}."]).encode()
