"""An evening in which every command of the contract can be given, and how to give it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icebreak.contract.registry import COMMANDS, Spec, Who
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage

WRITES = sorted(name for name, spec in COMMANDS.items() if spec.writes)
OF_HOST = sorted(name for name, spec in COMMANDS.items() if spec.who is Who.HOST)
OF_PARTICIPANT = sorted(name for name, spec in COMMANDS.items() if spec.who is Who.PARTICIPANT)
OF_NOBODY_YET = ("session.open", "session.join")


@dataclass
class Cast:
    """Ana, Ben and Chloé sit in one room; Ana and Ben swapped, and Ben thinks that Ana and Chloé
    should; each has told a story."""

    stage: Stage
    host: Someone
    cohost: Someone
    cohost_id: str
    people: list[Someone]
    elsewhere: Someone

    @property
    def ana(self) -> Someone:
        return self.people[0]

    @property
    def ben(self) -> Someone:
        return self.people[1]

    def who_gives(self, spec: Spec) -> Someone:
        return self.host if spec.who is Who.HOST else self.ana

    def payload(self, name: str) -> dict[str, Any]:
        """What makes the command succeed, but for its key."""
        make = _PAYLOADS.get(name)
        return make(self) if make else {}


def cast(stage: Stage, *, started: bool = True) -> Cast:
    """Eight people in two rooms of a round, with every noun of the product in use."""
    host, people = stage.evening(8, ROUND, ROUND, WRAP_UP)
    room = people[0].room.id
    people.sort(key=lambda person: person.room.id != room)
    ana, ben, chloe = people[:3]
    for person in (ana, ben, chloe):
        person.has_card()
    ana.tells("Ana's story.")
    ben.tells("Ben's story.")
    ana.wants_to_swap_with(ben)
    ben.wants_to_swap_with(ana)
    ben.does("introduction.suggest", people=[ana.id, chloe.id], because="You both mend radios.")
    invited = host.does("host.invite")
    token = invited["host_url"].removeprefix("/h/")
    cohost = Someone(stage, stage.gate.identify(token), "the co-host", token, invited)
    stranger = stage.joins(stage.opens(ROUND, title="Elsewhere"), "Zoë").has_card()
    return Cast(stage, host, cohost, invited["host_id"], people, stranger)


def unstarted(made: Cast) -> Cast:
    """The same people at a desk whose session has not begun: for what only works before."""
    host = made.stage.opens(ROUND, WRAP_UP, title="Not begun")
    return Cast(made.stage, host, made.cohost, made.cohost_id, made.people, made.elsewhere)


_STEP = {"kind": "round", "seconds": 300, "size": 3}
_PAYLOADS: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "session.open": lambda cast: {"title": "Another one", "template": "30"},
    "session.join": lambda cast: {
        "name": "Yara",
        "join_token": cast.host.opened["join_token"],
    },
    "session.find": lambda cast: {"join_token": cast.host.opened["join_token"]},
    "session.update": lambda cast: {"title": "A new title"},
    "plan.save": lambda cast: {
        "steps": [_STEP],
        "version": cast.host.state.plan_version,
    },
    "round.extend": lambda cast: {"seconds": 90},
    "host.uninvite": lambda cast: {"host": cast.cohost_id},
    "host.say": lambda cast: {"text": "Two minutes more!"},
    "rooms.rule": lambda cast: {"apart": [[cast.ana.id, cast.ben.id]], "spread": True},
    "person.move": lambda cast: {"person": cast.ana.id, "room": cast.people[-1].room.id},
    "person.remove": lambda cast: {"person": cast.people[-1].id},
    "help.answer": lambda cast: {"room": cast.ana.room.id},
    "profile.save": lambda cast: {"why": "toasters", "interests": ["bicycles"]},
    "story.tell": lambda cast: {"room": cast.ana.room.id, "text": "One more story."},
    "story.draft": lambda cast: {"room": cast.ana.room.id, "text": "One more st"},
    "story.edit": lambda cast: {"story": story_of(cast, cast.ana), "text": "Changed."},
    "story.withdraw": lambda cast: {"story": story_of(cast, cast.ana)},
    "story.metoo": lambda cast: {"story": story_of(cast, cast.ben)},
    "turn.pass": lambda cast: {"room": cast.ana.room.id},
    "turn.swap": lambda cast: {"room": cast.ana.room.id},
    "prompt.another": lambda cast: {"room": cast.ana.room.id},
    "time.ask": lambda cast: {"room": cast.ana.room.id},
    "help.call": lambda cast: {"room": cast.ana.room.id},
    "card.save": lambda cast: {"company": "Bike Kitchen", "emails": ["new@example.org"]},
    "swap.propose": lambda cast: {"to": cast.people[2].id, "fields": ["emails"]},
    "swap.withdraw": lambda cast: {"to": cast.ben.id},
    "introduction.suggest": lambda cast: {
        "people": [cast.ben.id, cast.people[2].id],
        "because": "You both mend radios.",
    },
    "introduction.answer": lambda cast: {
        "introduction": introduced(cast),
        "accept": True,
        "fields": ["emails"],
    },
    "contact.note": lambda cast: {
        "contact": cast.ana.state.contacts[0].id,
        "note": "Write soon.",
    },
    "contact.wrote": lambda cast: {"contact": cast.ana.state.contacts[0].id},
    "person.block": lambda cast: {"person": cast.people[2].id},
    "person.unblock": lambda cast: {"person": cast.people[2].id},
    "person.report": lambda cast: {
        "person": cast.ben.id,
        "story": story_of(cast, cast.ben),
        "reason": "Not kind.",
    },
    "me.sit_out": lambda cast: {"on": True},
}


def introduced(cast: Cast) -> str:
    """Ben's introduction of Ana and Chloé."""
    return str(cast.ben.state.introduced[0].id)


def story_of(cast: Cast, teller: Someone) -> str:
    with cast.stage.read() as tx:
        story: str = tx.stories.of_person(teller.id)[0].id
    return story
