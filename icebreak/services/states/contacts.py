"""Contacts: the other's card as they shared it, and what the two have in common."""

from datetime import date

from icebreak.contract.commands.cards import CardLink
from icebreak.contract.states import CardView, ContactView, Ground, PersonRef
from icebreak.domain.cards import Card
from icebreak.domain.people import Participant
from icebreak.services import ground, swapping
from icebreak.store.transaction import Tx


def contact_views(
    tx: Tx, me: Participant, shared: dict[str, list[Ground]], today: date
) -> list[ContactView]:
    """Agreed swaps only: a withdrawn one is gone from here at once. Whom to write to now comes
    first."""
    contacts = tx.contacts.of(me.id)
    others = tx.participants.named([contact.other_id for contact in contacts])
    views: list[ContactView] = []
    for contact in contacts:
        other = others.get(contact.other_id)
        proposal = tx.proposals.get(contact.other_id, me.id)
        if other is None or proposal is None or not swapping.is_agreed(tx, me.id, other.id):
            continue
        found = ground.phrases_of(shared.get(other.id, []))
        views.append(
            ContactView(
                id=contact.id,
                person=PersonRef(id=other.id, name=other.name),
                card=card_view(proposal.card),
                room=contact.room_name,
                round=contact.round,
                met_on=contact.met_on,
                shared=found or list(contact.phrases),
                story=_kept_story(tx, me, other),
                note=contact.note,
                follow_up_on=contact.follow_up_on,
                due=contact.follow_up_on is not None and contact.follow_up_on <= today,
                wrote_at=contact.wrote_at,
                moved=contact.moved,
                agreed_at=contact.agreed_at,
            )
        )
    return sorted(views, key=lambda view: (not view.due, view.follow_up_on or date.max))


def card_view(card: Card) -> CardView:
    return CardView(
        name=card.name,
        given=card.given,
        family=card.family,
        pronouns=card.pronouns,
        company=card.company,
        department=card.department,
        title=card.title,
        emails=list(card.emails),
        phones=list(card.phones),
        links=[CardLink(label=link.label, url=link.url) for link in card.links],
        note=card.note,
        language=card.language,
    )


def _kept_story(tx: Tx, me: Participant, other: Participant) -> str:
    """The last story they told where both sat, if they let contacts keep it."""
    mine = {seat.room_id for seat in tx.seats.of_person(me.id)}
    kept = [
        story.text
        for story in tx.stories.of_person(other.id)
        if story.keep and story.withdrawn_at is None and story.room_id in mine
    ]
    return kept[-1] if kept else ""
