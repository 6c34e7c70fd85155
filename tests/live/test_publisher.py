"""What the services report reaches the sockets in order, in parts, and whatever one item does."""

from typing import Any

import gevent
import pytest

from icebreak.contract import audiences as names
from icebreak.contract.events import MeChanged, ParticipantsChanged
from icebreak.live import publisher as publishing
from icebreak.live.publisher import SocketPublisher
from icebreak.ports import Seated, Told


class Sockets:
    """What would go over the wire; ``broken`` audiences can't be told."""

    def __init__(self) -> None:
        self.server = self
        self.told: list[tuple[str, int]] = []
        self.broken: set[str] = set()

    def emit(self, name: str, payload: Any, room: str, namespace: str) -> None:
        if room in self.broken:
            raise RuntimeError(room)
        self.told.append((room, payload["version"]))


class Audiences:
    def __init__(self, size: int = 1) -> None:
        self.people = size
        self.seated: list[str] = []

    def size(self, session_id: str) -> int:
        return self.people

    def has_hosts(self, session_id: str) -> bool:
        return True

    def seat(self, person_id: str, room_id: str | None) -> None:
        self.seated.append(person_id)


@pytest.fixture
def sockets() -> Sockets:
    return Sockets()


def publisher_of(sockets: Sockets, people: Audiences) -> SocketPublisher:
    return SocketPublisher(sockets, people, lambda session: 1)  # type: ignore[arg-type]


def changed(version: int, person: str = "p") -> Told:
    event = MeChanged(of="me", version=version, after=version - 1)
    return Told("s", names.person(person), event)


def counted(version: int) -> Told:
    event = ParticipantsChanged(of="session", version=version, after=version - 1, people=version)
    return Told("s", names.everyone("s"), event)


def test_thousands_are_told_in_order_and_others_get_their_turn(sockets: Sockets) -> None:
    people = Audiences()
    publisher = publisher_of(sockets, people)
    many = 3 * publishing.AT_ONCE
    elsewhere: list[int] = []
    other = gevent.spawn(lambda: elsewhere.append(len(sockets.told)))
    late = gevent.spawn(lambda: publisher.publish([changed(many + 1)]))
    news = [item for n in range(1, many + 1) for item in (Seated("s", f"p{n}", "r"), changed(n))]
    publisher.publish(news)
    gevent.joinall([other, late])
    assert [version for _, version in sockets.told] == list(range(1, many + 2))
    assert len(people.seated) == many
    assert elsewhere[0] < many


def test_one_who_cannot_be_told_keeps_nobody_else_from_it(sockets: Sockets) -> None:
    publisher = publisher_of(sockets, Audiences())
    sockets.broken.add(names.person("gone"))
    publisher.publish([changed(1), changed(2, "gone"), changed(3)])
    assert [version for _, version in sockets.told] == [1, 3]


def test_a_large_session_hears_its_count_less_often_than_its_hosts(sockets: Sockets) -> None:
    publisher = publisher_of(sockets, Audiences(size=100_000))
    for version in (1, 2, 3):
        publisher.publish([counted(version)])
        publisher.flush()
    everyone = [v for room, v in sockets.told if room == names.everyone("s")]
    hosts = [v for room, v in sockets.told if room == names.hosts("s")]
    assert (everyone, hosts) == ([1], [2, 3])


def test_whatever_else_all_are_told_brings_the_count_along(sockets: Sockets) -> None:
    publisher = publisher_of(sockets, Audiences(size=100_000))
    for version in (1, 2):
        publisher.publish([counted(version)])
        publisher.flush()
    event = MeChanged(of="me", version=9, after=8)
    publisher.publish([Told("s", names.everyone("s"), event)])
    assert [v for room, v in sockets.told if room == names.everyone("s")] == [1, 2, 9]
