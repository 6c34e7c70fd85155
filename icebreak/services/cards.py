"""One's own card, and the link that shows it to members of the same session."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from icebreak.contract.commands import cards
from icebreak.contract.registry import Done
from icebreak.contract.streams import written
from icebreak.domain.cards import Card, Link
from icebreak.domain.errors import Invalid, NotFound
from icebreak.domain.people import Participant
from icebreak.exchange.details import clean_email, clean_link, clean_phone
from icebreak.services.access import access_me, access_session
from icebreak.services.lobby import tell_me
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind, digest
from icebreak.store.sessions import Credential
from icebreak.store.swaps import KeptCard
from icebreak.store.transaction import Tx

# A card link made before the end works until 24 hours after it; this is only
# the longest that a forgotten session can keep one alive.
CARD_LINK_LIFE = timedelta(days=2)
_NO_CARD = "This card link doesn't work. It may have been replaced, or its time is over."


def save_card(tx: Tx, occasion: Occasion, command: cards.CardSave) -> Done:
    me = access_me(tx, occasion.actor)
    kept = kept_card(tx, me)
    lines = ("given", "family", "pronouns", "company", "department", "title", "note", "language")
    changes: dict[str, object] = {
        name: value for name in lines if (value := getattr(command, name)) is not None
    }
    if command.emails is not None:
        changes["emails"] = _cleaned(command.emails, clean_email, "emails")
    if command.phones is not None:
        changes["phones"] = _cleaned(command.phones, clean_phone, "phones")
    if command.links is not None:
        changes["links"] = _cleaned_links(command.links)
    shared = kept.shared if command.shared is None else tuple(dict.fromkeys(command.shared))
    card = replace(kept.card, name=me.name, **changes)  # type: ignore[arg-type]
    keep = KeptCard(me.id, card, shared)
    if tx.cards.of(me.id) is None:
        tx.cards.add(keep)
    else:
        tx.cards.save(keep)
    tell_me(tx, occasion, me)
    return Done()


def kept_card(tx: Tx, person: Participant) -> KeptCard:
    kept = tx.cards.of(person.id)
    if kept is None:
        return KeptCard(person.id, Card(name=person.name), ())
    return replace(kept, card=replace(kept.card, name=person.name))


def make_link(tx: Tx, occasion: Occasion, command: cards.CardLinkMake) -> cards.CardLinkMade:
    me = replace(access_me(tx, occasion.actor), card_nonce=occasion.new_id())
    session = access_session(tx, occasion.actor)
    tx.participants.save(me)
    tx.credentials.revoke_person(me.id, Kind.CARD)
    until = session.swaps_until or occasion.now + CARD_LINK_LIFE
    hashed = digest(Kind.CARD, occasion.tokens.token(Kind.CARD, me.card_nonce))
    tx.credentials.add(Credential(hashed, Kind.CARD, session.id, me.id, until))
    tell_me(tx, occasion, me)
    return link_made(tx, occasion, me.id)


def link_made(tx: Tx, occasion: Occasion, person_id: str) -> cards.CardLinkMade:
    me = tx.participants.get(person_id)
    if me is None:
        raise NotFound(_NO_CARD)
    token = occasion.tokens.token(Kind.CARD, me.card_nonce)
    credential = tx.credentials.find(digest(Kind.CARD, token))
    if credential is None or credential.expires_at is None:
        raise NotFound(_NO_CARD)
    return cards.CardLinkMade(card_url=f"/c/{token}", expires_at=written(credential.expires_at))


def card_owner(tx: Tx, occasion: Occasion, card_token: str) -> Participant:
    """Whose card a link shows, to members of the same session. All failures look alike."""
    credential = tx.credentials.find(digest(Kind.CARD, card_token))
    if (
        credential is None
        or credential.session_id != occasion.actor.session_id
        or (credential.expires_at is not None and credential.expires_at <= occasion.now)
    ):
        raise NotFound(_NO_CARD, field="card_token")
    owner = tx.participants.get(credential.person_id or "")
    if owner is None or owner.removed_at is not None:
        raise NotFound(_NO_CARD, field="card_token")
    return owner


def _cleaned(texts: Sequence[str], clean: Callable[[str], str], field: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(clean(text) for text in texts if text))
    except ValueError as error:
        raise Invalid(str(error), field=field) from None


def _cleaned_links(links: Sequence[cards.CardLink]) -> tuple[Link, ...]:
    try:
        return tuple(Link(link.label, clean_link(link.url)) for link in links if link.url)
    except ValueError as error:
        raise Invalid(str(error), field="links") from None
