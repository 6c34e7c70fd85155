"""One transaction: every noun over the same connection."""

import sqlalchemy as sa

from icebreak.store.analyses import ProfileAnalyses, StoryAnalyses
from icebreak.store.keys import Keys, Leases
from icebreak.store.people import Blocks, Participants, Reports
from icebreak.store.rooms import Asks, Rooms, Seats
from icebreak.store.rules import RulesOfSessions
from icebreak.store.sessions import Credentials, Hosts, Sayings, Sessions
from icebreak.store.statement import Link, Seen
from icebreak.store.steps import Steps
from icebreak.store.stories import Metoos, Stories
from icebreak.store.swaps import Cards, Consents, Contacts, Proposals


class Tx:
    """What a service reads and writes; committed or rolled back as a whole."""

    def __init__(self, connection: sa.Connection, seen: Seen | None = None) -> None:
        """``seen`` are rows from the transaction before on the same connection."""
        link = Link(connection, seen)
        self.connection, self.link = connection, link
        self.sessions = Sessions(link)
        self.hosts = Hosts(link)
        self.credentials = Credentials(link)
        self.said = Sayings(link)
        self.steps = Steps(link)
        self.rules = RulesOfSessions(link)
        self.participants = Participants(link)
        self.blocks = Blocks(link)
        self.reports = Reports(link)
        self.rooms = Rooms(link)
        self.seats = Seats(link)
        self.asks = Asks(link)
        self.stories = Stories(link)
        self.metoos = Metoos(link)
        self.profile_analyses = ProfileAnalyses(link)
        self.story_analyses = StoryAnalyses(link)
        self.cards = Cards(link)
        self.proposals = Proposals(link)
        self.contacts = Contacts(link)
        self.consents = Consents(link)
        self.keys = Keys(link)
        self.leases = Leases(link)
