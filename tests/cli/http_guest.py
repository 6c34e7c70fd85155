"""A participant with nothing but HTTP, for programs that run in a process of their own."""

import json
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

PATIENCE = 60.0  # seconds, on a busy machine


class Guest:
    """``base`` is the server's address without a slash at its end, ``host`` the name it goes by."""

    def __init__(self, base: str, host: str = "") -> None:
        self.base = base
        self.host = host
        self.id = ""
        self.token = ""

    def joins(self, join_token: str, name: str) -> None:
        answer = self.does("session.join", join_token=join_token, name=name)
        self.id, self.token = answer["participant_id"], answer["token"]

    def does(self, command: str, **payload: Any) -> dict[str, Any]:
        return self.asks(command, key=secrets.token_urlsafe(18), **payload)

    def asks(self, command: str, **payload: Any) -> dict[str, Any]:
        body = json.dumps(payload).encode()
        request = urllib.request.Request(f"{self.base}/api/v1/{command}", body)
        request.add_header("Content-Type", "application/json")
        if self.host:
            request.add_header("Host", self.host)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                answer: dict[str, Any] = json.load(response)
        except urllib.error.HTTPError as refusal:
            raise AssertionError(f"{command}: {refusal.read().decode()}") from None
        return answer

    def sees(self, what: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """This person's state, once it shows what is waited for."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state = self.asks("state.get")
            if what(state):
                return state
            time.sleep(0.1)
        raise AssertionError(f"not seen in {PATIENCE:.0f} s")
