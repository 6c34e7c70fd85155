"""Stories: told, drafted, changed, taken back; and "me too"."""

from dataclasses import replace

from icebreak.contract.commands import stories
from icebreak.contract.events import MeChanged, StoryChanged, StoryTold, TurnPassed
from icebreak.contract.registry import Done
from icebreak.contract.states import StoryView
from icebreak.domain.errors import Full, Invalid
from icebreak.domain.people import Participant
from icebreak.domain.rooms import Room, turn
from icebreak.domain.stories import Metoo, Story
from icebreak.ports import Unread
from icebreak.services.access import (
    access_me,
    access_my_story,
    access_room,
    access_story,
    access_telling_room,
)
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx

STORIES_PER_ROOM = 20


def tell(tx: Tx, occasion: Occasion, command: stories.StoryTell) -> stories.StoryTold:
    me = access_me(tx, occasion.actor)
    room = _where_it_went(tx, access_telling_room(tx, occasion.actor, command.room, occasion.now))
    tellers = tx.stories.tellers(room.id)
    if tellers.get(me.id, 0) >= STORIES_PER_ROOM:
        raise Full("You have told plenty in this room. Let the others speak.", field="text")
    story = Story(
        id=occasion.new_id(),
        session_id=room.session_id,
        room_id=room.id,
        participant_id=me.id,
        text=command.text,
        keep=command.keep,
        told_at=occasion.now,
    )
    tx.stories.add(story)
    occasion.unread.append(Unread(story.session_id, me.id, story.id))
    if me.draft_room == command.room and me.draft_text:
        tx.participants.save(replace(me, draft_room="", draft_text=""))
        _tell_teller(tx, occasion, me)
    version = tx.rooms.bump(room.id)
    told = StoryTold(
        of="room",
        version=version,
        after=version - 1,
        room=room.id,
        story=StoryView(
            id=story.id,
            by=me.id,
            name=me.name,
            text=story.text,
            at=story.told_at,
            edited=False,
            keep=False,
            metoos=0,
            metoo=False,
        ),
    )
    occasion.tell_room(room.session_id, room.id, told)
    if me.id not in tellers:
        # Only a first story passes the turn on.
        here = tx.participants.here_in(room.id) if room.closed_at is None else []
        now = turn(room, {*tellers, me.id}, here)
        if now != turn(room, tellers, here):
            _tell_turn(tx, occasion, room, now)
    return stories.StoryTold(story_id=story.id)


def draft(tx: Tx, occasion: Occasion, command: stories.StoryDraft) -> Done:
    me = access_me(tx, occasion.actor)
    access_room(tx, occasion.actor, command.room)
    tx.participants.save(replace(me, draft_room=command.room, draft_text=command.text))
    _tell_teller(tx, occasion, me)
    return Done()


def edit(tx: Tx, occasion: Occasion, command: stories.StoryEdit) -> Done:
    access_me(tx, occasion.actor)
    story = access_my_story(tx, occasion.actor, command.story)
    if command.text is None and command.keep is None:
        raise Invalid("Send the new text.", field="text")
    changed = replace(
        story,
        text=story.text if command.text is None else command.text,
        keep=story.keep if command.keep is None else command.keep,
        edited_at=occasion.now if command.text is not None else story.edited_at,
    )
    tx.stories.save(changed)
    if changed.text != story.text:
        tx.story_analyses.drop(story.id)
        occasion.unread.append(Unread(story.session_id, story.participant_id, story.id))
    _tell_changed(tx, occasion, changed)
    return Done()


def withdraw(tx: Tx, occasion: Occasion, command: stories.StoryWithdraw) -> Done:
    access_me(tx, occasion.actor)
    story = access_my_story(tx, occasion.actor, command.story)
    room = tx.rooms.get(story.room_id)
    before = whose_turn(tx, room) if room is not None else None
    # The text goes at once; the row stays so that a repeat finds it.
    gone = replace(story, text="", keep=False, withdrawn_at=occasion.now)
    tx.stories.save(gone)
    tx.story_analyses.drop(story.id)
    _tell_changed(tx, occasion, gone)
    if room is not None:
        tell_turn(tx, occasion, room, before)
    return Done()


def metoo(tx: Tx, occasion: Occasion, command: stories.StoryMetoo) -> Done:
    me = access_me(tx, occasion.actor)
    story = access_story(tx, occasion.actor, command.story)
    if story.participant_id == me.id:
        raise Invalid('"Me too" is for the stories of others.', field="story")
    if command.on == tx.metoos.has(story.id, me.id):
        return Done()
    if command.on:
        tx.metoos.add(Metoo(story.id, me.id, story.room_id, occasion.now))
    else:
        tx.metoos.drop(story.id, me.id)
    _tell_changed(tx, occasion, story)
    return Done()


def whose_turn(tx: Tx, room: Room) -> str | None:
    if room.closed_at is not None:
        return None
    return turn(room, tx.stories.tellers(room.id), tx.participants.here_in(room.id))


def tell_turn(tx: Tx, occasion: Occasion, room: Room, before: str | None) -> None:
    """Say whose turn it is, if that has changed."""
    now = whose_turn(tx, room)
    if now != before:
        _tell_turn(tx, occasion, room, now)


def _tell_turn(tx: Tx, occasion: Occasion, room: Room, now: str | None) -> None:
    version = tx.rooms.bump(room.id)
    event = TurnPassed(of="room", version=version, after=version - 1, room=room.id, turn=now)
    occasion.tell_room(room.session_id, room.id, event)


def _where_it_went(tx: Tx, room: Room) -> Room:
    """A room whose last person was brought elsewhere goes on there."""
    while room.merged_into is not None:
        merged = tx.rooms.get(room.merged_into)
        if merged is None:
            break
        room = merged
    return room


def _tell_teller(tx: Tx, occasion: Occasion, me: Participant) -> None:
    version = tx.participants.bump(me.id)
    event = MeChanged(of="me", version=version, after=version - 1)
    occasion.tell_person(me.session_id, me.id, event)


def _tell_changed(tx: Tx, occasion: Occasion, story: Story) -> None:
    version = tx.rooms.bump(story.room_id)
    event = StoryChanged(
        of="room",
        version=version,
        after=version - 1,
        room=story.room_id,
        story=story.id,
        metoos=tx.metoos.count_for(story.id),
        gone=story.withdrawn_at is not None,
    )
    occasion.tell_room(story.session_id, story.room_id, event)
