"""The one gate behind every door: pages, HTTP and sockets.

Known name, then rate, then form, then permission, then the service; and after
the commit, the news and the answer. (Size is bounded by each door before
anything is read.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.contract.commands.people import ProfileSaved
from icebreak.contract.commands.sessions import SessionOpen, Unchanged
from icebreak.contract.reading import read, shown
from icebreak.contract.registry import COMMANDS, Command, Spec, Who
from icebreak.contract.states import HostState, ParticipantState
from icebreak.contract.streams import Versions, written
from icebreak.domain.errors import (
    Forbidden,
    NotFound,
    RateLimited,
    Refusal,
    Unauthorised,
    UnknownCommand,
)
from icebreak.ports import News
from icebreak.services import finding, forecasting
from icebreak.services.admission import check_opening
from icebreak.services.beginning import make_rooms
from icebreak.services.guessing import guarded
from icebreak.services.handlers import HANDLERS
from icebreak.services.occasion import ANYONE, Actor, Occasion
from icebreak.services.once import LEAVES_NOTHING, Answer, check_belongs, check_until, once
from icebreak.services.states import host_state, participant_state
from icebreak.services.tallies import tally
from icebreak.services.tokens import Kind, digest
from icebreak.services.versions import arrived_at, versions_of
from icebreak.services.world import World
from icebreak.store.transaction import Tx

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opened: the token goes into a cookie."""

    session_id: str
    person_id: str
    token: str


