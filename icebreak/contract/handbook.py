"""``docs/events.md``: every command, event and state, each with an example in JSON."""

import json
from typing import Any

from icebreak.contract import commands as _declared  # noqa: F401 - fills the registry
from icebreak.contract.codes import STATUS
from icebreak.contract.events import EVENTS, WATERMARK, Watermark
from icebreak.contract.registry import COMMANDS, Done, Spec
from icebreak.contract.shapes import example
from icebreak.contract.states import HostState, ParticipantState

_INTRODUCTION = """# Commands, events and states

Made by `icebreak contract`; a test compares it with the code.

Everything a client can ask is a **command**: `POST /api/v1/<command>` with a JSON object, or a
Socket.IO message of that name with the object as its payload and an acknowledgement. Both get
the same answer: `{"ok": true, "versions": {…}, …result}`, or
`{"ok": false, "error": "…", "message": "…", "field": "…"}`.

Everything the server tells is an **event**. It belongs to one stream (`of`) and brings it to
`version`; it covers every change after `after`. Whoever has at least version `after` has missed
nothing; anybody else asks `state.get` with `since`. Events are hints: the state is the truth.

Every write carries a `key`, unique per person. A repeat gets the first answer; the same key with
other content gets `conflict`. `session.open` and `session.join` take keys of at least 22 random
base64url characters. All times are UTC in RFC 3339. All ids are opaque text. Addresses in results
and states are whole: scheme, host and path.

## Who is asking

| door | programs | pages |
| --- | --- | --- |
| HTTP | `Authorization: Bearer <token>` | the cookie with `X-Icebreak: 1` and `X-Icebreak-As` |
| Socket.IO | `auth: {"token": "…"}`, `since?` | `auth: {"as": "…"}`, the cookie and our Origin |

`X-Icebreak-As` and `as` are `participant/<session_id>` or `host/<session_id>`. Commands for anyone
need neither. Sockets are websockets only, at `/socket.io/`, namespace `/`; `?s=<session_id>` may
stand in the address, never a secret. Whoever connects hears `version.is` at once; a program that
sends the `versions` it knows as `since` finds in it `"unchanged": true` or the whole `state`. A
refused connection gets the refusal's body as `data` of `connect_error`. A message over 16 KB ends
the connection; by HTTP it is `too_large`.

Exports (`/s/<session_id>/contacts.vcf`, `.csv`, `.ics`) take the cookie or the Bearer token.
Where ICEBREAK_OPEN_SESSIONS names a password, `session.open` wants it as `instance_password`.
"""


def handbook() -> str:
    """The document's text, the same on every run."""
    parts = [_INTRODUCTION, "## Refusals\n\n| code | HTTP status |\n| --- | --- |"]
    parts += [f"| `{code}` | {status} |" for code, status in STATUS.items()]
    parts.append("\n## Commands\n")
    parts += [_command(COMMANDS[name]) for name in sorted(COMMANDS)]
    parts.append("## Events\n")
    parts += [
        f"### `{name}`\n\n{_say(kind)}\n\n{_json(example(kind))}\n"
        for name, kind in sorted(EVENTS.items())
    ]
    parts.append(f"### `{WATERMARK}`\n\n{_say(Watermark)}\n\n{_json(_WATERMARK)}\n")
    parts.append("## States\n")
    parts.append(f"### A participant's\n\n{_json(example(ParticipantState))}\n")
    parts.append(f"### A host's\n\n{_json(example(HostState))}")
    return "\n".join(parts) + "\n"


_WATERMARK = {"versions": {"session": 7, "room": 42, "me": 3}, "now": "2026-11-25T19:04:00Z"}


def _command(spec: Spec) -> str:
    lines = [
        f"### `{spec.name}`\n",
        f"{spec.summary} For {spec.who}; possible until {spec.until}.\n",
        _json(example(spec.payload)),
    ]
    if spec.name == "state.get":
        lines.append("\nResult: the actor's state, below, or `unchanged` and `now`.")
    elif spec.result is not Done:
        lines.append(f"\nResult:\n\n{_json(example(spec.result))}")
    return "\n".join(lines) + "\n"


def _say(kind: type) -> str:
    inherited = kind.__doc__ is None or kind.__doc__.startswith("Base")
    return "" if inherited else " ".join((kind.__doc__ or "").split())


def _json(value: Any) -> str:
    return f"```json\n{json.dumps(value, indent=2, ensure_ascii=False)}\n```"
