"""People's safety and their data: block, report, leave, forget, export, expire."""

from dataclasses import asdict, replace
from typing import Any

import msgspec

from icebreak.contract.commands import people
from icebreak.contract.events import ParticipantRemoved, SwapWithdrawn
from icebreak.contract.registry import Done
from icebreak.contract.streams import written
from icebreak.domain.errors import Full, Invalid
from icebreak.domain.people import Block, Report
from icebreak.ports import Unread
from icebreak.services import cards, company, lobby, roomplans, seating, swapping
from icebreak.services.access import access_me, access_person, access_story
from icebreak.services.expiry import expire as expire
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx

REPORTS_A_PERSON = 20


def block(tx: Tx, occasion: Occasion, command: people.PersonBlock) -> Done:
    """The other learns nothing; a swap between the two is over for both."""
    me = access_me(tx, occasion.actor)
    other = access_person(tx, occasion.actor, command.person, gone=True)
    if other.id == me.id:
        raise Invalid("That is you.", field="person")
    agreed = swapping.is_agreed(tx, me.id, other.id)
    # Also a yes that was given to somebody who was blocked already.
    swapping.take_back(tx, occasion, me, other)
    if any(each.blocked_id == other.id for each in tx.blocks.by(me.id)):
        return Done()
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
    if len(tx.reports.by(me.id)) >= REPORTS_A_PERSON:
        raise Full("You have reported a lot. Please speak to the host.")
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
    tx.sessions.bump(me.session_id, "desk")
    occasion.stir(me.session_id)
    return Done()


def leave(tx: Tx, occasion: Occasion, command: people.MeLeave) -> Done:
    me = access_me(tx, occasion.actor)
    if me.left_at is not None:
        return Done()
    tx.participants.save(replace(me, left_at=occasion.now, away_at=None))
    tx.participants.bump(me.id, "presence")
    occasion.unread.append(Unread(me.session_id, me.id))
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
    sat_in = {seat.room_id for seat in tx.seats.of_person(me.id)}
    seating.stand_up(tx, occasion, me)
    roomplans.drop_plans_with(tx, me)
    gone = ParticipantRemoved(of="me", version=me.version + 1, after=me.version)
    occasion.tell_person(me.session_id, me.id, gone)
    occasion.drop(me.session_id, me.id)
    tx.keys.forget(me.id, me.session_id)
    tx.credentials.revoke_person(me.id)
    tx.participants.remove(tx.participants.table.c.id == me.id)
    occasion.unread.append(Unread(me.session_id, me.id, erased=True))
    # What the desk counted of them goes with their row, and a count must never fall.
    tx.sessions.bump(me.session_id, "desk", me.presence + 1)
    for room_id in sat_in:
        _strike_out(tx, occasion, room_id, me.id)
    people_now = tx.participants.count_belonging(me.session_id)
    lobby.tell_count(tx, occasion, me.session_id, people_now)
    return Done()


def _strike_out(tx: Tx, occasion: Occasion, room_id: str, person_id: str) -> None:
    room = tx.rooms.get(room_id)
    if room is not None:
        order = tuple(each for each in room.order if each != person_id)
        passed = tuple(each for each in room.passed if each != person_id)
        tx.rooms.save(replace(room, order=order, passed=passed))
        company.tell_changed(tx, occasion, room)


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
        "metoos": [_plain(metoo) for metoo in tx.metoos.by(me.id)],
        "reports": [_plain(report) for report in tx.reports.by(me.id)],
        "introduced": [
            {
                "people": [each.one_id, each.other_id],
                "because": each.because,
                "at": written(each.at),
            }
            for each in tx.introductions.by(me.id)
        ],
    }
    return people.MyData(data=data)


def _plain(row: Any) -> dict[str, Any]:
    plain = msgspec.to_builtins(asdict(row))
    assert isinstance(plain, dict)  # noqa: S101 - a dataclass becomes a dict
    return plain
