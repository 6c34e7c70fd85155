"""Where everybody's streams stand, every 15 seconds: whoever missed something notices."""

import gevent
import msgspec
import structlog

from icebreak.contract import audiences as names
from icebreak.contract.events import WATERMARK
from icebreak.contract.streams import written
from icebreak.live.audiences import NAMESPACE, Audiences
from icebreak.live.transport import EventSocketIO
from icebreak.services.gate import Gate
from icebreak.services.versions import versions_in

log = structlog.get_logger(__name__)

EVERY = 15
BREATH = 50


class Watermarks:
    def __init__(self, sockets: EventSocketIO, gate: Gate, audiences: Audiences) -> None:
        self._sockets = sockets
        self._gate = gate
        self._audiences = audiences

    def run(self) -> None:
        """Tell everybody again and again; never returns."""
        while True:
            gevent.sleep(EVERY)
            for session_id in self._audiences.sessions():
                try:
                    self.tell(session_id)
                except Exception:
                    log.exception("telling versions failed")

    def tell(self, session_id: str) -> None:
        people = self._audiences.people_in(session_id)
        with self._gate.world.store.read() as tx:
            versions = versions_in(tx, session_id)
        now = written(self._gate.world.clock())
        for told, person_id in enumerate(people):
            mark = {"versions": msgspec.to_builtins(versions(person_id)), "now": now}
            audience = names.person(person_id)
            self._sockets.server.emit(WATERMARK, mark, room=audience, namespace=NAMESPACE)
            if told % BREATH == BREATH - 1:
                gevent.sleep(0)
