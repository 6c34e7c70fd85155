"""One transaction: every noun over the same connection."""

from typing import Any, get_type_hints

import sqlalchemy as sa

from icebreak.store.analyses import ProfileAnalyses, StoryAnalyses
from icebreak.store.introductions import Introductions
from icebreak.store.keys import Keys, Leases
from icebreak.store.link import Link
from icebreak.store.noun import Noun
from icebreak.store.people import Blocks, Participants, Reports
from icebreak.store.rooms import Asks, Rooms, Seats
from icebreak.store.rules import RulesOfSessions
from icebreak.store.seen import Seen
from icebreak.store.sessions import Credentials, Hosts, Sayings, Sessions
from icebreak.store.steps import Steps
from icebreak.store.stories import Metoos, Stories
from icebreak.store.swaps import Cards, Consents, Contacts, Proposals


class Tx:
    """What a service reads and writes; committed or rolled back as a whole.

    A noun is made when it is first asked for: most transactions need three of them.
    """

    sessions: Sessions
    hosts: Hosts
    credentials: Credentials
    said: Sayings
    steps: Steps
    rules: RulesOfSessions
    participants: Participants
    blocks: Blocks
    reports: Reports
    rooms: Rooms
    seats: Seats
    asks: Asks
    stories: Stories
    metoos: Metoos
    profile_analyses: ProfileAnalyses
    story_analyses: StoryAnalyses
    cards: Cards
    proposals: Proposals
    contacts: Contacts
    consents: Consents
    introductions: Introductions
    keys: Keys
    leases: Leases

    def __init__(self, connection: sa.Connection, seen: Seen | None = None) -> None:
        """``seen`` are rows from the transaction before on the same connection."""
        self.connection, self.link = connection, Link(connection, seen)

    def __getattr__(self, name: str) -> Any:
        kind = _NOUNS.get(name)
        if kind is None:
            raise AttributeError(name)
        noun = kind(self.link)
        setattr(self, name, noun)
        return noun


_NOUNS: dict[str, type[Noun[Any]]] = get_type_hints(Tx)
