"""A small application on the transport, run as a program: KIND, and the limits as JSON.

It prints the port that it listens on, then what became of its clients, line by line.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402 - nothing may be imported before it is patched
import sys  # noqa: E402

import gevent  # noqa: E402
from flask import Flask, Response, request  # noqa: E402
from socketio.exceptions import ConnectionRefusedError as Refused  # noqa: E402

from icebreak.live.transport import Limits, serve, socket_server  # noqa: E402

app = Flask(__name__)
sockets = socket_server(app, kind=sys.argv[1], limits=Limits(**json.loads(sys.argv[2])))
rooms = sockets.server


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - the tests read it


@app.get("/")
def page() -> str:
    return "a page"


@app.post("/")
def echo_body() -> Response:
    return Response(request.get_data())


@sockets.on("connect")
def connect(sid, environ, auth):
    token = (auth or {}).get("token")
    if token == "wrong":
        raise Refused("not you")
    if token == "broken":
        raise KeyError("a fault of the server's")
    if token == "slow":
        gevent.sleep(0.2)
    rooms.enter_room(sid, "everyone")
    say("connected", token, environ["REMOTE_ADDR"])


@sockets.on("disconnect")
def disconnect(sid, reason):
    say("disconnected", reason)


@sockets.on("echo")
def echo(sid, payload):
    return payload


@sockets.on("wait")
def wait(sid, payload):
    gevent.sleep(payload["seconds"])
    say("waited", payload["name"])
    return payload["name"]


@sockets.on("enter")
def enter(sid, room):
    rooms.enter_room(sid, room)


@sockets.on("leave")
def leave(sid, room):
    rooms.leave_room(sid, room)


@sockets.on("rooms")
def rooms_of(sid, payload):
    return sorted(room for room in rooms.rooms(sid) if room != sid)


@sockets.on("tell")
def tell(sid, payload):
    sockets.emit("told", payload["text"], to=payload["room"])


@sockets.on("pour")
def pour(sid, payload):
    for number in range(payload["times"]):
        sockets.emit("poured", [number, "x" * payload["size"]], to=sid)


@sockets.on("leave_me")
def leave_me(sid, payload):
    sockets.emit("told", "goodbye", to=sid)
    rooms.disconnect(sid)


@sockets.on("break")
def break_down(sid, payload):
    raise KeyError("a fault of the server's")


@sockets.on("context")
def context(sid, payload):
    return {"request": bool(request), "environ": rooms.get_environ(sid) is not None}


@sockets.on("counts")
def counts(sid, payload):
    index = rooms.manager
    return {
        "sockets": len(rooms.eio.sockets),
        "environs": len(rooms.environ),
        "rooms": len(index.rooms.get("/", {})),
        "clients": len(index._rooms_of),
    }


@sockets.on("*")
def unknown(event, sid, payload):
    return {"unknown": event, "payload": payload}


serve(app, sockets, "127.0.0.1", 0, ready=say)
say("stopped")
