"""Which sockets hear whom. Names of audiences come from the contract; people from the database."""

from collections import defaultdict

from icebreak.contract import audiences
from icebreak.live.transport import EventSocketIO
from icebreak.services.occasion import Actor

NAMESPACE = "/"


class Audiences:
    """The sockets of this process, by person and by session."""

    def __init__(self, sockets: EventSocketIO) -> None:
        self._sockets = sockets
        self._actors: dict[str, Actor] = {}
        self._of_person: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._of_session: defaultdict[str, set[str]] = defaultdict(set)
        self._hosts: defaultdict[str, set[str]] = defaultdict(set)
        self._room_of: dict[str, str] = {}

    def actor(self, sid: str) -> Actor | None:
        return self._actors.get(sid)

    def sockets_of(self, person_id: str) -> list[str]:
        """The person's sockets, the oldest first."""
        return list(self._of_person.get(person_id, ()))

    def sessions(self) -> list[str]:
        return list(self._of_session)

    def people_in(self, session_id: str) -> set[str]:
        sids = self._of_session.get(session_id, set())
        return {self._actors[sid].person_id for sid in sids}

    def size(self, session_id: str) -> int:
        """How many sockets hear what a session is told."""
        return len(self._of_session.get(session_id, ()))

    def has_hosts(self, session_id: str) -> bool:
        return bool(self._hosts.get(session_id))

    def come(self, sid: str, actor: Actor, room_id: str | None) -> None:
        self._actors[sid] = actor
        self._of_person[actor.person_id][sid] = None
        self._of_session[actor.session_id].add(sid)
        self._enter(sid, audiences.everyone(actor.session_id), audiences.person(actor.person_id))
        if actor.is_host:
            self._hosts[actor.session_id].add(sid)
            self._enter(sid, audiences.hosts(actor.session_id))
        elif room_id is not None:
            self._room_of[actor.person_id] = room_id
            self._enter(sid, audiences.room(room_id))

    def go(self, sid: str) -> Actor | None:
        """Forget a socket; the transport has left its audiences already."""
        actor = self._actors.pop(sid, None)
        if actor is None:
            return None
        self._of_person[actor.person_id].pop(sid, None)
        if not self._of_person[actor.person_id]:
            del self._of_person[actor.person_id]
        _discard(self._of_session, actor.session_id, sid)
        _discard(self._hosts, actor.session_id, sid)
        if actor.person_id not in self._of_person:
            self._room_of.pop(actor.person_id, None)
        return actor

    def seat(self, person_id: str, room_id: str | None) -> None:
        """From now on the person's sockets hear that room and no other."""
        sids = self.sockets_of(person_id)
        before = self._room_of.pop(person_id, None)
        if before is not None and before != room_id:
            for sid in sids:
                self._sockets.server.leave_room(sid, audiences.room(before), NAMESPACE)
        if room_id is not None and sids:
            self._room_of[person_id] = room_id
            for sid in sids:
                self._enter(sid, audiences.room(room_id))

    def _enter(self, sid: str, *names: str) -> None:
        for name in names:
            self._sockets.server.enter_room(sid, name, NAMESPACE)


def _discard(index: defaultdict[str, set[str]], key: str, sid: str) -> None:
    index[key].discard(sid)
    if not index[key]:
        del index[key]
