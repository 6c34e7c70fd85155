"""Who plays in ``icebreak demo``, read from the data file beside this module."""

from importlib.resources import files

import msgspec

from icebreak.contract.commands.cards import CardLink
from icebreak.contract.commands.plans import StepPlan
from icebreak.domain.content import decks


class PretendCard(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What they share of themselves; all addresses are from ranges kept for examples."""

    company: str
    emails: list[str]
    title: str = ""
    pronouns: str = ""
    phones: list[str] = []
    links: list[CardLink] = []
    note: str = ""
    language: str = ""


class PretendPerson(msgspec.Struct, kw_only=True):
    """``stories`` has one for each round; ``passes`` is who lets the first turn go by."""

    name: str
    organisation: str
    why: str
    offer: str
    seek: str
    interests: list[str]
    card: PretendCard
    stories: list[str]
    passes: bool = False


class PretendEvening(msgspec.Struct, kw_only=True):
    """A session to show. The steps name their prompts by the ids of the decks."""

    title: str
    steps: list[StepPlan]
    people: list[PretendPerson]


def pretend_evening() -> PretendEvening:
    raw = files(__package__).joinpath("pretend_people.json").read_bytes()
    evening = msgspec.json.decode(raw, type=PretendEvening)
    texts = {prompt.id: prompt.text for deck in decks().values() for prompt in deck}
    for step in evening.steps:
        step.prompt = texts[step.prompt] if step.prompt else ""
    return evening
