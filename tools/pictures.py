"""Takes the pictures of the README anew, from a demo of its own: python -m tools.pictures"""

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.evening import say_yes, tell
from tests.throwaway import free_port

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PHONE = {"viewport": {"width": 390, "height": 900}, "device_scale_factor": 1.5}
LAPTOP = {"viewport": {"width": 1200, "height": 720}}
INTERESTS = "cycling to work, singing in a choir, board games on Sundays, hiking with my dog"
STORY = (
    "A sewing pattern from a woman on the bus. I got off with her, traced it at her kitchen "
    "table, and we have baked bread together since."
)


def main() -> None:
    command = [sys.executable, "-m", "icebreak", "demo", "--port", str(free_port()), "--pace", "4"]
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        join, host = _links(demo)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
            _phone(browser, join)
            _laptop(browser, host)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def _links(demo: "subprocess.Popen[str]") -> tuple[str, str]:
    said = ""
    for line in demo.stdout or ():
        said += line
        if "Ctrl+C" in line:
            break
    paths = re.findall(r"http://\S+?:(\d+)(/[jh]/\S+)", said)
    join, host = (f"http://localhost:{port}{path}" for port, path in paths[:2])
    return join, host


def _phone(browser: Browser, join: str) -> None:
    page = browser.new_context(**PHONE).new_page()
    page.goto(join)
    page.get_by_label("What should people call you?").fill("Ines Carvalho")
    page.get_by_role("button", name="Come in").click()
    page.get_by_label("I’m here because…").fill("my street needs a tool library")
    page.get_by_label("Ask me about…").fill("sewing, and baking bread for neighbours")
    page.get_by_label("More interests").fill(INTERESTS)
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(re.compile("/room$"))
    tell(page, STORY)
    page.locator(".stories li").nth(3).wait_for(timeout=120_000)
    page.goto(page.url)
    _take(page, "room")
    page.goto(page.url.replace("/room", "/ground"))
    mate = page.locator("main li", has=page.locator(".chip")).locator("a[href*='/ground/']").first
    name = mate.inner_text().strip()
    say_yes(page, name, "ines@example.org")
    page.get_by_text("You both said yes").wait_for()
    _take(page, "swapped")
    page.goto(re.sub("/ground/.*", "/contacts", page.url))
    _take(page, "contacts")


def _laptop(browser: Browser, host: str) -> None:
    page = browser.new_context(**LAPTOP).new_page()
    page.goto(host)
    page.get_by_role("button").first.click()
    page.wait_for_url(re.compile("/console$"))
    _take(page, "console")
    page.goto(page.url.replace("/console", "/projector"))
    _take(page, "projector")


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
