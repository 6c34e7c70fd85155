"""The power goes at any moment while people write: nothing acknowledged is lost or doubled."""

import os
import random

import pytest

from tests.faults.storm import storm
from tests.serving import serving

pytestmark = pytest.mark.faults

# So often in all; the variable of that name asks for more.
KILLS = int(os.environ.get("KILLS", "200"))
SERVERS = 10


@pytest.mark.parametrize("number", range(SERVERS))
def test_what_was_acknowledged_is_there_once_after_every_power_cut(number: int) -> None:
    chance = random.Random(number)
    kills = -(-KILLS // SERVERS)
    acknowledged = 0
    with serving() as server:
        for _ in range(kills):
            written = storm(server, chance)
            server.start()
            acknowledged += sum(len(teller.acknowledged) for teller in written.tellers)
            written.check(server.url)
    assert acknowledged > 10 * kills
