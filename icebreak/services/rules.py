"""Rules on who shares a room: the host's, and people's own blocks, which nobody is told of."""

from collections.abc import Sequence
from dataclasses import replace

from icebreak.contract.commands import hosting
from icebreak.contract.events import SessionChanged
from icebreak.contract.registry import Done
from icebreak.domain import rules as domain
from icebreak.domain.errors import Conflict, Ended, Invalid, NotFound
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rules import Pair, Rules, pair_of
from icebreak.services.access import access_session
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx


def rule(tx: Tx, occasion: Occasion, command: hosting.RoomsRule) -> Done:
    session = access_session(tx, occasion.actor)
    if session.ended_at is not None:
        raise Ended("This session has ended.")
    before = rules_of(tx, session.id)
    rules = replace(
        before,
        apart=_groups(command.apart, before.apart),
        together=_groups(command.together, before.together),
        spread=before.spread if command.spread is None else command.spread,
    )
    _check(tx, rules, before)
    if rules == before:
        return Done()
    tx.rules.put(rules)
    for step in tx.steps.of(session.id):
        if step.planned and step.started_at is None:
            tx.steps.save(replace(step, planned=()))
    version = tx.sessions.bump(session.id)
    event = SessionChanged(of="session", version=version, after=version - 1)
    occasion.tell_session(session.id, event)
    return Done()


def rules_of(tx: Tx, session_id: str) -> Rules:
    return tx.rules.of(session_id) or Rules(session_id)


def pairs_apart(tx: Tx, session_id: str) -> set[Pair]:
    """Who never shares a room, by a block or by the host's rule."""
    return blocked(tx, session_id) | rules_of(tx, session_id).pairs_apart


def blocked(tx: Tx, session_id: str) -> set[Pair]:
    return {pair_of(block.person_id, block.blocked_id) for block in tx.blocks.of(session_id)}


def forget(tx: Tx, person: Participant) -> None:
    """Strike somebody out of the rules, for they are being forgotten."""
    before = rules_of(tx, person.session_id)
    rules = domain.without(before, person.id)
    if rules != before:
        tx.rules.put(rules)


def check_move(tx: Tx, person: Participant, beside: Sequence[str]) -> None:
    """Raise Conflict if the host's own rule keeps the person apart from somebody there."""
    apart = rules_of(tx, person.session_id).pairs_apart
    for other in tx.participants.named(beside).values():
        if pair_of(person.id, other.id) in apart:
            raise Conflict(
                f"By your rule {person.name} and {other.name} are kept apart. "
                "Change the rule on the set-up page first.",
                field="room",
            )


def _groups(
    given: list[list[str]] | None, before: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    if given is None:
        return before
    return tuple(dict.fromkeys(tuple(dict.fromkeys(group)) for group in given))


def _check(tx: Tx, rules: Rules, before: Rules) -> None:
    everyone = tx.participants.belonging(rules.session_id)
    names = {each.id: each.name for each in tx.participants.everyone(rules.session_id)}
    for field in ("apart", "together"):
        for group in getattr(rules, field):
            if any(person not in names for person in group):
                raise NotFound("There is no such person in this session.", field=field)
            if len(group) < 2:
                raise Invalid("A rule needs two different people.", field=field)
    steps = [
        step for step in tx.steps.of(rules.session_id) if step.is_round and step.started_at is None
    ]
    fresh = domain.fresh(rules, before)
    problem = domain.contradiction(
        rules, fresh, names, min((step.size for step in steps), default=8), _rooms(steps, everyone)
    )
    if problem:
        raise Invalid(problem, field="apart" if rules.apart != before.apart else "together")


def _rooms(steps: Sequence[Step], people: Sequence[Participant]) -> int:
    """The fewest rooms of a round that is still to come, or many while few are here."""
    here = sum(each.wants_seat for each in people)
    # Rooms may be made smaller, down to pairs, where somebody must be kept apart.
    return max(2, here // 2) if steps and here else len(people)
