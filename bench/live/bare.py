"""The same as peer.js on icebreak's transport, KIND of which is told: what sockets alone cost."""

from gevent import monkey

monkey.patch_all()

import secrets  # noqa: E402 - nothing may be imported before it is patched
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, Response, request  # noqa: E402

from icebreak.live.transport import serve, socket_server  # noqa: E402

ROOM_SIZE = 4
HOST = "host"

app = Flask(__name__)
sockets = socket_server(app, kind="stock" if sys.argv[1:] == ["stock"] else "lean")
emit, server = sockets.emit, sockets.server

Answer = dict[str, Any]


@dataclass(slots=True)
class Person:
    id: str
    room: str = ""
    sid: str = ""


people: dict[str, Person] = {}
by_sid: dict[str, Person] = {}
version = 0


def next_version() -> int:
    global version
    version += 1
    return version


def open_session() -> Answer:
    return {"session_id": "s", "code": "BCDFGH", "host_token": HOST, "join_token": "join"}


def join() -> Answer:
    token = secrets.token_urlsafe(32)
    people[token] = Person(f"p{len(people)}")
    return {"session_id": "s", "participant_id": people[token].id, "token": token}


def start_round() -> Answer:
    for number, person in enumerate(people.values()):
        person.room = f"r{number // ROOM_SIZE}"
        server.enter_room(person.sid, person.room)
        said = {"of": "me", "version": next_version(), "room": person.room}
        emit("room.opened", said, to=person.sid)
    return {}


COMMANDS: dict[str, Callable[[], Answer]] = {
    "session.open": open_session,
    "session.join": join,
    "session.start": dict,
    "round.start": start_round,
}


@app.post("/api/v1/<name>")
def command(name: str) -> Response:
    request.get_json()
    return app.json.response({"ok": True, **COMMANDS[name]()})


@sockets.on("connect")
def connect(sid: str, environ: Answer, auth: Answer) -> bool:
    person = people.get(auth["token"])
    server.enter_room(sid, "session")
    if person is not None:
        person.sid = sid
        by_sid[sid] = person
    return person is not None or auth["token"] == HOST


@sockets.on("disconnect")
def disconnect(sid: str, reason: str) -> None:
    by_sid.pop(sid, None)


@sockets.on("story.tell")
def tell(sid: str, payload: Answer) -> Answer:
    version, key, room = next_version(), payload["key"], payload["room"]
    story = {"id": key, "by": by_sid[sid].id, "text": payload["text"]}
    emit("story.told", {"of": "room", "version": version, "room": room, "story": story}, to=room)
    return {"ok": True, "versions": {"session": 1, "room": version, "me": 1}, "story_id": key}


@sockets.on("host.say")
def say(sid: str, payload: Answer) -> Answer:
    version = next_version()
    emit("host.said", {"of": "session", "version": version, "text": payload["text"]}, to="session")
    return {"ok": True, "versions": {"session": version}}


serve(app, sockets, "127.0.0.1", 0, ready=lambda port: print(port, flush=True))
