"""What a room asks for: turns, another prompt, more time, the host."""

from dataclasses import replace

from icebreak.contract.commands import hosting, rooms
from icebreak.contract.events import HelpCalled, TimeAsked
from icebreak.contract.registry import Done
from icebreak.domain.rooms import Ask, Room, after_pass, after_swap, votes_needed
from icebreak.services import company
from icebreak.services.access import access_me, access_my_room, access_room
from icebreak.services.occasion import Occasion
from icebreak.services.prompting import another_prompt
from icebreak.services.storytelling import tell_turn, whose_turn
from icebreak.store.transaction import Tx


def pass_turn(tx: Tx, occasion: Occasion, command: rooms.TurnPass) -> Done:
    me = access_me(tx, occasion.actor)
    room, _ = access_my_room(tx, occasion.actor, command.room)
    before = whose_turn(tx, room)
    _reorder(tx, occasion, room, after_pass(room, me.id), before)
    return Done()


def swap_turn(tx: Tx, occasion: Occasion, command: rooms.TurnSwap) -> Done:
    me = access_me(tx, occasion.actor)
    room, _ = access_my_room(tx, occasion.actor, command.room)
    told = tx.stories.tellers(room.id)
    waiting = [
        person.id
        for person in company.present(tx, room.id)
        if person.id not in told and person.id not in room.passed
    ]
    before = whose_turn(tx, room)
    _reorder(tx, occasion, room, after_swap(room, me.id, waiting), before)
    return Done()


def another(tx: Tx, occasion: Occasion, command: rooms.PromptAnother) -> Done:
    room = _ask(tx, occasion, command.room, "prompt")
    if _enough(tx, room, "prompt"):
        step = tx.steps.get(room.step_id)
        if step is not None:
            prompt = another_prompt(step, room.prompts_seen)
            seen = (*room.prompts_seen, prompt)
            tx.rooms.save(replace(room, prompt=prompt, prompts_seen=seen))
        tx.asks.clear(room.id, "prompt")
    company.tell_changed(tx, occasion, room)
    return Done()


def ask_time(tx: Tx, occasion: Occasion, command: rooms.TimeAsk) -> Done:
    room = _ask(tx, occasion, command.room, "time")
    if _enough(tx, room, "time") and room.time_asked_at is None:
        tx.rooms.save(replace(room, time_asked_at=occasion.now))
        version = tx.rooms.bump(room.id)
        event = TimeAsked(
            of="room", version=version, after=version - 1, room=room.id, name=room.name
        )
        occasion.tell_hosts(room.session_id, event)
    company.tell_changed(tx, occasion, room)
    return Done()


def call_help(tx: Tx, occasion: Occasion, command: rooms.HelpCall) -> Done:
    access_me(tx, occasion.actor)
    room, _ = access_my_room(tx, occasion.actor, command.room)
    if room.help_at is None:
        tx.rooms.save(replace(room, help_at=occasion.now))
        version = tx.rooms.bump(room.id)
        event = HelpCalled(
            of="room", version=version, after=version - 1, room=room.id, name=room.name
        )
        occasion.tell_hosts(room.session_id, event)
        company.tell_changed(tx, occasion, room)
    return Done()


def answer_help(tx: Tx, occasion: Occasion, command: hosting.HelpAnswer) -> Done:
    room = access_room(tx, occasion.actor, command.room)
    tx.rooms.save(replace(room, help_at=None, time_asked_at=None))
    tx.asks.clear(room.id, "time")
    company.tell_changed(tx, occasion, room)
    return Done()


def _ask(tx: Tx, occasion: Occasion, room_id: str, kind: str) -> Room:
    me = access_me(tx, occasion.actor)
    room, _ = access_my_room(tx, occasion.actor, room_id)
    asked = {ask.participant_id for ask in tx.asks.in_room(room.id) if ask.kind == kind}
    if me.id not in asked:
        tx.asks.add(Ask(room.id, me.id, kind, occasion.now))
    return room


def _enough(tx: Tx, room: Room, kind: str) -> bool:
    here = {person.id for person in company.present(tx, room.id)}
    asked = {ask.participant_id for ask in tx.asks.in_room(room.id) if ask.kind == kind}
    return len(asked & here) >= votes_needed(len(here))


def _reorder(tx: Tx, occasion: Occasion, room: Room, new: Room, before: str | None) -> None:
    if new != room:
        tx.rooms.save(new)
        tell_turn(tx, occasion, new, before)
        company.tell_changed(tx, occasion, new)
