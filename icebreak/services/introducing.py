"""Introductions: suggested by one, answered in private by two, and a swap if both say yes.

A no, and whatever stands between two people, shows nowhere: to the one who introduced them it
looks as if they had not answered yet, and to the other as well.
"""

from dataclasses import replace

from icebreak.contract.commands import introductions
from icebreak.contract.events import IntroductionAgreed, IntroductionSuggested
from icebreak.contract.states import IntroducedView, IntroductionView, PersonRef
from icebreak.domain.errors import Conflict, Full, Invalid, NotFound
from icebreak.domain.introductions import INTRODUCTIONS_EACH, Introduction, Said
from icebreak.domain.people import Participant
from icebreak.services import swapping
from icebreak.services.access import access_me, access_person
from icebreak.services.lobby import tell_me
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx


def suggest(
    tx: Tx, occasion: Occasion, command: introductions.IntroductionSuggest
) -> introductions.IntroductionSent:
    me = access_me(tx, occasion.actor)
    one, other = (access_person(tx, occasion.actor, each) for each in sorted(command.people))
    if one.id == other.id:
        raise Invalid("Choose two different people.", field="people")
    if me.id in (one.id, other.id):
        raise Invalid("Introduce two others: with you, a swap is enough.", field="people")
    made = tx.introductions.by(me.id)
    if any((each.one_id, each.other_id) == (one.id, other.id) for each in made):
        raise Conflict("You have introduced these two already.", field="people")
    if len(made) >= INTRODUCTIONS_EACH:
        raise Full("You have introduced plenty of people. Let them talk first.")
    introduction = Introduction(
        id=occasion.new_id(),
        session_id=me.session_id,
        by_id=me.id,
        one_id=one.id,
        other_id=other.id,
        because=command.because,
        delivered=_may_meet(tx, me, one, other),
        at=occasion.now,
    )
    tx.introductions.add(introduction)
    tell_me(tx, occasion, me)
    if introduction.delivered:
        for person in (one, other):
            version = tx.participants.bump(person.id)
            event = IntroductionSuggested(
                of="me", version=version, after=version - 1, introduction=introduction.id
            )
            occasion.tell_person(me.session_id, person.id, event)
    return introductions.IntroductionSent(introduction_id=introduction.id)


def answer(
    tx: Tx, occasion: Occasion, command: introductions.IntroductionAnswer
) -> introductions.IntroductionAnswered:
    me = access_me(tx, occasion.actor)
    introduction = _access(tx, me, command.introduction)
    other = tx.participants.get(introduction.other_than(me.id))
    if other is None:
        raise _not_there()
    introduction = _with_answer(introduction, me.id, "yes" if command.accept else "no")
    if not command.accept:
        tx.introductions.save(introduction)
        # A yes of before goes with it; of a no alone nobody hears.
        swapping.take_back(tx, occasion, me, other)
        tell_me(tx, occasion, me)
        return introductions.IntroductionAnswered(agreed=False)
    agreed = swapping.say_yes(tx, occasion, me, other, command.fields)
    if agreed and introduction.said_by(other.id) == "yes":
        introduction = replace(introduction, agreed_at=occasion.now)
        _tell_agreed(tx, occasion, introduction)
    tx.introductions.save(introduction)
    return introductions.IntroductionAnswered(agreed=agreed)


def asked(tx: Tx, me: Participant) -> list[IntroductionView]:
    """Those that the reader may still answer, or has said yes to."""
    rows = [
        each
        for each in tx.introductions.to(me.id)
        if each.said_by(me.id) != "no" and each.agreed_at is None
    ]
    if not rows:
        return []
    # Only those whom the reader blocks: whoever is blocked must not be able to tell.
    avoided = {block.blocked_id for block in tx.blocks.by(me.id)}
    ids = {person for each in rows for person in (each.by_id, each.other_than(me.id))}
    people = tx.participants.named(ids)
    views: list[IntroductionView] = []
    for each in rows:
        by, other = people.get(each.by_id), people.get(each.other_than(me.id))
        if by is None or other is None or not (by.belongs and other.belongs):
            continue
        if {by.id, other.id} & avoided or swapping.is_agreed(tx, me.id, other.id):
            continue
        views.append(
            IntroductionView(
                id=each.id,
                by=PersonRef(id=by.id, name=by.name),
                person=PersonRef(id=other.id, name=other.name),
                organisation=other.organisation,
                because=each.because,
                accepted=tx.proposals.get(me.id, other.id) is not None,
                at=each.at,
            )
        )
    return views


def made(tx: Tx, me: Participant) -> list[IntroducedView]:
    """What the reader suggested: sent, or in touch, and nothing between the two."""
    rows = tx.introductions.by(me.id)
    people = tx.participants.named({id for each in rows for id in (each.one_id, each.other_id)})
    return [
        IntroducedView(
            id=each.id,
            people=[
                PersonRef(id=id, name=people[id].name)
                for id in (each.one_id, each.other_id)
                if id in people
            ],
            because=each.because,
            agreed=each.agreed_at is not None,
            at=each.at,
        )
        for each in rows
    ]


def _access(tx: Tx, me: Participant, introduction_id: str) -> Introduction:
    if introduction_id not in {each.id for each in asked(tx, me)}:
        raise _not_there()
    introduction = tx.introductions.get(introduction_id)
    if introduction is None:
        raise _not_there()
    return introduction


def _not_there() -> NotFound:
    return NotFound("There is no such introduction for you.", field="introduction")


def _may_meet(tx: Tx, me: Participant, one: Participant, other: Participant) -> bool:
    """Nothing stands between any two of the three, and the two are not in touch yet."""
    pairs = ((me.id, one.id), (me.id, other.id), (one.id, other.id))
    blocked = any(tx.blocks.between(*pair) for pair in pairs)
    here = one.belongs and other.belongs
    return here and not blocked and not swapping.is_agreed(tx, one.id, other.id)


def _with_answer(introduction: Introduction, person_id: str, said: Said) -> Introduction:
    if person_id == introduction.one_id:
        return replace(introduction, one_said=said)
    return replace(introduction, other_said=said)


def _tell_agreed(tx: Tx, occasion: Occasion, introduction: Introduction) -> None:
    """To whoever introduced them; the two hear of their swap."""
    by = tx.participants.get(introduction.by_id)
    if by is not None:
        version = tx.participants.bump(by.id)
        event = IntroductionAgreed(
            of="me", version=version, after=version - 1, introduction=introduction.id
        )
        occasion.tell_person(introduction.session_id, by.id, event)
