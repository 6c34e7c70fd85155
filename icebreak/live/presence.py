"""Who is here: sockets that open and close, written down a few times a second."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import gevent
import structlog

from icebreak.domain.errors import Refusal
from icebreak.domain.people import SEEN_EVERY
from icebreak.live.audiences import Audiences
from icebreak.ports import Clock
from icebreak.services import lobby
from icebreak.services.gate import Gate
from icebreak.services.occasion import Occasion
from icebreak.store.transaction import Tx

log = structlog.get_logger(__name__)

EVERY = 0.1
AT_ONCE = 100
REMEMBERED = 20_000

Note = Callable[[Tx, Occasion, str], None]


class Presence:
    """Gathers arrivals and departures; the last word about a person counts."""

    def __init__(self, gate: Gate, audiences: Audiences, clock: Clock) -> None:
        self._gate = gate
        self._audiences = audiences
        self._clock = clock
        self._notes: dict[str, Note] = {}
        self._heard: dict[str, datetime] = {}

    def opened(self, person_id: str) -> None:
        self._notes[person_id] = lobby.arrived

    def closed(self, person_id: str) -> None:
        if not self._audiences.sockets_of(person_id):
            self._notes[person_id] = lobby.departed

    def heard(self, person_id: str) -> None:
        """A request without a socket, as from a page without scripts."""
        if self._audiences.sockets_of(person_id):
            return
        now = self._clock()
        if now - self._heard.get(person_id, now - timedelta(days=1)) < SEEN_EVERY:
            return
        if len(self._heard) > REMEMBERED:
            self._heard.clear()
        self._heard[person_id] = now
        self._notes.setdefault(person_id, lobby.seen)

    def run(self) -> None:
        """Write down what was gathered; never returns."""
        while True:
            gevent.sleep(EVERY)
            if self._notes:
                self.flush()

    def flush(self) -> None:
        notes, self._notes = list(self._notes.items()), {}
        for start in range(0, len(notes), AT_ONCE):
            some = notes[start : start + AT_ONCE]
            try:
                self._gate.do(partial(_write, some))
            except Refusal:
                # The database is busy: nobody may stay here for ever because of that.
                for person_id, note in some:
                    self._notes.setdefault(person_id, note)
            except Exception:
                log.exception("presence was not written")


def _write(notes: list[tuple[str, Note]], tx: Tx, occasion: Occasion) -> None:
    for person_id, note in notes:
        note(tx, occasion, person_id)
