"""Phones whose clocks are ten minutes wrong show the time that is left as everybody's."""

import json
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Invite
from tests.browser.evening import open_evening
from tests.serving import Server

TEN_MINUTES = 600_000  # milliseconds


def shifted(by: int) -> str:
    """A script that sets a page's clock wrong before anything of it runs."""
    return f"""
        const Right = Date;
        globalThis.Date = class extends Right {{
            constructor(...given) {{ given.length ? super(...given) : super(Right.now() + {by}); }}
            static now() {{ return Right.now() + {by}; }}
        }};
    """


@pytest.mark.parametrize("by", [-TEN_MINUTES, TEN_MINUTES])
def test_the_clock_is_right_on_a_phone_whose_own_is_wrong(
    invite: Invite, server: Server, by: int
) -> None:
    host = invite(server.url, laptop=True)
    host.context.add_init_script(shifted(by))
    open_evening(host, "Wrong clocks", "In pairs")
    host.page.get_by_role("button", name="Start", exact=True).click()
    clock = host.page.locator("[data-element=clock]").first
    expect(clock).to_have_text(re.compile(r"^\d+:\d\d$"))
    host.page.wait_for_timeout(1500)
    state = json.loads(host.page.locator("#state").text_content() or "")
    ends_at = datetime.fromisoformat(state["session"]["step"]["ends_at"])
    minutes, seconds = map(int, clock.inner_text().split(":"))
    # The server's clock is this machine's.
    left = (ends_at - datetime.now(UTC)).total_seconds()
    assert abs(minutes * 60 + seconds - left) <= 1.5
