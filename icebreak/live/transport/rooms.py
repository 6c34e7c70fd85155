"""Which clients are in which rooms, both ways round."""

from typing import Any

from socketio import Manager
from socketio.base_manager import BaseManager

from icebreak.live.transport.wire import event_text


class RoomIndex(BaseManager):
    """Goes before a python-socketio manager, which knows rooms only by their members.

    Leaving then costs the client's own rooms instead of a look into every room of
    the server, and asking whether a client is connected costs one look-up.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self._rooms_of: dict[str, dict[Any, None]] = {}
        self._connected: set[str] = set()
        super().__init__(*args, **options)

    def connect(self, sid: str, namespace: str) -> str:
        accepted: str = super().connect(sid, namespace)
        self._connected.add(accepted)
        return accepted

    def is_connected(self, sid: str, namespace: str) -> bool:
        return sid in self._connected

    def pre_disconnect(self, sid: str, namespace: str) -> Any:
        self._connected.discard(sid)
        return super().pre_disconnect(sid, namespace)

    def basic_enter_room(
        self, sid: str, namespace: str, room: Any, eio_sid: str | None = None
    ) -> None:
        """Raises ValueError for a client that has left, and for another client's own room."""
        if room is not None and sid not in self._rooms_of:
            raise ValueError("the client is not connected")
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._rooms_of.setdefault(sid, {})[room] = None

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        super().basic_leave_room(sid, namespace, room)
        if of := self._rooms_of.get(sid):
            of.pop(room, None)

    def get_rooms(self, sid: str, namespace: str) -> list[Any]:
        return [room for room in self._rooms_of.get(sid, ()) if room is not None]

    def basic_disconnect(self, sid: str, namespace: str, **_: Any) -> None:
        self._connected.discard(sid)
        # The room None, entered first, is where the engine's name of the client stands.
        for room in reversed(self._rooms_of.pop(sid, {})):
            super().basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
                if not pending[namespace]:
                    del pending[namespace]


class Rooms(RoomIndex, Manager):
    """The rooms of one process."""

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **options: Any,
    ) -> None:
        """What is told to a whole room is written once, and goes to its members' sockets."""
        room = to or room
        if callback or skip_sid or isinstance(room, list) or not isinstance(data, dict):
            super().emit(event, data, namespace, room, skip_sid, callback, **options)
            return
        members = self.rooms.get(namespace, {}).get(room)
        if members:
            # A copy: whoever can't be reached may leave the room at once.
            self.server.eio.tell(list(members.values()), event_text(event, data))
