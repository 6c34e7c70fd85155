"""Whose page it is, and what they see."""

from icebreak.contract.states import ParticipantState
from icebreak.services.occasion import Actor
from icebreak.web.api import heard
from icebreak.web.credentials import cookie_actor, the_gate


def the_actor(session_id: str) -> Actor:
    """The participant who asks; without a socket, a page shows that they are here.

    Raises:
        Unauthorised: without a seat in that session.
    """
    actor = cookie_actor("participant", session_id)
    heard(actor)
    return actor


def the_state(actor: Actor) -> ParticipantState:
    state = the_gate().state(actor)
    assert isinstance(state, ParticipantState)  # noqa: S101 - the actor is a participant
    return state
