"""What is due is carried out once, by whoever holds the lease, after any restart."""

from datetime import datetime, timedelta

import gevent
import structlog

from icebreak.ports import Late, Lost
from icebreak.services import expiry, finding, lobby, rounds
from icebreak.services.gate import Gate
from icebreak.services.occasion import CLOCK, Occasion
from icebreak.store.transaction import Tx

log = structlog.get_logger(__name__)

EVERY = 0.25
LEASE = "deadlines"
LEASE_LENGTH = timedelta(seconds=6)
LEASE_RENEWED = timedelta(seconds=2)
EXPIRY_EVERY = timedelta(minutes=10)


class Deadlines:
    """The clock of all sessions. ``holder`` names this process."""

    def __init__(self, gate: Gate, holder: str) -> None:
        self._gate = gate
        self._holder = holder
        self._renew_at: datetime | None = None
        self._expire_at: datetime | None = None

    def run(self) -> None:
        """Look again and again; never returns."""
        while True:
            try:
                self.look()
            except Exception:
                # A locked database or a full disk passes; the deadline stays.
                log.exception("carrying out what is due failed")
                self._renew_at = None
            gevent.sleep(EVERY)

    def look(self) -> None:
        """Carry out what is due now, if the lease is ours."""
        now = self._gate.world.clock()
        if not self._holds_lease(now):
            return
        with self._gate.world.store.read() as tx:
            due = rounds.anything_due(tx, now)
            away = [person.id for person in tx.participants.newly_away(now)]
            unseated = [step.id for step in tx.steps.unseated()]
        if away:
            self._gate.do(lambda tx, occasion: _note_away(tx, occasion), CLOCK)
        if due:
            self._gate.do(rounds.carry_out_due, CLOCK)
        if unseated:
            self._gate.seat_rounds(unseated)
        self._gate.world.store.settle_what_is_owed()
        if self._expire_at is None or now >= self._expire_at:
            self._expire_at = now + EXPIRY_EVERY
            self.purge()

    def purge(self) -> None:
        """Erase what has outlived its day."""
        try:
            finding.know_contacts(self._gate.world, lambda: self._gate.occasion(CLOCK))
        except (Late, Lost) as trouble:
            # What was written down at the swap is kept.
            log.warning("contacts are kept as they are", kind=type(trouble).__name__)
        if self._gate.do(expiry.expire, CLOCK):
            self._gate.world.store.settle()

    def take_over(self) -> None:
        """Hold the lease at once: whichever process held it can't be alive."""
        self._gate.world.writer.submit(lambda tx: tx.leases.take_over(LEASE, self._holder))

    def release(self) -> None:
        """Let another process take over at once."""
        self._gate.world.writer.submit(lambda tx: tx.leases.drop(LEASE, self._holder))

    def _holds_lease(self, now: datetime) -> bool:
        if self._renew_at is not None and now < self._renew_at:
            return True
        held = self._gate.world.writer.submit(
            lambda tx: tx.leases.take(LEASE, self._holder, now, LEASE_LENGTH)
        )
        self._renew_at = now + LEASE_RENEWED if held else None
        return held


def _note_away(tx: Tx, occasion: Occasion) -> None:
    for person in tx.participants.newly_away(occasion.now):
        lobby.went_away(tx, occasion, person)
