"""What a host may see: counts and calls for help, never stories or contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from icebreak.contract.states import (
    HostPerson,
    HostRef,
    HostRoom,
    HostState,
    Links,
    Need,
    RulesView,
)
from icebreak.contract.streams import Versions
from icebreak.domain.people import Participant
from icebreak.domain.plan import Step
from icebreak.domain.rooms import QUIET_AFTER, Room
from icebreak.domain.sessions import Session
from icebreak.services import company, ground
from icebreak.services.access import access_host, access_session
from icebreak.services.occasion import Occasion
from icebreak.services.rules import rules_of
from icebreak.services.states.evening import session_view, step_view
from icebreak.services.tokens import Kind
from icebreak.services.versions import desk_version
from icebreak.store.transaction import Tx


def host_state(tx: Tx, occasion: Occasion) -> HostState:
    """Everything the acting host may see. The forecast takes longer, and is added by the gate.

    Raises:
        NotFound: if the session is gone.
        Unauthorised: if the host link was taken back.
    """
    session = access_session(tx, occasion.actor)
    me = access_host(tx, occasion.actor)
    steps = tx.steps.of(session.id)
    current = next((step for step in steps if step.id == session.step_id), None)
    people = tx.participants.belonging(session.id)
    rooms = _rooms(tx, current, people)
    phrases = ground.phrases(tx, occasion, session.id, None, session.language)
    seated = {member.id: room.id for room in rooms for member in room.members}
    token = occasion.tokens.token(Kind.JOIN, session.join_nonce)
    return HostState(
        versions=Versions(session=session.version, me=desk_version(tx, session.id)),
        now=occasion.now,
        session=session_view(tx, session, steps, None, occasion.now),
        links=Links(code=session.code or "", join_token=token, join_url=f"/j/{token}"),
        autopilot=session.autopilot,
        password=bool(session.password_hash),
        plan_version=session.plan_version,
        steps=[step_view(steps, step, occasion.now) for step in steps],
        here=sum(1 for person in people if person.here),
        in_rooms=len(seated),
        stories=len(tx.stories.of(session.id)),
        swaps=_swaps(tx, session, people),
        rooms=rooms,
        needs=_needs(tx, session, current, rooms, people, seated, occasion.now),
        people=[
            HostPerson(
                id=person.id,
                name=person.name,
                organisation=person.organisation,
                here=person.here,
                sits_out=person.sits_out,
                room=seated.get(person.id),
                joined_at=person.joined_at,
            )
            for person in people
        ],
        hosts=[
            HostRef(id=host.id, me=host.id == me.id, created_at=host.created_at)
            for host in tx.hosts.of(session.id)
        ],
        phrases=phrases,
        rules=_rules(tx, session.id),
        forecast=None,
    )


def _rules(tx: Tx, session_id: str) -> RulesView:
    told = rules_of(tx, session_id)
    return RulesView(
        apart=[list(group) for group in told.apart],
        together=[list(group) for group in told.together],
        spread=told.spread,
    )


def _rooms(tx: Tx, step: Step | None, people: Sequence[Participant]) -> list[HostRoom]:
    if step is None or not step.is_round:
        return []
    by_id = {person.id: person for person in people}
    members: dict[str, list[Participant]] = {}
    for seat in tx.seats.in_step(step.id):
        if seat.participant_id in by_id:
            members.setdefault(seat.room_id, []).append(by_id[seat.participant_id])
    counts = tx.stories.counts(step.id)
    return [_room(room, members, counts) for room in tx.rooms.open_in(step.id)]


def _room(
    room: Room,
    members: Mapping[str, list[Participant]],
    counts: Mapping[str, tuple[int, datetime]],
) -> HostRoom:
    stories, last = counts.get(room.id, (0, None))
    return HostRoom(
        id=room.id,
        name=room.name,
        number=room.number,
        members=company.members_of(members.get(room.id, [])),
        stories=stories,
        last_story_at=last,
        help=room.help_at is not None,
        help_at=room.help_at,
        wants_time=room.time_asked_at is not None,
        lone=room.lone_at is not None,
    )


def _needs(
    tx: Tx,
    session: Session,
    step: Step | None,
    rooms: Sequence[HostRoom],
    people: Sequence[Participant],
    seated: Mapping[str, str],
    now: datetime,
) -> list[Need]:
    """Calls first, then what only looks as if it needs somebody."""
    needs = [
        Need(kind="help", sentence=f"{room.name} asks for you.", room=room.id, since=room.help_at)
        for room in rooms
        if room.help
    ]
    names = {person.id: person.name for person in people}
    for report in tx.reports.of(session.id):
        about = names.get(report.person_id, "somebody who has left")
        reason = f": {report.reason}" if report.reason else "."
        quoted = f" Their story: “{report.story_text}”" if report.story_text else ""
        sentence = f"{about} was reported{reason}{quoted}"
        needs.append(
            Need(kind="report", sentence=sentence, person=report.person_id, since=report.at)
        )
    needs += [
        Need(kind="time", sentence=f"{room.name} would like more time.", room=room.id)
        for room in rooms
        if room.wants_time
    ]
    needs += [
        Need(kind="lone", sentence=f"Somebody is alone in {room.name}.", room=room.id)
        for room in rooms
        if room.lone
    ]
    if step is not None and step.is_round:
        quiet_since = step.started_at
        for room in rooms:
            since = room.last_story_at or quiet_since
            if since is not None and now - since >= QUIET_AFTER and not room.help:
                sentence = f"{room.name} is quiet."
                needs.append(Need(kind="quiet", sentence=sentence, room=room.id, since=since))
        needs += [
            Need(kind="waiting", sentence=f"{person.name} waits for a seat.", person=person.id)
            for person in people
            if person.wants_seat and person.id not in seated and step.seated
        ]
    return needs


def _swaps(tx: Tx, session: Session, people: Sequence[Participant]) -> int | None:
    """How many people have swapped; told only when it gives nobody away."""
    swapped = len(tx.contacts.swapped(session.id))
    enough = ground.ENOUGH_PEOPLE
    return swapped if swapped >= enough and len(people) - swapped >= enough else None
