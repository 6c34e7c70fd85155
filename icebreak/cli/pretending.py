"""Pretend people. They come in by the join link, see what anybody in their seat would see, and
do nothing that a person with a phone could not do."""

import random
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

import gevent
import msgspec
from gevent.pool import Group

from icebreak.cli.pretend_deeds import Temper, deeds
from icebreak.cli.pretend_people import PretendEvening, PretendPerson
from icebreak.contract.commands.sessions import SessionOpened
from icebreak.contract.states import ParticipantState
from icebreak.domain.errors import NotFound, Refusal, Unauthorised
from icebreak.services import lobby
from icebreak.services.gate import Gate
from icebreak.services.occasion import ANYONE, Actor, Occasion
from icebreak.store.transaction import Tx

# Seconds, at the pace of people.
LOOKS_EVERY = 1.0
STAYS_HERE_EVERY = 30.0


@dataclass(slots=True)
class PretendParticipant:
    """Somebody in their seat; ``cast`` holds the ids of all pretend participants."""

    gate: Gate
    actor: Actor
    person: PretendPerson
    cast: Collection[str]
    temper: Temper
    _state: ParticipantState | None = None

    def acts(self) -> None:
        """Look at one's screen and do what it asks for.

        Raises:
            NotFound, Unauthorised: if the seat is gone.
        """
        self._state = state = self._look(self._state)
        for name, payload in deeds(self.person, state, self.cast, self.temper):
            try:
                _give(self.gate, self.actor, name, payload)
            except Refusal:
                # The round ended meanwhile, or the story is gone: they look again.
                return

    def _look(self, before: ParticipantState | None) -> ParticipantState:
        since = {"since": msgspec.to_builtins(before.versions)} if before is not None else {}
        seen = self.gate.answer(self.actor, "state.get", since).result
        if isinstance(seen, ParticipantState):
            return seen
        assert before is not None  # noqa: S101 - "unchanged" answers only who named versions
        return msgspec.structs.replace(before, now=self.gate.world.clock())


@dataclass(frozen=True, slots=True)
class Company:
    """The pretend participants of a session that has begun."""

    gate: Gate
    opened: SessionOpened
    participants: Sequence[PretendParticipant]
    lives: Group = field(default_factory=Group)

    def live(self) -> None:
        """From now on they act by themselves, until they leave."""
        for each in self.participants:
            self.lives.spawn(_live, each)
        self.lives.spawn(_stay, self)

    def leave(self) -> None:
        self.lives.kill(block=False)

    def are_here(self) -> None:
        """What an open page says for people."""
        people = [each.actor.person_id for each in self.participants]
        self.gate.do(partial(_note_here, people))


def play(gate: Gate, evening: PretendEvening, chance: random.Random, pace: float = 1.0) -> Company:
    """Open the session, let everybody in, and start its first round."""
    plan = [msgspec.to_builtins(step) for step in evening.steps]
    payload = {"key": _key(), "title": evening.title, "plan": plan, "language": "en"}
    if gate.world.opening_password:
        payload["instance_password"] = gate.world.opening_password
    opened: SessionOpened = gate.answer(ANYONE, "session.open", payload).result
    cast: set[str] = set()
    participants = []
    for person in evening.people:
        actor = _come_in(gate, opened, person)
        cast.add(actor.person_id)
        temper = Temper(random.Random(chance.random()), pace)  # noqa: S311 - no secret
        participants.append(PretendParticipant(gate, actor, person, cast, temper))
    _give(gate, gate.identify(opened.host_token), "session.start", {})
    return Company(gate, opened, participants)


def _come_in(gate: Gate, opened: SessionOpened, person: PretendPerson) -> Actor:
    payload = {"key": _key(), "join_token": opened.join_token, "name": person.name}
    joined = gate.answer(ANYONE, "session.join", payload).result
    actor = gate.identify(joined.token)
    profile = {
        name: getattr(person, name)
        for name in ("organisation", "why", "offer", "seek", "interests")
    }
    _give(gate, actor, "profile.save", {**profile, "language": "en"})
    card = msgspec.to_builtins(person.card)
    _give(gate, actor, "card.save", {**card, "shared": list(card)})
    return actor


def _live(participant: PretendParticipant) -> None:
    temper = participant.temper
    while True:
        gevent.sleep(LOOKS_EVERY * temper.chance.uniform(0.7, 1.3) / temper.pace)
        try:
            participant.acts()
        except (NotFound, Unauthorised):
            return
        except Refusal:
            # The database was busy for a moment.
            continue


def _stay(company: Company) -> None:
    while True:
        gevent.sleep(STAYS_HERE_EVERY)
        company.are_here()


def _note_here(people: Sequence[str], tx: Tx, occasion: Occasion) -> None:
    for person_id in people:
        lobby.seen(tx, occasion, person_id)


def _give(gate: Gate, actor: Actor, name: str, payload: dict[str, object]) -> None:
    gate.answer(actor, name, {**payload, "key": _key()})


def _key() -> str:
    return secrets.token_urlsafe(18)
