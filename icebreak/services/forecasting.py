"""What a plan will do with the people who are here: the truth before start."""

from collections.abc import Sequence

from icebreak.contract.commands.plans import Forecast
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.matching.rooms import forecast as foresee

# Before anybody has come, the forecast speaks of an evening of this size.
EXAMPLE_PEOPLE = 20
# Beyond this many, seating once for the forecast would hold others up.
COMPUTED_UP_TO = 200


def forecast(people: Sequence[Participant], steps: Sequence[Step]) -> Forecast:
    """Counts whoever wants a seat; with fewer than two, an example evening."""
    seated = sum(1 for person in people if person.wants_seat)
    example = seated < 2
    n = EXAMPLE_PEOPLE if example else seated
    rounds = [step for step in steps if step.is_round and step.ended_at is None]
    if not rounds:
        return _empty(n)
    sizes = {step.size for step in rounds}
    size = min(sizes, key=lambda each: (-sum(step.size == each for step in rounds), each))
    told = foresee(min(n, COMPUTED_UP_TO), size=size, rounds=len(rounds))
    least, most = told.meets
    company = str(least) if least == most else f"{least} to {most}"
    repeats = "nobody twice" if told.repeats == 0 else f"{told.repeats} pairs meet again"
    several = "" if len(sizes) == 1 else " (most rounds)"
    start = f"With {n} people, for example: " if example else f"{n} people, "
    count = "1 round" if len(rounds) == 1 else f"{len(rounds)} rounds"
    sentence = (
        f"{start}rooms of {size}{several}, {count}: each meets {company} others, "
        f"{repeats}, smallest room {told.smallest}."
    )
    return Forecast(
        people=n,
        rounds=len(rounds),
        meets_least=least,
        meets_most=most,
        repeats=told.repeats,
        smallest=told.smallest,
        largest=told.largest,
        sentence=sentence,
        why=told.why or "",
    )


def _empty(n: int) -> Forecast:
    return Forecast(
        people=n,
        rounds=0,
        meets_least=0,
        meets_most=0,
        repeats=0,
        smallest=0,
        largest=0,
        sentence="The plan has no round yet.",
    )
