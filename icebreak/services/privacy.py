"""People's safety and their data: block, report, leave, forget, export, expire."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from icebreak.contract.commands import people
from icebreak.contract.events import ParticipantRemoved, SwapWithdrawn
from icebreak.contract.registry import Done
from icebreak.domain.errors import Invalid
from icebreak.domain.people import Block, Participant, Report
from icebreak.domain.sessions import LONGEST, Session
from icebreak.services import cards, company, ground, lobby, opening, seating, swapping
from icebreak.services.access import access_me, access_person, access_story
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind
from icebreak.store.transaction import Tx


def block(tx: Tx, occasion: Occasion, command: people.PersonBlock) -> Done:
    """The other learns nothing; a swap between the two is over for both."""
    me = access_me(tx, occasion.actor)
    other = access_person(tx, occasion.actor, command.person, gone=True)
    if other.id == me.id:
        raise Invalid("That is you.", field="person")
    if any(each.blocked_id == other.id for each in tx.blocks.by(me.id)):
        return Done()
    agreed = swapping.is_agreed(tx, me.id, other.id)
    swapping.take_back(tx, occasion, me, other)
    tx.blocks.add(Block(me.id, other.id, me.session_id, occasion.now))
    if not agreed:
        lobby.tell_me(tx, occasion, me)
    return Done()


def unblock(tx: Tx, occasion: Occasion, command: people.PersonUnblock) -> Done:
    me = access_me(tx, occasion.actor)
    tx.blocks.drop(me.id, command.person)
    lobby.tell_me(tx, occasion, me)
    return Done()


def report(tx: Tx, occasion: Occasion, command: people.PersonReport) -> Done:
    me = access_me(tx, occasion.actor)
    other = access_person(tx, occasion.actor, command.person, gone=True)
    story = access_story(tx, occasion.actor, command.story) if command.story else None
    if story is not None and story.participant_id != other.id:
        raise Invalid("That story is somebody else's.", field="story")
    tx.reports.add(
        Report(
            id=occasion.new_id(),
            session_id=me.session_id,
            by_id=me.id,
            person_id=other.id,
            story_text=story.text if story else "",
            reason=command.reason,
            at=occasion.now,
        )
    )
    occasion.stir(me.session_id)
    return Done()


def leave(tx: Tx, occasion: Occasion, command: people.MeLeave) -> Done:
    me = access_me(tx, occasion.actor)
    if me.left_at is not None:
        return Done()
    tx.participants.save(replace(me, left_at=occasion.now, away_at=None))
    tx.participants.bump(me.id, "presence")
    seating.stand_up(tx, occasion, me)
    lobby.tell_me(tx, occasion, me)
    people_now = tx.participants.count_belonging(me.session_id)
    lobby.tell_count(tx, occasion, me.session_id, people_now)
    return Done()


def forget(tx: Tx, occasion: Occasion, command: people.MeForget) -> Done:
    """Erase a person. Everyone with whom they had swapped sees the card disappear."""
    me = access_me(tx, occasion.actor)
    for proposal in tx.proposals.by(me.id):
        if swapping.is_agreed(tx, me.id, proposal.to_id):
            version = tx.participants.bump(proposal.to_id)
            event = SwapWithdrawn(of="me", version=version, after=version - 1, person=me.id)
            occasion.tell_person(me.session_id, proposal.to_id, event)
    told_in = {story.room_id for story in tx.stories.of_person(me.id)}
    seating.stand_up(tx, occasion, me)
    gone = ParticipantRemoved(of="me", version=me.version + 1, after=me.version)
    occasion.tell_person(me.session_id, me.id, gone)
    occasion.drop(me.session_id, me.id)
    tx.keys.remove(tx.keys.table.c.owner == me.id)
    tx.credentials.revoke_person(me.id)
    tx.participants.remove(tx.participants.table.c.id == me.id)
    ground.registries.forget(me.session_id)
    for room_id in told_in:
        room = tx.rooms.get(room_id)
        if room is not None:
            company.tell_changed(tx, occasion, room)
    people_now = tx.participants.count_belonging(me.session_id)
    lobby.tell_count(tx, occasion, me.session_id, people_now)
    return Done()


def export(tx: Tx, occasion: Occasion, command: people.MeExport) -> people.MyData:
    """One's own data, and of others nothing but the ids that one's own acts name."""
    me = access_me(tx, occasion.actor)
    kept = cards.kept_card(tx, me)
    hidden = {"nonce", "card_nonce", "version", "presence"}
    data: dict[str, Any] = {
        "participant": {name: value for name, value in _plain(me).items() if name not in hidden},
        "card": _plain(kept.card),
        "shared_by_default": list(kept.shared),
        "stories": [_plain(story) for story in tx.stories.of_person(me.id)],
        "seats": [_plain(seat) for seat in tx.seats.of_person(me.id)],
        "proposals": [_plain(proposal) for proposal in tx.proposals.by(me.id)],
        "contacts": [
            {"id": c.id, "met_on": c.met_on.isoformat(), "room": c.room_name, "note": c.note}
            for c in tx.contacts.of(me.id)
        ],
        "consents": [_plain(consent) for consent in tx.consents.of_person(me.id)],
        "blocked": [each.blocked_id for each in tx.blocks.by(me.id)],
    }
    return people.MyData(data=data)


def expire(tx: Tx, occasion: Occasion) -> int:
    """Erase whatever has outlived its day; return how many sessions were touched."""
    touched = 0
    for session in tx.sessions.forgotten(occasion.now):
        opening.end_session(tx, occasion, session)
        touched += 1
    for session in tx.sessions.ended():
        if session.expires_at is not None and session.expires_at <= occasion.now:
            tx.sessions.delete(session.id)
            touched += 1
        elif session.stories_until is not None and session.stories_until <= occasion.now:
            touched += _erase_stories(tx, session, occasion.now)
    old = occasion.now - LONGEST
    tx.keys.remove(tx.keys.table.c.session_id.is_(None), tx.keys.table.c.at <= old)
    return touched


def _erase_stories(tx: Tx, session: Session, now: datetime) -> int:
    """24 hours after the end: stories, one-sided yeses, starters, and cards that nobody has.

    A card is kept with the proposal of an agreed swap, so the card itself can go.
    """
    agreed = _agreed_pairs(tx, session.id)
    proposals, consents = tx.proposals.table, tx.consents.table
    keep_phrases(tx, session.id, now)
    erased = 0
    for story in tx.stories.some(tx.stories.table.c.session_id == session.id):
        if not story.keep or all(story.participant_id != one for one, _ in agreed):
            erased += tx.stories.remove(tx.stories.table.c.id == story.id)
    for proposal in tx.proposals.some(proposals.c.session_id == session.id):
        if (proposal.from_id, proposal.to_id) not in agreed:
            tx.proposals.drop(proposal.from_id, proposal.to_id)
            erased += 1
    for consent in tx.consents.some(consents.c.session_id == session.id):
        if (consent.from_id, consent.to_id) not in agreed:
            tx.consents.remove(consents.c.id == consent.id)
    for table in (tx.said, tx.reports, tx.keys, tx.metoos, tx.asks):
        erased += _erase_of(tx, table, session.id)
    for person in tx.participants.everyone(session.id):
        erased += _blank(tx, person)
    ground.registries.forget(session.id)
    return int(erased > 0)


def keep_phrases(tx: Tx, session_id: str, now: datetime) -> None:
    """Write down what two contacts share, before the texts that say so are erased."""
    contacts = tx.contacts.table
    for contact in tx.contacts.some(contacts.c.session_id == session_id):
        found = tuple(ground.phrases_between(tx, contact.owner_id, contact.other_id, now))
        if found and found != contact.phrases:
            tx.contacts.save(replace(contact, phrases=found))


def _erase_of(tx: Tx, noun: Any, session_id: str) -> int:
    table = noun.table
    if "session_id" in table.c:
        return int(noun.remove(table.c.session_id == session_id))
    rooms = sa.select(tx.rooms.table.c.id).where(tx.rooms.table.c.session_id == session_id)
    return int(noun.remove(table.c.room_id.in_(rooms)))


def _blank(tx: Tx, person: Participant) -> int:
    removed = tx.cards.remove(tx.cards.table.c.participant_id == person.id)
    blank = replace(person, why="", offer="", seek="", interests=(), draft_room="", draft_text="")
    if blank != person:
        tx.participants.save(blank)
        tx.credentials.revoke_person(person.id, Kind.CARD)
        return removed + 1
    return removed


def _agreed_pairs(tx: Tx, session_id: str) -> set[tuple[str, str]]:
    yes = tx.proposals.some(tx.proposals.table.c.session_id == session_id)
    given = {(proposal.from_id, proposal.to_id) for proposal in yes}
    return {pair for pair in given if (pair[1], pair[0]) in given}


def _plain(row: Any) -> dict[str, Any]:
    plain = msgspec.to_builtins(asdict(row))
    assert isinstance(plain, dict)  # noqa: S101 - a dataclass becomes a dict
    return plain


def expiry_due(tx: Tx, now: datetime) -> bool:
    return bool(tx.sessions.forgotten(now) or tx.sessions.ended())
