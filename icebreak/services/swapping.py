"""Cards and swaps. A one-sided yes is known to its author, and to nobody else in any way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from icebreak.contract.commands import swaps
from icebreak.contract.events import SwapAgreed, SwapWithdrawn
from icebreak.contract.registry import Done
from icebreak.domain.cards import filled, only
from icebreak.domain.errors import Invalid
from icebreak.domain.people import Participant
from icebreak.domain.plan import round_number
from icebreak.domain.swaps import WORDING, Consent, Contact, Proposal, dated
from icebreak.domain.swaps import wrote as written_to
from icebreak.services import cards, ground
from icebreak.services.access import access_contact, access_me, access_person
from icebreak.services.lobby import tell_me
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx


def propose(tx: Tx, occasion: Occasion, command: swaps.SwapPropose) -> swaps.SwapAnswer:
    me = access_me(tx, occasion.actor)
    if command.card_token is not None:
        other = cards.card_owner(tx, occasion, command.card_token)
    else:
        other = access_person(tx, occasion.actor, command.to or "")
    if other.id == me.id:
        raise Invalid("That is you.", field="to")
    return swaps.SwapAnswer(agreed=say_yes(tx, occasion, me, other, command.fields))


def say_yes(
    tx: Tx, occasion: Occasion, me: Participant, other: Participant, chosen: Sequence[str]
) -> bool:
    """Give a yes with these fields of one's card as they are now; whether both have said yes.

    Raises:
        Invalid: if none of the fields is filled in.
    """
    card = cards.kept_card(tx, me).card
    fields = tuple(field for field in dict.fromkeys(chosen) if field in filled(card))
    if not fields:
        raise Invalid("Choose at least one thing of your card that is filled in.", field="fields")
    before = is_agreed(tx, me.id, other.id)
    proposal = Proposal(me.id, other.id, me.session_id, fields, only(card, fields), occasion.now)
    if tx.proposals.get(me.id, other.id) is None:
        tx.proposals.add(proposal)
    else:
        tx.proposals.save(proposal)
    _log(tx, occasion, me, other, fields, given=True)
    tell_me(tx, occasion, me)
    if tx.proposals.get(other.id, me.id) is None or tx.blocks.between(me.id, other.id):
        return False
    if before:
        tell_me(tx, occasion, other)
    else:
        _agree(tx, occasion, me, other)
    return True


def withdraw(tx: Tx, occasion: Occasion, command: swaps.SwapWithdraw) -> Done:
    me = access_me(tx, occasion.actor)
    other = access_person(tx, occasion.actor, command.to, gone=True)
    take_back(tx, occasion, me, other)
    return Done()


def take_back(tx: Tx, occasion: Occasion, me: Participant, other: Participant) -> None:
    """Withdraw a yes. The other side hears of it only if there was an agreement."""
    proposal = tx.proposals.get(me.id, other.id)
    if proposal is None:
        return
    agreed = is_agreed(tx, me.id, other.id)
    tx.proposals.drop(me.id, other.id)
    _log(tx, occasion, me, other, proposal.fields, given=False)
    tell_me(tx, occasion, me)
    if agreed:
        _erase_again(tx, me.session_id)
        tell_me(tx, occasion, other)
        version = tx.participants.bump(other.id)
        event = SwapWithdrawn(of="me", version=version, after=version - 1, person=me.id)
        occasion.tell_person(me.session_id, other.id, event)
        occasion.stir(me.session_id)


def _erase_again(tx: Tx, session_id: str) -> None:
    """What an agreement kept alive beyond its day is due now that there is none."""
    session = tx.sessions.get(session_id)
    if session is not None and session.erased_at is not None:
        tx.sessions.save(replace(session, erased_at=None))


def is_agreed(tx: Tx, one_id: str, other_id: str) -> bool:
    """Both said yes, each has the other as a contact, and nobody blocks the other."""
    return (
        tx.proposals.get(one_id, other_id) is not None
        and tx.proposals.get(other_id, one_id) is not None
        and tx.contacts.between(one_id, other_id) is not None
        and not tx.blocks.between(one_id, other_id)
    )


def note(tx: Tx, occasion: Occasion, command: swaps.ContactNote) -> Done:
    me = access_me(tx, occasion.actor)
    contact = access_contact(tx, occasion.actor, command.contact)
    tx.contacts.save(_noted(contact, command))
    tell_me(tx, occasion, me)
    return Done()


def wrote(tx: Tx, occasion: Occasion, command: swaps.ContactWrote) -> Done:
    me = access_me(tx, occasion.actor)
    contact = access_contact(tx, occasion.actor, command.contact)
    tx.contacts.save(_noted(written_to(contact, occasion.now), command))
    tell_me(tx, occasion, me)
    return Done()


def _noted(contact: Contact, command: swaps.ContactNote | swaps.ContactWrote) -> Contact:
    if command.note is not None:
        contact = replace(contact, note=command.note)
    if command.follow_up_on is not None:
        contact = dated(contact, _day(command.follow_up_on))
    return contact


def _agree(tx: Tx, occasion: Occasion, me: Participant, other: Participant) -> None:
    for owner, met in ((me, other), (other, me)):
        if tx.contacts.between(owner.id, met.id) is None:
            tx.contacts.add(_contact(tx, occasion, owner, met))
        version = tx.participants.bump(owner.id)
        event = SwapAgreed(
            of="me", version=version, after=version - 1, person=met.id, name=met.name
        )
        occasion.tell_person(owner.session_id, owner.id, event)
    tx.sessions.bump(me.session_id, "desk")
    occasion.stir(me.session_id)


def _contact(tx: Tx, occasion: Occasion, owner: Participant, other: Participant) -> Contact:
    rooms = {seat.room_id: seat for seat in tx.seats.of_person(other.id)}
    shared = [seat for seat in tx.seats.of_person(owner.id) if seat.room_id in rooms]
    room = tx.rooms.get(shared[0].room_id) if shared else None
    step = tx.steps.get(room.step_id) if room else None
    number = round_number(tx.steps.of(owner.session_id), step) if step else None
    return Contact(
        id=occasion.new_id(),
        uid=str(UUID(int=occasion.chance.getrandbits(128), version=4)),
        owner_id=owner.id,
        other_id=other.id,
        session_id=owner.session_id,
        room_name=room.name if room else "",
        round=number,
        met_on=(room.opened_at if room else occasion.now).date(),
        agreed_at=occasion.now,
        phrases=tuple(ground.phrases_between(tx, occasion, owner.id, other.id)),
    )


def _log(
    tx: Tx,
    occasion: Occasion,
    me: Participant,
    other: Participant,
    fields: Sequence[str],
    *,
    given: bool,
) -> None:
    consent = Consent(
        id=occasion.new_id(),
        session_id=me.session_id,
        from_id=me.id,
        to_id=other.id,
        fields=tuple(fields),
        wording=WORDING,
        given=given,
        at=occasion.now,
    )
    tx.consents.add(consent)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("That day is not in the calendar.", field="follow_up_on") from None