class Gate:
    """Carries out commands for whoever may give them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._being_seated: set[str] = set()

    def identify(self, token: str, address: str = "") -> Actor:
        """The actor behind a token.

        Raises:
            Unauthorised: if it opens nothing, or no longer.
        """
        with self.world.store.read() as tx:
            for kind, role in ((Kind.PARTICIPANT, "participant"), (Kind.HOST, "host")):
                credential = tx.credentials.find(digest(kind, token))
                if credential is not None:
                    person = credential.person_id or ""
                    return Actor(role, credential.session_id, person, address)
        raise Unauthorised("This link or session no longer works here. Please join again.")

    def exchange(self, kind: Kind, token: str) -> Opened:
        """What a resume or host link opens, and the token to keep for it.

        Raises:
            NotFound: if it opens nothing, or no longer.
        """
        with self.world.store.read() as tx:
            credential = tx.credentials.find(digest(kind, token))
            if credential is None or credential.person_id is None:
                raise NotFound("This link doesn't work any more. Please join again.")
            if kind is Kind.HOST:
                return Opened(credential.session_id, credential.person_id, token)
            person = tx.participants.get(credential.person_id)
            nonce = person.nonce if person else ""
            own = self.world.tokens.token(Kind.PARTICIPANT, nonce)
            return Opened(credential.session_id, credential.person_id, own)

    def answer(self, actor: Actor, name: str, payload: object, *, lax: bool = False) -> Answer:
        """Carry a command out.

        Raises:
            Refusal: with a code of the contract's closed set.
        """
        spec = COMMANDS.get(name)
        if spec is None:
            tally("unknown", UnknownCommand.code)
            raise UnknownCommand(f"There is no command “{shown(name)}”.")
        try:
            answer = self._answer(spec, actor, payload, lax=lax)
        except Refusal as refusal:
            tally(name, refusal.code)
            raise
        tally(name, "ok")
        return answer

    def _answer(self, spec: Spec, actor: Actor, payload: object, *, lax: bool) -> Answer:
        now = self.world.clock()
        self._hold_rate(spec, actor, now)
        command = read(spec, payload, lax=lax)
        if spec.who is Who.ANYONE:
            # Whoever has a seat elsewhere comes in like anybody else.
            actor = Actor("anyone", address=actor.address)
        _authorise(spec, actor)
        if isinstance(command, SessionOpen):
            check_opening(self.world.opening_password, command.instance_password)
        if spec.name == "state.get":
            return self._state(actor, command.since)  # type: ignore[attr-defined]
        if not spec.writes:
            return self._look(spec, actor, command, now)
        return self._carry_out(spec, actor, command, now)

    def state(self, actor: Actor, *, forecast: bool = False) -> ParticipantState | HostState:
        """The whole state that the actor may see."""

        def see(tx: Tx, occasion: Occasion) -> ParticipantState | HostState:
            _check_not_expired(tx, occasion)
            return (host_state if actor.is_host else participant_state)(tx, occasion)

        state = finding.look(self, actor, see)
        if forecast and isinstance(state, HostState):
            state.forecast = forecasting.shown(finding.foreseen(self, actor))
        return state

    def do(self, job: Callable[[Tx, Occasion], T], actor: Actor = ANYONE) -> T:
        """Something that no command asks for (presence, the clock), with its news after commit."""
        now = self.world.clock()
        result, occasion = self.world.writer.submit(self.world.on_occasion(actor, now, job))
        self._after(occasion)
        return result

    def occasion(self, actor: Actor) -> Occasion:
        return self.world.occasion(actor, self.world.clock())

    def seat_rounds(self, step_ids: Sequence[str]) -> None:
        """Make the rooms of rounds that have begun: read, compute aside, write."""
        for step_id in step_ids:
            # The clock sees it too, while its rooms are being made.
            if step_id in self._being_seated:
                continue
            self._being_seated.add(step_id)
            try:
                make_rooms(self, step_id)
            finally:
                self._being_seated.discard(step_id)

    def _hold_rate(self, spec: Spec, actor: Actor, now: datetime) -> None:
        limits = self.world.limits
        if spec.name == "session.open" and not limits.openings.take(actor.address, now):
            raise RateLimited("Many sessions were opened from here. Please wait a minute.")
        if actor.person_id and not limits.people.take(actor.person_id, now):
            raise RateLimited("That was a lot at once. Please wait a moment.")

    def _look(self, spec: Spec, actor: Actor, command: Command, now: datetime) -> Answer:
        handler = HANDLERS[spec.name]
        with self.world.store.read() as tx:
            if actor.session_id:
                check_until(spec, tx.sessions.get(actor.session_id), now)
            result = guarded(
                self.world.limits,
                actor.address,
                command,
                now,
                lambda: handler.handle(tx, self.occasion(actor), command),
            )
            found = replace(actor, session_id=getattr(result, "session_id", actor.session_id))
            return Answer(result, versions_of(tx, found))

    def _state(self, actor: Actor, since: Versions | None) -> Answer:
        def see(tx: Tx, occasion: Occasion) -> Answer:
            _check_not_expired(tx, occasion)
            if since is not None and since == (versions := arrived_at(tx, actor)[0]):
                check_belongs(tx, actor)
                return Answer(Unchanged(unchanged=True, now=written(occasion.now)), versions)
            make = host_state if actor.is_host else participant_state
            state = make(tx, occasion)
            return Answer(state, state.versions)

        return finding.look(self, actor, see)

    def _carry_out(self, spec: Spec, actor: Actor, command: Command, now: datetime) -> Answer:
        def job(tx: Tx, occasion: Occasion) -> Answer:
            return once(tx, occasion, spec, command)

        answer, occasion = guarded(
            self.world.limits,
            actor.address,
            command,
            now,
            lambda: self.world.writer.submit(self.world.on_occasion(actor, now, job)),
        )
        self._after(occasion)
        if spec.name in LEAVES_NOTHING:
            self.world.store.settle()
        if spec.name == "profile.save":
            return replace(answer, result=ProfileSaved(facets=finding.understood(self, actor)))
        if spec.name == "plan.save":
            foreseen = structs.replace(answer.result, forecast=finding.foreseen(self, actor))
            return replace(answer, result=foreseen)
        return answer

    def _after(self, occasion: Occasion) -> None:
        news: Sequence[News] = occasion.news
        self.world.publisher.publish(news)
        if occasion.unread:
            self.world.reader.note(occasion.unread)
        self.seat_rounds(occasion.to_seat)


def _authorise(spec: Spec, actor: Actor) -> None:
    if spec.who is Who.ANYONE:
        return
    if actor.role == "anyone":
        raise Unauthorised("Please join the session first.")
    if spec.who is not Who.MEMBER and actor.role != spec.who:
        whose = "the host" if spec.who is Who.HOST else "participants"
        raise Forbidden(f"This is for {whose} of the session.")


def _check_not_expired(tx: Tx, occasion: Occasion) -> None:
    """From the minute of their expiry on nothing is told, though erasing may take minutes more."""
    session = tx.sessions.get(occasion.actor.session_id)
    check_until(COMMANDS["state.get"], session, occasion.now)
