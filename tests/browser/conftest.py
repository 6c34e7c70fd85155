"""Phones and a laptop, each a browser context of its own, before a real server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import FLAGS, executable
from tests.browser.guests import Guest
from tests.serving import Server, serving

# Phones on a LAN come over plain HTTP, which is no secure context. Loopback would count as one.
LAN_NAME = "icebreak-test.local"

# A phone that shares two cores with six others takes its time.
WAIT = 20_000  # milliseconds
expect.set_options(timeout=WAIT)

Invite = Callable[..., Guest]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = executable()
    arguments = [flag for flag in FLAGS if flag != "--headless"]
    arguments.append(f"--host-resolver-rules=MAP {LAN_NAME} 127.0.0.1")
    return {
        **browser_type_launch_args,
        "args": arguments,
        **({"executable_path": found} if found else {}),
    }


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def lan(server: Server) -> str:
    """The server's address on an origin that browsers don't call secure."""
    return f"http://{LAN_NAME}:{server.port}"


@pytest.fixture
def invite(browser: Browser) -> Iterator[Invite]:
    """Makes guests; at the end each must have stayed on one host, without an error."""
    guests: list[Guest] = []

    def make(base: str, *, laptop: bool = False, **options: Any) -> Guest:
        device: dict[str, Any] = (
            {"viewport": {"width": 1440, "height": 900}}
            if laptop
            else {
                "viewport": {"width": 390, "height": 844},
                "device_scale_factor": 2,
                "is_mobile": True,
                "has_touch": True,
            }
        )
        context: BrowserContext = browser.new_context(**{**device, **options})
        context.set_default_timeout(WAIT)
        guest = Guest(base, context)
        guests.append(guest)
        return guest

    yield make
    for guest in guests:
        guest.context.close()
    for guest in guests:
        guest.check_manners()
