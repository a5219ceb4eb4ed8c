"""Make the pictures of the README and the docs from the demo, so that they can't go stale.

    uv run python docs/screenshots.py

The made-up runner's two years end twelve days ago and she is on her way back; her pages are served
here and looked at by Debian's Chromium. Beside the pictures stands a number of what the pages are
made of: a test compares it, and says to run this again where a page has changed since.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from kneewise.journal import open_journal
from kneewise.journal.demo import DemoSteps, demo
from kneewise.web.app import make_app
from kneewise.web.serving import free_port
from kneewise.web.settings import WebSettings

HERE = Path(__file__).parent / "img"
MADE_FROM = HERE / "made_from.txt"
PHONE, DESK = (390, 844), (1440, 900)
PICTURES = {
    "today": ("/today", PHONE, "light"),
    "why": ("/why", PHONE, "light"),
    "return": ("/return", PHONE, "dark"),
    "diary": ("/diary", PHONE, "dark"),
    "why-wide": ("/why", DESK, "light"),
    "run-wide": ("/runs/latest", DESK, "light"),
}
"""Name: path, screen and theme."""

SHOWN = ("today", "why", "return", "diary", "run")
"""The pages whose folders the pictures are made from."""


def made_from() -> str:
    """A number that changes with what the shown pages look like."""
    room = Path(str(files("kneewise.web")))
    found = [
        *(room / "static").glob("*.css"),
        *(room / "templates").glob("*.html"),
        *(path for name in SHOWN for path in (room / "pages" / name).glob("page.*")),
    ]
    digest = hashlib.sha256()
    for path in sorted(found):
        digest.update(path.relative_to(room).as_posix().encode() + b"\n")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Make every picture anew."""
    HERE.mkdir(exist_ok=True)
    today = datetime.now(UTC).astimezone().date()
    with tempfile.TemporaryDirectory() as folder:
        answer = demo(Path(folder), None, DemoSteps(), today=today)
        with open_journal(answer.home) as journal:
            journal.why()
        with served(Path(answer.home)) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            for name, (path, screen, theme) in PICTURES.items():
                take(browser, f"{address}{path}", HERE / f"{name}.png", screen, theme)
            browser.close()
    MADE_FROM.write_text(made_from() + "\n", encoding="utf-8")


def take(browser: Browser, url: str, to: Path, screen: tuple[int, int], theme: str) -> None:
    """One picture of one page as it stands on that screen."""
    context = browser.new_context(
        viewport={"width": screen[0], "height": screen[1]},
        color_scheme="dark" if theme == "dark" else "light",
        service_workers="block",
    )
    tab = context.new_page()
    tab.goto(url)
    tab.wait_for_load_state("networkidle")
    tab.screenshot(path=to)
    context.close()


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The pages of a home at an address of this machine."""
    port = free_port(first=38377)
    config = uvicorn.Config(make_app(WebSettings(home=home)), port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


if __name__ == "__main__":
    main()
