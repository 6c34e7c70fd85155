"""The room for somebody who comes while a round is running."""

from collections.abc import Callable, Sequence

from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rooms import Room
from icebreak.domain.rules import joined
from icebreak.matching.rooms import seat_latecomer
from icebreak.services import ground
from icebreak.services.rules import pairs_apart, rules_of
from icebreak.store.transaction import Tx

# Of many equally small rooms, so many are asked what they share with the latecomer.
ASKED = 6


def room_for(tx: Tx, step: Step, person: Participant) -> Room | None:
    """The best smallest room: nobody there from whom the person is kept apart, then whom they
    have not met, then what they share, as far as the round's kind looks for that."""
    here = tx.seats.here_in(step.id)
    apart = pairs_apart(tx, step.session_id)
    kin = [each for each in joined(rules_of(tx, step.session_id).together) if person.id in each]
    met = [(person.id, other) for other in tx.seats.ever_beside(person.id)]
    groups = list(here.values())
    chosen = seat_latecomer(
        groups,
        person.id,
        size=step.size,
        met=met,
        affinity_of=_affinity(tx, step, person, _asked(groups, step.size)),
        apart=tuple(apart),
        together=[(person.id, other) for group in kin for other in group],
    )
    return tx.rooms.get(list(here)[chosen]) if chosen is not None else None


def _asked(groups: Sequence[Sequence[str]], size: int) -> list[str]:
    """Who sits in the first of the smallest rooms."""
    rooms = [group for group in groups if 0 < len(group) <= size]
    smallest = min(map(len, rooms), default=0)
    asked = [group for group in rooms if len(group) == smallest][:ASKED]
    return [each for group in asked for each in group]


def _affinity(
    tx: Tx, step: Step, person: Participant, asked: Sequence[str]
) -> Callable[[str, str], float] | None:
    if step.seating not in ("ground", "offers") or not has_profile(person):
        return None
    worth = ground.weights_between(tx, person.id, asked)
    return lambda _, other: worth.get(other, 0.0)


def has_profile(person: Participant) -> bool:
    return bool(person.why or person.offer or person.seek or person.interests)
