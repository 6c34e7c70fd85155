"""Real socket.io-clients stay for longer than three pings: a fault in those hides till then."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.live.transport_peers import ROOT, Served, served

SECONDS = 70
CLIENTS = 20


@pytest.mark.soak
def test_socket_io_clients_stay_and_lose_nothing() -> None:
    with served("lean") as lean, served("stock") as stock:
        soaks = [soak(lean), soak(stock)]
        for clients in soaks:
            seen = json.loads(clients.communicate()[0])
            assert (seen["connected"], seen["ended"], seen["refused"]) == (CLIENTS, [], [])
            assert seen["said"] == seen["answered"] > SECONDS * 10
            assert seen["pings"] == CLIENTS * (SECONDS // 20)
            assert seen["told"] == CLIENTS * CLIENTS
        assert lean.faults == stock.faults == []


def soak(server: Served) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("transport_soak.js")
    return subprocess.Popen(
        ["node", str(script), server.url, str(SECONDS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
