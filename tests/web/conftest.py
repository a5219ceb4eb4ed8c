"""Pages over a home that holds nothing, over a simulated runner's, and in a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.testclient import TestClient
from tests.web.towned import make_home

from kneewise.journal.journal import Journal
from kneewise.simulate import EXPORT_FOLDER, simulate_runner, write_export
from kneewise.store import open_store
from kneewise.web.app import make_app
from kneewise.web.settings import WebSettings
from kneewise.web.tls import over_https

BASE = "http://127.0.0.1:8377"
DAYS = 200

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Client = Callable[[Path], TestClient]


@pytest.fixture(scope="session")
def simulated_home(tmp_path_factory) -> Path:
    """A home with half a year of a simulated runner; copy it before you change it."""
    place = tmp_path_factory.mktemp("simulated")
    files = write_export(simulate_runner(48, days=DAYS), place / "files")
    with Journal(open_store(place / "home", write=True)) as journal:
        journal.import_paths([files / EXPORT_FOLDER])
        journal.import_diary(files)
        journal.why()
    return place / "home"


@pytest.fixture
def told_home(simulated_home: Path, tmp_path: Path) -> Path:
    """A copy of the simulated runner's home that a test may change."""
    return Path(shutil.copytree(simulated_home, tmp_path / "told"))


@pytest.fixture(scope="session")
def town_home(tmp_path_factory) -> Path:
    """A home of sixteen runs matched to a town made by hand; copy it before you change it."""
    return make_home(tmp_path_factory.mktemp("town"))


@pytest.fixture
def town(town_home: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(town_home, tmp_path / "town"))


@pytest.fixture
def client_of() -> Client:
    """Pages over a home, asked without a network."""

    def made(home: Path) -> TestClient:
        return TestClient(make_app(WebSettings(home=home)), base_url=BASE, follow_redirects=False)

    return made


@pytest.fixture
def client(client_of: Client, home: Path) -> TestClient:
    """Pages over a home that holds nothing yet."""
    return client_of(home)


@pytest.fixture
def told_client(client_of: Client, told_home: Path) -> TestClient:
    """Pages over the simulated runner's home."""
    return client_of(told_home)


@contextmanager
def served(home: Path, at: str | None = None, **settings: object) -> Iterator[str]:
    """The pages of a home for a browser: at an address of this machine, or `at` an earlier one."""
    web = WebSettings(home=home, **settings)
    tls = over_https(web.certificate)
    config = uvicorn.Config(make_app(web), log_level="error", access_log=False, **tls)
    server = uvicorn.Server(config)
    wanted = 0 if at is None else urlsplit(at).port
    listening = socket.create_server(("127.0.0.1", wanted))  # held: no other worker can take it
    port = listening.getsockname()[1]
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended before it began"
        threading.Event().wait(0.02)
    try:
        yield f"{web.scheme}://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Serve a home of one's own, with settings of one's own."""
    return served


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium, headless; the test skips where it is not installed, never in CI."""
    import os

    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI must run the tests in a browser, and {CHROMIUM} is not there")
        pytest.skip(f"there is no {CHROMIUM}")
    with (
        sync_playwright() as driver,
        closing(driver.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))) as one,
    ):
        yield one


@pytest.fixture(scope="session")
def served_home(simulated_home: Path, tmp_path_factory) -> Iterator[str]:
    """The simulated runner's pages at an address; shared, so only looked at."""
    copy = shutil.copytree(simulated_home, tmp_path_factory.mktemp("served") / "home")
    with served(Path(copy)) as address:
        yield address
