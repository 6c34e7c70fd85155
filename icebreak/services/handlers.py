"""Which service carries out which command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icebreak.services import (
    cards,
    cohosts,
    doors,
    hosting,
    introducing,
    lobby,
    opening,
    privacy,
    roomtalk,
    rounds,
    rules,
    storytelling,
    swapping,
)
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx

Handle = Callable[[Tx, Occasion, Any], Any]
Again = Callable[[Tx, Occasion, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Handler:
    """``keeps`` names the parts of a result that are stored for a repeat: ids, never tokens.

    A result with tokens is made ``again`` from those ids; any other is stored whole.
    """

    handle: Handle
    keeps: tuple[str, ...] = ()
    again: Again | None = None


HANDLERS: dict[str, Handler] = {
    "session.open": Handler(
        opening.open_session,
        keeps=("session_id",),
        again=lambda tx, occasion, kept: opening.opened_again(tx, occasion, kept["session_id"]),
    ),
    "session.find": Handler(doors.find),
    "session.join": Handler(
        lobby.join,
        keeps=("participant_id",),
        again=lambda tx, occasion, kept: lobby.joined_again(tx, occasion, kept["participant_id"]),
    ),
    "session.start": Handler(rounds.start),
    "session.update": Handler(opening.update),
    "session.lock": Handler(doors.lock),
    "session.unlock": Handler(doors.unlock),
    "session.end": Handler(opening.end),
    "session.delete": Handler(opening.delete),
    "step.next": Handler(rounds.next_step),
    "plan.save": Handler(
        hosting.save_plan,
        keeps=("plan_version",),
        again=lambda tx, occasion, kept: hosting.saved_plan(kept["plan_version"]),
    ),
    "round.start": Handler(rounds.start_round),
    "round.pause": Handler(rounds.pause),
    "round.resume": Handler(rounds.resume),
    "round.extend": Handler(rounds.extend),
    "round.end": Handler(rounds.end_round),
    "host.invite": Handler(
        cohosts.invite,
        keeps=("host_id",),
        again=lambda tx, occasion, kept: cohosts.invited_again(tx, occasion, kept["host_id"]),
    ),
    "host.uninvite": Handler(cohosts.uninvite),
    "host.say": Handler(hosting.say),
    "link.rotate": Handler(
        doors.rotate_link,
        keeps=("code",),
        again=lambda tx, occasion, kept: doors.rotated(tx, occasion),
    ),
    "rooms.rule": Handler(rules.rule),
    "person.move": Handler(hosting.move),
    "person.remove": Handler(hosting.remove),
    "help.answer": Handler(roomtalk.answer_help),
    "profile.save": Handler(lobby.save_profile),
    "story.tell": Handler(storytelling.tell),
    "story.draft": Handler(storytelling.draft),
    "story.edit": Handler(storytelling.edit),
    "story.withdraw": Handler(storytelling.withdraw),
    "story.metoo": Handler(storytelling.metoo),
    "turn.pass": Handler(roomtalk.pass_turn),
    "turn.swap": Handler(roomtalk.swap_turn),
    "prompt.another": Handler(roomtalk.another),
    "time.ask": Handler(roomtalk.ask_time),
    "help.call": Handler(roomtalk.call_help),
    "card.save": Handler(cards.save_card),
    "card.link": Handler(
        cards.make_link,
        keeps=("expires_at",),
        again=lambda tx, occasion, kept: cards.link_made(tx, occasion, occasion.actor.person_id),
    ),
    "swap.propose": Handler(swapping.propose),
    "swap.withdraw": Handler(swapping.withdraw),
    "introduction.suggest": Handler(introducing.suggest),
    "introduction.answer": Handler(introducing.answer),
    "contact.note": Handler(swapping.note),
    "contact.wrote": Handler(swapping.wrote),
    "person.block": Handler(privacy.block),
    "person.unblock": Handler(privacy.unblock),
    "person.report": Handler(privacy.report),
    "me.sit_out": Handler(lobby.sit_out),
    "me.leave": Handler(privacy.leave),
    "me.export": Handler(privacy.export),
    "me.forget": Handler(privacy.forget),
}
