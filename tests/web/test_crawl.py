"""Every route that is asked with GET, over an empty home and a told one, with hostile values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from kneewise.web.app import make_app
from kneewise.web.guard import HEADERS
from kneewise.web.settings import WebSettings

INSIDE = ("Traceback", "site-packages", 'File "', "sqlalchemy.", "jinja2.")

VALUES = (
    "1",
    "latest",
    "0",
    "-1",
    "999999999999999999999",
    "../../etc/passwd",
    "..\\..\\x",
    "<script>alert(1)</script>",
    "'; DROP TABLE runs; --",
    "{{ 7 * 7 }}",
    "a\x00b",
    "\u00e9\u202ex",
    "٣",
    "x" * 5000,
    " ",
)


def routes() -> Iterator[str]:
    """The path of every route that takes GET, parameters still in it."""
    for context in iter_route_contexts(make_app(WebSettings(home=Path("nowhere"))).routes):
        route = context.original_route
        if isinstance(route, APIRoute) and "GET" in route.methods:
            yield context.path


PATHS = sorted(set(routes()))
ENDLESS = {path for path in PATHS if path.endswith("/progress")}


def filled(values: tuple[str, ...] = VALUES) -> Iterator[str]:
    for path in PATHS:
        if path in ENDLESS:
            continue
        if "{" not in path:
            yield path
            continue
        for value in values:
            yield re.sub(r"\{[^}]*\}", quote(value, safe=""), path)


def check(answer, home: Path, path: str) -> None:
    assert answer.status_code < 500, (path, answer.text[:300])
    kind = answer.headers.get("content-type", "")
    if "javascript" not in kind:
        assert not any(word in answer.text for word in INSIDE), path
    if answer.status_code >= 400:
        assert str(home) not in answer.text, path
    for name in HEADERS:
        assert name in answer.headers, (path, name)
    if kind.startswith("text/html"):
        assert "<script>alert(1)" not in answer.text, path
    if path.startswith("/api/") and answer.status_code >= 400:
        assert list(answer.json()) == ["error"], path


def test_there_is_something_to_crawl():
    assert {"/today", "/import", "/api/today", "/api/runs/{run}", "/login"} <= set(PATHS)


def test_an_empty_home_answers_every_route(client: TestClient, home: Path):
    for path in filled(("1", "latest", "x")):
        check(client.get(path), home, path)


def test_a_told_home_answers_every_route_and_asking_changes_nothing(
    told_client: TestClient, told_home: Path
):
    def held() -> list[object]:
        kept = ("/api/ratings/last", "/api/episodes", "/api/runs", "/api/profile", "/api/shoes")
        return [told_client.get(path).json() for path in kept]

    before = held()
    for path in filled():
        check(told_client.get(path), told_home, path)
    assert held() == before


@pytest.mark.parametrize("value", [VALUES[at] for at in (3, 4, 5, 10, 13)])
def test_no_query_breaks_a_page(client: TestClient, home: Path, value: str):
    said = dict.fromkeys(
        ("page", "q", "year", "side", "episode", "until", "last", "run", "began", "day", "site"),
        value,
    )
    for path in PATHS:
        if "{" not in path and path not in ENDLESS and not path.startswith("/assets"):
            check(client.get(path, params=said), home, path)
