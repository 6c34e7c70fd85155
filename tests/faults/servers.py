"""A server of the tests as the load generator knows one."""

from bench.live.contenders import Contender
from tests.serving import Server


def contender(server: Server) -> Contender:
    assert server.process is not None
    return Contender("icebreak", server.port, server.process.pid)
