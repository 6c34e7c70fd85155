"""Asking the matcher, and looking again with what it found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from icebreak.contract.commands.plans import Forecast
from icebreak.contract.events import SessionChanged
from icebreak.contract.states import HostState, ParticipantState
from icebreak.ports import Compute, Late, Lost, Store, Unread
from icebreak.services import analyses, analyst, expiry, forecasting, ground, saying
from icebreak.services.known import Common, Known, Two
from icebreak.services.occasion import Actor, Occasion
from icebreak.store.transaction import Tx

if TYPE_CHECKING:
    from icebreak.services.gate import Gate

T = TypeVar("T")
State = TypeVar("State", bound=ParticipantState | HostState | object)

# So long (seconds) somebody waits for what the matcher finds; what comes later is told then.
PATIENCE = 0.3
PATIENCE_WITH_CONTACTS = 60.0
# Who is worth meeting is asked first, and then what one shares with them.
LOOKS = 2


class Matching(Protocol):
    """What asking takes: the matcher, what is stored, and what is known already."""

    @property
    def store(self) -> Store[Tx]: ...

    @property
    def compute(self) -> Compute: ...

    @property
    def known(self) -> Known: ...


@dataclass(frozen=True, slots=True)
class Alone:
    """For a command that serves nobody: the matcher works here."""

    store: Store[Tx]
    known: Known

    def compute(
        self, job: Callable[[], T], *, urgent: bool = False, patience: float | None = None
    ) -> T:
        return job()


def look(gate: "Gate", actor: Actor, make: Callable[[Tx, Occasion], State]) -> State:
    """What ``make`` sees; again, as long as the matcher has to be asked for some of it."""
    for _ in range(LOOKS):
        occasion = gate.occasion(actor)
        with gate.world.store.read() as tx:
            seen = make(tx, occasion)
        if not occasion.wanted:
            return seen
        try:
            find(gate.world, occasion, PATIENCE)
        except (Late, Lost):
            # It is found, and told, when the matcher gets to it.
            gate.world.reader.note([Unread(occasion.wanted.session_id, actor.person_id)])
            return seen
    with gate.world.store.read() as tx:
        return make(tx, gate.occasion(actor))


def understood(gate: "Gate", actor: Actor) -> list[str]:
    """What the matcher makes of one's own profile; within PATIENCE, or else of what it was."""
    gate.world.reader.wait(Unread(actor.session_id, actor.person_id), PATIENCE)
    with gate.world.store.read() as tx:
        me, session = tx.participants.get(actor.person_id), tx.sessions.get(actor.session_id)
        if me is None or session is None:
            return []
        return ground.labels(tx, me.id, saying.language_of(me, session))


def foreseen(gate: "Gate", actor: Actor) -> Forecast:
    """What the plan will do with who is here. It may take a while, so it is asked for off the live
    path, and after a commit."""
    with gate.world.store.read() as tx:
        asked = forecasting.question(tx, actor.session_id)
    try:
        return gate.world.compute(partial(forecasting.foresee, asked))
    except (Late, Lost):
        by_chance = forecasting.by_chance(asked)
        told: Forecast = gate.world.aside(partial(forecasting.foresee, by_chance))
        return told


def freshen(gate: "Gate", session_id: str) -> bool:
    """Count again what most people hold; whether anything of that has changed that all may see.

    The desk hears of it.
    """
    common = ask(gate.world, session_id, partial(analyst.most_shared, session_id))
    before = gate.world.known.common(session_id)
    gate.world.known.note_common(session_id, common)
    if _for_all(common) == _for_all(before or ()):
        return False
    gate.do(partial(_tell_desk, session_id))
    return True


def people_in_lobby(gate: "Gate", session_id: str) -> int:
    """How many people may be looking at the lobby: nobody once the session has begun."""
    with gate.world.store.read() as tx:
        session = tx.sessions.get(session_id)
        waiting = session is not None and session.started_at is None
        return tx.participants.count_belonging(session_id) if waiting else 0


def tell_lobby(gate: "Gate", session_id: str) -> None:
    gate.do(partial(_tell_lobby, session_id))


def find(world: Matching, occasion: Occasion, patience: float | None = None) -> None:
    """Come to know what a look wanted to.

    Raises:
        Late, Lost: if the matcher doesn't answer in time (seconds), or at all.
    """
    wanted, known = occasion.wanted, world.known
    session_id = wanted.session_id
    if wanted.common:
        common = ask(world, session_id, partial(analyst.most_shared, session_id), patience)
        known.note_common(session_id, common)
    if wanted.to_meet:
        job = partial(analyst.to_meet, session_id, wanted.to_meet)
        known.note_to_meet(wanted.to_meet, ask(world, session_id, job, patience))
    pairs = list(wanted.pairs.values())
    if pairs:
        learn_pairs(world, session_id, wanted.people, pairs, patience)


def ask(world: Matching, session_id: str, job: Callable[[], T], patience: float | None = None) -> T:
    """An answer of the matcher about a session, which is told of its people if it must be."""
    try:
        return world.compute(job, patience=patience)
    except analyst.NotKnown:
        current = analyses.revision()
        with world.store.read() as tx:
            rows = tx.profile_analyses.of_belonging(session_id)
        profiles = {each.participant_id: each.found for each in rows if each.revision == current}
        world.compute(partial(analyst.learn, session_id, profiles), patience=patience)
        return world.compute(job, patience=patience)


def learn_pairs(
    world: Matching,
    session_id: str,
    people: int,
    pairs: Sequence[Two],
    patience: float | None = None,
) -> None:
    if pairs:
        job = partial(analyst.grounds, session_id, people, list(pairs))
        for two, found in zip(pairs, ask(world, session_id, job, patience), strict=True):
            world.known.note_between(two, people, found)


def know_contacts(world: Matching, occasion_of: Callable[[], Occasion]) -> None:
    """Come to know what contacts share whose texts are due to go, so that it can be kept."""
    with world.store.read() as tx:
        due = expiry.day_olds(tx, occasion_of().now)
    for session_id in due:
        occasion = occasion_of()
        with world.store.read() as tx:
            for contact in tx.contacts.in_session(session_id):
                ground.phrases_between(tx, occasion, contact.owner_id, contact.other_id)
        if occasion.wanted:
            find(world, occasion, PATIENCE_WITH_CONTACTS)


def _tell_desk(session_id: str, tx: Tx, occasion: Occasion) -> None:
    if tx.sessions.get(session_id) is not None:
        tx.sessions.bump(session_id, "desk")
        occasion.stir(session_id)


def _tell_lobby(session_id: str, tx: Tx, occasion: Occasion) -> None:
    if tx.sessions.get(session_id) is not None:
        version = tx.sessions.bump(session_id)
        event = SessionChanged(of="session", version=version, after=version - 1)
        occasion.tell_session(session_id, event)


def _for_all(common: Common) -> list[tuple[str, int]]:
    """The part that everybody may see."""
    enough = [(label, count) for label, _, count in common if count >= ground.ENOUGH_PEOPLE]
    return enough[: ground.PHRASES]
