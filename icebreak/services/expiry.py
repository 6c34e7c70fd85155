"""What outlives its day is erased: see ``store.lifetimes`` for which day that is."""

from dataclasses import replace
from datetime import datetime

from icebreak.domain.people import Participant
from icebreak.domain.sessions import LONGEST, Session
from icebreak.ports import Unread
from icebreak.services import ground, opening
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind
from icebreak.store.transaction import Tx

Pairs = set[tuple[str, str]]


def expire(tx: Tx, occasion: Occasion) -> int:
    """Erase whatever has outlived its day; return how many sessions were touched."""
    touched = 0
    for session in tx.sessions.forgotten(occasion.now):
        opening.end_session(tx, occasion, session)
        touched += 1
    for session in tx.sessions.ended():
        if session.expires_at is not None and session.expires_at <= occasion.now:
            tx.sessions.delete(session.id)
            occasion.unread.append(Unread(session.id))
            touched += 1
        elif _has_day_olds(session, occasion.now):
            _erase_day_olds(tx, occasion, session)
            touched += 1
    tx.keys.drop_ownerless(occasion.now - LONGEST)
    return touched


def day_olds(tx: Tx, now: datetime) -> list[str]:
    """Sessions whose texts are due to go, and not only their rows."""
    return [each.id for each in tx.sessions.ended() if _has_day_olds(each, now)]


def _has_day_olds(session: Session, now: datetime) -> bool:
    until = session.stories_until
    return session.erased_at is None and until is not None and until <= now


def _erase_day_olds(tx: Tx, occasion: Occasion, session: Session) -> None:
    """24 hours after the end: stories, one-sided yeses, starters, and cards that nobody has.

    A card is kept with the proposal of an agreed swap, so the card itself can go.
    """
    agreed = _agreed_pairs(tx, session.id)
    keep_phrases(tx, occasion, session.id)
    _erase_stories(tx, session.id, agreed)
    _erase_one_sided(tx, session.id, agreed)
    tx.said.erase_of(session.id)
    tx.reports.erase_of(session.id)
    tx.introductions.erase_of(session.id)
    tx.keys.drop_of(session.id)
    for room in tx.rooms.of(session.id):
        tx.metoos.erase_in(room.id)
        tx.asks.erase_in(room.id)
    for person in tx.participants.everyone(session.id):
        _blank(tx, person)
    tx.credentials.revoke_kind(session.id, Kind.CARD)
    tx.sessions.save(replace(session, erased_at=occasion.now))
    tx.sessions.bump(session.id)
    tx.profile_analyses.drop_of(session.id)
    tx.story_analyses.drop_of(session.id)
    occasion.unread.append(Unread(session.id))


def _agreed_pairs(tx: Tx, session_id: str) -> Pairs:
    yes = tx.proposals.of(session_id)
    given = {(proposal.from_id, proposal.to_id) for proposal in yes}
    return {pair for pair in given if (pair[1], pair[0]) in given}


def keep_phrases(tx: Tx, occasion: Occasion, session_id: str) -> None:
    """Write down what two contacts share, before the texts that say so are erased."""
    for contact in tx.contacts.in_session(session_id):
        found = tuple(ground.phrases_between(tx, occasion, contact.owner_id, contact.other_id))
        if found and found != contact.phrases:
            tx.contacts.save(replace(contact, phrases=found))


def _erase_stories(tx: Tx, session_id: str, agreed: Pairs) -> None:
    """All but those that a contact of their teller, who heard them, may keep."""
    sat_in: dict[str, set[str]] = {}
    for seat in tx.seats.of(session_id):
        sat_in.setdefault(seat.participant_id, set()).add(seat.room_id)
    for story in tx.stories.all_of(session_id):
        kept = story.keep and any(
            one == story.participant_id and story.room_id in sat_in.get(other, ())
            for one, other in agreed
        )
        if not kept:
            tx.stories.erase(story.id)


def _erase_one_sided(tx: Tx, session_id: str, agreed: Pairs) -> None:
    for proposal in tx.proposals.of(session_id):
        if (proposal.from_id, proposal.to_id) not in agreed:
            tx.proposals.drop(proposal.from_id, proposal.to_id)
    for consent in tx.consents.of(session_id):
        if (consent.from_id, consent.to_id) not in agreed:
            tx.consents.erase(consent.id)
    for contact in tx.contacts.in_session(session_id):
        if (contact.owner_id, contact.other_id) not in agreed:
            tx.contacts.erase(contact.id)


def _blank(tx: Tx, person: Participant) -> None:
    tx.cards.erase(person.id)
    blank = replace(person, why="", offer="", seek="", interests=(), card_nonce="")
    tx.participants.save(replace(blank, draft_room="", draft_text=""))
