"""What one participant may see. What is not put in here, nobody can leak."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from icebreak.contract.states import (
    Draft,
    Ground,
    MeView,
    ParticipantState,
    PersonRef,
    Proposal,
    RoomView,
    StoryView,
)
from icebreak.contract.streams import Versions
from icebreak.domain import swaps
from icebreak.domain.people import Participant
from icebreak.domain.plan import admits_latecomers
from icebreak.domain.rooms import JUST_ENDED, Room, turn, votes_needed
from icebreak.domain.sessions import Session
from icebreak.services import cards, company, ground, introducing, saying
from icebreak.services.access import access_me, access_session
from icebreak.services.occasion import Occasion
from icebreak.services.states import meeting
from icebreak.services.states.contacts import card_view, contact_views
from icebreak.services.states.evening import session_view
from icebreak.services.tokens import Kind
from icebreak.store.transaction import Tx


def participant_state(tx: Tx, occasion: Occasion) -> ParticipantState:
    """Everything the acting participant may see.

    Raises:
        NotFound: if the session is gone.
        Unauthorised: if they no longer belong.
    """
    session = access_session(tx, occasion.actor)
    me = access_me(tx, occasion.actor)
    steps = tx.steps.of(session.id)
    seat = tx.seats.current(me.id, session.step_id)
    room = tx.rooms.get(seat.room_id) if seat else _unfinished(tx, me, occasion.now)
    met_rooms = tx.rooms.of_person(me.id)
    seats = tx.seats.in_rooms([each.id for each in met_rooms])
    people = meeting.people_met(tx, me, seats)
    step = tx.steps.get(session.step_id)
    # While a round runs its rooms are what counts, also in the seconds before they open.
    resting = step is None or not step.is_round
    proposals = tx.proposals.by(me.id)
    yes = [each.to_id for each in proposals]
    suggested = meeting.suggested(tx, occasion, session, me, people, yes, asking=resting)
    table = ground.table_of(tx, session.id, {**people, **suggested})
    language = saying.language_of(me, session)
    shared = {
        other: saying.for_reader(table.between(tx, occasion, me.id, other), me.id, language)
        for other in table.sat_in
        if other != me.id
    }
    return ParticipantState(
        versions=Versions(
            session=session.version, room=room.version if room and seat else 0, me=me.version
        ),
        now=occasion.now,
        session=session_view(tx, session, steps, room.id if room else None, occasion.now),
        me=_me_view(tx, occasion, session, me, room, proposals),
        room=_room_view(tx, me, room, shared) if room else None,
        phrases=ground.phrases(tx, occasion, session.id, me, language),
        met=meeting.met(tx, me, people, met_rooms, seats, steps, shared, yes),
        to_meet=meeting.to_meet(tx, me, suggested, shared, yes),
        introductions=introducing.asked(tx, me),
        introduced=introducing.made(tx, me),
        contacts=contact_views(tx, me, shared, occasion.now.date()),
    )


def _unfinished(tx: Tx, me: Participant, now: datetime) -> Room | None:
    """The room that has just ended while the reader was in the middle of a story for it."""
    room = tx.rooms.get(me.draft_room) if me.draft_text else None
    if room is None or room.closed_at is None or now - room.closed_at > JUST_ENDED:
        return None
    return room if tx.seats.held(room.id, me.id) else None


def _me_view(
    tx: Tx,
    occasion: Occasion,
    session: Session,
    me: Participant,
    room: Room | None,
    proposals: Sequence[swaps.Proposal],
) -> MeView:
    kept = cards.kept_card(tx, me)
    blocked = tx.participants.named([each.blocked_id for each in tx.blocks.by(me.id)])
    tokens = occasion.tokens
    return MeView(
        id=me.id,
        name=me.name,
        organisation=me.organisation,
        why=me.why,
        offer=me.offer,
        seek=me.seek,
        interests=list(me.interests),
        language=me.language,
        on_picture=me.on_picture,
        sits_out=me.sits_out,
        left=me.left_at is not None,
        facets=ground.labels(tx, me.id, saying.language_of(me, session)),
        card=card_view(kept.card),
        shared=list(kept.shared),
        card_url=f"/c/{tokens.token(Kind.CARD, me.card_nonce)}" if me.card_nonce else "",
        resume_url=f"/r/{tokens.token(Kind.RESUME, me.nonce)}",
        draft=Draft(room=me.draft_room, text=me.draft_text) if me.draft_text else None,
        proposals=[Proposal(to=each.to_id, fields=list(each.fields)) for each in proposals],
        blocked=[PersonRef(id=each.id, name=each.name) for each in blocked.values()],
        waiting=_waiting(tx, occasion, session, me, room),
    )


def _waiting(
    tx: Tx, occasion: Occasion, session: Session, me: Participant, room: Room | None
) -> str:
    step = tx.steps.get(session.step_id)
    if step is None or not step.is_round or room is not None:
        return ""
    if me.sits_out:
        return "You are sitting this round out. Come back in whenever you like."
    if not step.seated:
        return "The rooms are being made. Yours opens in a moment."
    if not admits_latecomers(step, occasion.now):
        return "This round is nearly over. You have a seat in the next one."
    if not tx.rooms.open_in(step.id):
        return "Nobody else is here yet. A room opens as soon as somebody comes."
    return "All rooms are full just now. You have a seat as soon as somebody else comes."


def _room_view(tx: Tx, me: Participant, room: Room, shared: dict[str, list[Ground]]) -> RoomView:
    people = {person.id: person for person in tx.participants.sitting_in(room.id)}
    members = sorted(
        people.values(),
        key=lambda person: room.order.index(person.id) if person.id in room.order else 99,
    )
    here = {person.id for person in members if person.here}
    stories = _story_views(tx, me, room, people)
    asks = tx.asks.in_room(room.id)
    told = {story.by for story in stories}
    pairs = [each for person in members for each in shared.get(person.id, [])]
    order = [each for each in room.order if each in people]
    return RoomView(
        id=room.id,
        name=room.name,
        number=room.number,
        step=room.step_id,
        closed=room.closed_at is not None,
        members=company.members_of(members),
        order=order,
        first=order[0] if order else "",
        turn=turn(room, told, here) if room.closed_at is None else None,
        prompt=room.prompt,
        stories=stories,
        ground=pairs,
        needed=votes_needed(len(here)),
        asked_prompt=[ask.participant_id for ask in asks if ask.kind == "prompt"],
        asked_time=[ask.participant_id for ask in asks if ask.kind == "time"],
        help=room.help_at is not None,
    )


def _story_views(
    tx: Tx, me: Participant, room: Room, sitting: Mapping[str, Participant]
) -> list[StoryView]:
    stories = tx.stories.in_room(room.id)
    gone = {story.participant_id for story in stories} - sitting.keys()
    tellers = {**sitting, **tx.participants.named(gone)}
    metoos: dict[str, set[str]] = {}
    for each in tx.metoos.in_room(room.id):
        metoos.setdefault(each.story_id, set()).add(each.participant_id)
    return [
        StoryView(
            id=story.id,
            by=story.participant_id,
            name=tellers[story.participant_id].name,
            text=story.text,
            at=story.told_at,
            edited=story.edited_at is not None,
            # Whether its teller lets contacts keep it is between the teller and them.
            keep=story.keep and story.participant_id == me.id,
            metoos=len(metoos.get(story.id, ())),
            metoo=me.id in metoos.get(story.id, ()),
        )
        for story in stories
    ]
