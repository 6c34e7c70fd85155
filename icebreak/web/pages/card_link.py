"""A card link: it names its owner to members of that session, and to nobody else."""

from typing import Any

from flask import Blueprint, Response, request

from icebreak.contract.states import ParticipantState, PersonRef
from icebreak.domain.errors import NotFound, Refusal, Unauthorised
from icebreak.services.cards import card_owner
from icebreak.services.occasion import Actor
from icebreak.services.tokens import Kind, digest
from icebreak.web.api import heard
from icebreak.web.credentials import cookie_actor, the_gate
from icebreak.web.pages.swaps import propose, swap_fields
from icebreak.web.rendering import page

card_link = Blueprint("card_link", __name__)


@card_link.get("/C/<card_token>")
@card_link.get("/c/<card_token>")
def show(card_token: str) -> Response:
    return _show(_member(card_token), card_token, None, {})


@card_link.post("/C/<card_token>")
@card_link.post("/c/<card_token>")
def act(card_token: str) -> Response:
    actor = _member(card_token)
    if actor is None:
        return _show(None, card_token, None, {})
    heard(actor)

    def again(refusal: Refusal, form: dict[str, Any]) -> Response:
        return _show(actor, card_token, refusal, form)

    return propose(actor, f"/c/{card_token}?said=yes", again, card_token=card_token)


def _member(card_token: str) -> Actor | None:
    """The visitor's seat in the session that the link belongs to, if they have one."""
    with the_gate().world.store.read() as tx:
        credential = tx.credentials.find(digest(Kind.CARD, card_token))
    if credential is None:
        return None
    try:
        return cookie_actor("participant", credential.session_id)
    except Unauthorised:
        return None


def _show(
    actor: Actor | None, card_token: str, problem: Refusal | None, form: dict[str, Any]
) -> Response:
    """Unknown, expired, revoked and foreign links look alike."""
    owner: PersonRef | None = None
    state: ParticipantState | None = None
    fields: list[dict[str, Any]] = []
    if actor is not None:
        gate = the_gate()
        try:
            with gate.world.store.read() as tx:
                person = card_owner(tx, gate.occasion(actor), card_token)
            owner = PersonRef(id=person.id, name=person.name)
            seen = gate.state(actor)
            assert isinstance(seen, ParticipantState)  # noqa: S101 - a participant's seat
            state, fields = seen, swap_fields(seen, person.id, form)
        except (NotFound, Unauthorised):
            owner = None
    agreed = owner and state and any(each.person.id == owner.id for each in state.contacts)
    proposed = owner and state and any(each.to == owner.id for each in state.me.proposals)
    return page(
        "card_link.html",
        owner=owner,
        state=state,
        fields=fields,
        agreed=bool(agreed),
        proposed=bool(proposed),
        mine=bool(owner and state and owner.id == state.me.id),
        said=request.args.get("said") == "yes",
        action=request.path,
        problem=problem,
        form=form,
    )
