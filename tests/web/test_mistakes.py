"""When something can't be done: one sentence, a number, and nothing of this machine."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kneewise.journal.journal import Journal
from kneewise.model.errors import StoreError
from kneewise.store import DATABASE_NAME, open_store
from kneewise.store.home import Store
from kneewise.web import mistakes
from kneewise.web.app import make_app
from kneewise.web.log import LARGEST_BYTES, LOG_NAME, write_down
from kneewise.web.settings import WebSettings

BASE = "http://127.0.0.1:8377"
INSIDE = ("Traceback", "site-packages", ".py", "kneewise/", "sqlalchemy")


@pytest.fixture
def broken(client, monkeypatch) -> TestClient:
    """Pages whose journal fails as nobody expected, with a path in its message."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no such file: /secret/place/run.fit")

    for question in ("today", "status", "episodes"):
        monkeypatch.setattr(Journal, question, fail)
    return client


def nothing_inside(text: str, home: Path) -> bool:
    return not any(word in text for word in (*INSIDE, str(home), "/secret"))


@pytest.mark.parametrize("path", ["/today", "/api/episodes"])
def test_what_nobody_expected_is_a_sentence_with_a_number_and_the_rest_in_the_log(
    broken, home, path
):
    answer = broken.get(path)
    assert answer.status_code == 500
    assert nothing_inside(answer.text, home)
    assert "content-security-policy" in answer.headers
    (number,) = re.findall(r"under ([0-9a-f]{8})", answer.text)
    log = home / LOG_NAME
    assert number in log.read_text()
    assert "RuntimeError: no such file: /secret/place/run.fit" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_page_that_can_not_even_be_drawn_is_still_a_sentence(broken, home, monkeypatch):
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("the drawing is broken")

    monkeypatch.setattr(mistakes, "draw", fail)
    answer = broken.get("/today")
    assert answer.status_code == 500
    assert "Something went wrong inside" in answer.text
    assert nothing_inside(answer.text, home)


def test_a_home_that_is_not_there_yet_shows_what_is_missing(client_of, tmp_path):
    assert client_of(tmp_path / "far" / "away").get("/today").status_code == 200


def damaged(home: Path) -> None:
    home.mkdir()
    (home / DATABASE_NAME).write_bytes(b"this is no database at all, only text" * 100)


def newer(home: Path) -> None:
    with closing(sqlite3.connect(home / DATABASE_NAME)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


def test_a_damaged_database_is_said_without_its_path(client_of, home):
    damaged(home)
    answer = client_of(home).get("/today")
    assert answer.status_code == 500
    assert "is damaged" in answer.text
    assert "Restore your last backup" in answer.text
    assert nothing_inside(answer.text, home)


def test_a_home_of_a_newer_kneewise_is_said(client_of, told_home):
    newer(told_home)
    answer = client_of(told_home).get("/api/today")
    assert answer.status_code == 500
    assert "written by a newer kneewise" in answer.json()["error"]
    assert nothing_inside(answer.text, told_home)


def test_a_home_in_the_way_is_said(client_of, tmp_path):
    (tmp_path / "file").write_text("a file")
    answer = client_of(tmp_path / "file").get("/today")
    assert answer.status_code == 500
    assert nothing_inside(answer.text, tmp_path)


def test_a_home_that_can_only_be_read_shows_its_pages_and_takes_no_change(
    client_of, told_home, monkeypatch
):
    monkeypatch.setattr(
        "kneewise.store.home._make", lambda _: (_ for _ in ()).throw(StoreError("read-only"))
    )
    client = client_of(told_home)
    assert client.get("/today").status_code == 200
    answer = client.post("/api/ratings", json={"value": 3})
    assert answer.status_code == 500
    assert "can only be read" in answer.json()["error"]
    assert nothing_inside(answer.text, told_home)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nowhere", 404),
        ("get", "/api/nowhere", 404),
        ("delete", "/today", 405),
        ("post", "/diary/rate", 422),
        ("get", "/api/runs/99999999999999999999999999", 404),
        ("get", "/api/runs/abc", 400),
        ("get", "/api/runs?last=0", 422),
    ],
)
def test_every_other_mistake_has_its_number_and_a_sentence(client, home, method, path, status):
    answer = client.request(method, path)
    assert answer.status_code == status
    assert nothing_inside(answer.text, home)
    if path.startswith("/api/"):
        assert list(answer.json()) == ["error"]
    else:
        assert answer.text.count("<h1") == 1


def test_a_form_that_is_too_large_is_refused(client):
    answer = client.post("/diary/rate", data={"value": "3", "site": "x" * 400_000})
    assert answer.status_code == 413


def test_a_log_that_is_full_begins_anew_and_keeps_the_last(tmp_path):
    log = tmp_path / LOG_NAME
    log.write_text("x" * (LARGEST_BYTES + 1))
    write_down(tmp_path, ValueError("now"), "here")
    assert "ValueError: now" in log.read_text()
    assert log.with_name(f"{LOG_NAME}.1").stat().st_size > LARGEST_BYTES


def test_where_the_home_is_gone_nothing_is_lost(tmp_path, capsys):
    write_down(tmp_path / "gone", ValueError("now"), "here")
    assert "ValueError: now" in capsys.readouterr().err


def test_a_line_in_the_log_can_not_be_forged_by_an_address(tmp_path):
    write_down(tmp_path, ValueError("now"), "GET /a\n2026-01-01T00:00:00Z forged")
    assert "\n2026-01-01" not in (tmp_path / LOG_NAME).read_text()


def test_who_works_on_the_home_is_named_without_its_path(client_of, told_home, monkeypatch):
    monkeypatch.setattr(Store.lock, "__defaults__", (0.0,))
    app = make_app(WebSettings(home=told_home))
    with TestClient(app, base_url=BASE) as client, open_store(told_home, write=True) as other:
        with other.lock("import"):
            client.post("/import", files={"files": ("x.gpx", b"<gpx/>")})
            client.get("/import/progress")
        said = client.get("/import").text
    assert re.search(r"Process \d+ works on the folder of your data", said)
    assert str(told_home) not in said


def test_a_command_in_an_error_is_a_link_to_its_page(client):
    answer = client.get("/runs/77")
    assert answer.status_code == 404
    assert "kneewise runs" not in answer.text
    assert '<a href="/runs">' in answer.text


@pytest.mark.parametrize(
    ("path", "form", "back"),
    [
        ("/settings/fact", {"key": "units", "value": "furlongs"}, "/settings"),
        ("/route", {"km": "far"}, "/route"),
    ],
)
def test_an_error_leads_back_to_the_page_whose_form_was_sent(client, path, form, back):
    answer = client.post(path, data=form)
    assert answer.status_code == 400
    assert f'<a class="button" href="{back}">Back to ' in answer.text
    assert '<a href="/today">' in answer.text
