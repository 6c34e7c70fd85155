"""One transaction: every noun over the same connection."""

import sqlalchemy as sa

from icebreak.store.keys import Keys, Leases
from icebreak.store.people import Blocks, Participants, Reports
from icebreak.store.rooms import Asks, Rooms, Seats
from icebreak.store.sessions import Credentials, Hosts, Sayings, Sessions
from icebreak.store.steps import Steps
from icebreak.store.stories import Metoos, Stories
from icebreak.store.swaps import Cards, Consents, Contacts, Proposals


class Tx:
    """What a service reads and writes; committed or rolled back as a whole."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.sessions = Sessions(connection)
        self.hosts = Hosts(connection)
        self.credentials = Credentials(connection)
        self.said = Sayings(connection)
        self.steps = Steps(connection)
        self.participants = Participants(connection)
        self.blocks = Blocks(connection)
        self.reports = Reports(connection)
        self.rooms = Rooms(connection)
        self.seats = Seats(connection)
        self.asks = Asks(connection)
        self.stories = Stories(connection)
        self.metoos = Metoos(connection)
        self.cards = Cards(connection)
        self.proposals = Proposals(connection)
        self.contacts = Contacts(connection)
        self.consents = Consents(connection)
        self.keys = Keys(connection)
        self.leases = Leases(connection)
