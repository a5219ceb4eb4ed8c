"""The login of pages on a network: sessions, guesses, and what is answered without."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kneewise.model.errors import UsageError
from kneewise.web import passphrase
from kneewise.web.app import make_app
from kneewise.web.login import (
    COOKIE,
    FORGET_S,
    FREE_OF_ALL,
    FREE_OF_ONE,
    IDLE_S,
    LONGEST_OF_ALL_S,
    MOST_SESSIONS,
    OPEN,
    Door,
    Guesses,
    Sessions,
)
from kneewise.web.refusals import TooManyGuessesError
from kneewise.web.settings import WebSettings

SAID = "correct horse battery"
HOST = "192.168.1.20"
BASE = f"http://{HOST}:8377"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def hashed(tmp_path_factory) -> str:
    """The hash of the passphrase."""
    return passphrase.keep(tmp_path_factory.mktemp("kept"), SAID)


@pytest.fixture
def locked(home: Path, hashed: str) -> TestClient:
    """Pages on a network, asked from another machine without a session."""
    settings = WebSettings(home=home, hosts=frozenset({HOST}), passphrase_hash=hashed)
    return TestClient(make_app(settings), base_url=BASE, follow_redirects=False)


def test_the_passphrase_is_kept_as_a_hash_for_its_owner_alone(home):
    home.mkdir()
    hashed = passphrase.keep(home, SAID)
    kept = home / passphrase.FILE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert SAID not in kept.read_text()
    assert kept.read_text().startswith("$argon2id$")
    assert passphrase.stored(home) == hashed


def test_a_new_passphrase_replaces_the_old_one(home):
    home.mkdir()
    passphrase.keep(home, SAID)
    anew = passphrase.keep(home, "another one entirely")
    assert passphrase.stored(home) == anew
    assert not passphrase.matches(anew, SAID)
    assert passphrase.matches(anew, "another one entirely")


@pytest.mark.parametrize("said", ["", "seven77", "x" * 257])
def test_a_passphrase_of_no_use_is_refused(home, said):
    home.mkdir()
    with pytest.raises(UsageError, match="8 to 256 characters"):
        passphrase.keep(home, said)
    assert passphrase.stored(home) is None


@pytest.mark.parametrize("hashed", ["", "nonsense", "$argon2id$v=19$broken"])
def test_a_damaged_hash_lets_nobody_in(hashed):
    assert not passphrase.matches(hashed, SAID)


def test_everything_but_the_login_and_its_looks_asks_for_a_session(locked):
    for path in ("/today", "/", "/import", "/api", "/sw.js", "/nowhere", "/assets/shell.js"):
        answer = locked.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].partition("?")[0] == "/login", path
    for path in ("/api/today", "/api/openapi.json"):
        answer = locked.get(path)
        assert (answer.status_code, list(answer.json())) == (401, ["error"]), path
    for path in ("/diary/rate", "/import", "/api/ratings", "/logout"):
        assert locked.post(path, data={"value": "3"}).status_code == 401, path
    for path in OPEN:
        assert locked.get(path).status_code == 200, path


def test_a_path_that_only_looks_open_is_not(locked):
    for path in (
        "/login/",
        "/login/../today",
        "/assets/../api/today",
        "//login",
        "/login%2f..%2ftoday",
    ):
        assert locked.get(path).status_code in {303, 401, 404}, path


def test_the_right_passphrase_opens_a_session_of_this_browser(locked):
    entered = locked.post("/login", data={"passphrase": SAID})
    cookie = entered.headers["set-cookie"].lower()
    assert (entered.status_code, entered.headers["location"]) == (303, "/today")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert locked.get("/api/episodes").status_code == 200


def test_a_wrong_one_opens_nothing_and_is_said(locked):
    answer = locked.post("/login", data={"passphrase": "wrong"})
    assert answer.status_code == 403
    assert "not the passphrase" in answer.text
    assert "set-cookie" not in answer.headers


def test_logging_out_ends_the_session_itself(locked):
    locked.post("/login", data={"passphrase": SAID})
    token = locked.cookies[COOKIE]
    locked.post("/logout")
    locked.cookies.set(COOKIE, token)
    assert locked.get("/api/episodes").status_code == 401


def test_a_made_up_session_is_none(locked):
    locked.cookies.set(COOKIE, "A" * 43)
    assert locked.get("/today").headers["location"] == "/login"


@pytest.mark.parametrize("path", ["/why?side=left&episode=2026-01-01", "/runs/12", "/today?a=%2F"])
def test_the_login_leads_to_the_page_that_was_asked_for(locked, path):
    door = locked.get(path).headers["location"]
    assert door.startswith("/login?next=")
    page = locked.get(door).text
    kept = unescape(re.search(r'name="next" value="([^"]*)"', page)[1])
    assert kept == path
    wrong = locked.post("/login", data={"passphrase": "wrong", "next": kept}).text
    assert unescape(re.search(r'name="next" value="([^"]*)"', wrong)[1]) == path
    entered = locked.post("/login", data={"passphrase": SAID, "next": kept})
    assert entered.headers["location"] == path
    assert locked.get(door).headers["location"] == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//attacker.example",
        "/\\attacker.example",
        "https://attacker.example/today",
        "javascript:alert(1)",
        "/\t/attacker.example",
        "today",
        "",
    ],
)
def test_the_login_leads_to_no_other_site(locked, elsewhere):
    page = locked.get("/login", params={"next": elsewhere}).text
    assert "attacker" not in page
    entered = locked.post("/login", data={"passphrase": SAID, "next": elsewhere})
    assert entered.headers["location"] == "/today"
    assert locked.get("/login", params={"next": elsewhere}).status_code == 200


def test_every_page_of_a_network_leads_out_and_none_of_this_machine_alone(locked, client):
    locked.post("/login", data={"passphrase": SAID})
    for path in ("/today", "/diary", "/settings", "/nowhere"):
        assert 'action="/logout"' in locked.get(path).text, path
        assert 'action="/logout"' not in client.get(path).text, path


def test_who_is_out_is_shown_no_way_out_but_the_way_in(locked):
    page = locked.post("/diary/rate", data={"value": "3"}).text
    assert 'action="/logout"' not in page
    assert 'href="/login"' in page


def test_while_guesses_wait_the_login_itself_says_so_and_stays(locked):
    for _ in range(FREE_OF_ONE):
        locked.post("/login", data={"passphrase": "wrong"})
    answer = locked.post("/login", data={"passphrase": SAID, "next": "/why"})
    assert answer.status_code == 429
    assert 'name="passphrase"' in answer.text
    assert 'name="next" value="/why"' in answer.text


def test_a_login_from_another_site_is_not_looked_at(locked):
    answer = locked.post(
        "/login", data={"passphrase": SAID}, headers={"origin": "http://attacker.example"}
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_guesses_end_in_a_wait_even_for_the_right_one(locked):
    for _ in range(FREE_OF_ONE):
        assert locked.post("/login", data={"passphrase": "wrong"}).status_code == 403
    answer = locked.post("/login", data={"passphrase": SAID})
    assert answer.status_code == 429
    assert "Too many wrong passphrases" in answer.text


def test_pages_on_this_machine_alone_have_no_login(client):
    assert client.get("/login").headers["location"] == "/today"
    assert client.post("/login", data={"passphrase": "x"}).headers["location"] == "/today"


def test_a_session_ends_after_a_week_without_use_and_not_before():
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.begin()
    for _ in range(5):
        clock.now += IDLE_S
        assert sessions.knows(token)
    clock.now += IDLE_S + 1
    assert not sessions.knows(token)


def test_memory_holds_no_token_and_no_more_sessions_than_a_household():
    clock = Clock()
    sessions = Sessions(clock)
    tokens = []
    for _ in range(MOST_SESSIONS + 1):
        clock.now += 1
        tokens.append(sessions.begin())
    assert not sessions.knows(tokens[0])
    assert sessions.knows(tokens[1])
    assert tokens[1] not in repr(sessions)


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 30)), min_size=100, max_size=300)
)
def test_however_many_addresses_guess_only_so_many_guesses_are_looked_at(tries):
    clock = Clock()
    guesses = Guesses(clock)
    looked_at = []
    for address, pause in tries:
        clock.now += pause
        if guesses.wait_s(address) <= 0:
            looked_at.append(clock.now)
            guesses.missed(address)
    late = [at for at in looked_at if at > looked_at[0]][FREE_OF_ALL + 7 :]
    assert all(b - a >= LONGEST_OF_ALL_S for a, b in pairwise(late))


def test_an_hour_without_a_guess_forgets_them():
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(FREE_OF_ONE + 9):
        guesses.missed("a")
    assert guesses.wait_s("a") > 0
    assert guesses.wait_s("b") == 0
    clock.now += FORGET_S + 1
    assert guesses.wait_s("a") == 0


def test_while_one_waits_nothing_is_looked_at(hashed, monkeypatch):
    door = Door(hashed)
    for _ in range(FREE_OF_ONE):
        door.guesses.missed("a")
    monkeypatch.setattr("kneewise.web.login.matches", lambda *_: pytest.fail("it was looked at"))
    with pytest.raises(TooManyGuessesError):
        door.enter(SAID, "a")


def test_a_runner_logs_in_and_out_in_a_browser(browser, told_home, serving):
    hashed = passphrase.keep(told_home, SAID)
    with (
        serving(told_home, passphrase_hash=hashed) as address,
        browser.new_context(viewport={"width": 360, "height": 780}) as context,
    ):
        tab = context.new_page()
        tab.goto(f"{address}/today")
        assert tab.url.endswith("/login")
        tab.goto(f"{address}/diary")
        tab.get_by_label("passphrase").fill("not it at all")
        tab.get_by_role("button", name="Log in").click()
        assert "not the passphrase" in tab.inner_text("main")
        tab.get_by_label("passphrase").fill(SAID)
        tab.keyboard.press("Enter")
        tab.get_by_role("heading", name="Diary", exact=True).wait_for()
        tab.goto(f"{address}/today")
        assert tab.locator(".light").count() == 1
        tab.get_by_role("button", name="Log out").click()
        tab.wait_for_url("**/login")
        tab.goto(f"{address}/why")
        assert tab.url.endswith("/login?next=/why")


def test_a_rating_tapped_after_logging_out_waits_and_says_where_to_log_in(
    browser, told_home, serving
):
    hashed = passphrase.keep(told_home, SAID)
    with (
        serving(told_home, passphrase_hash=hashed) as address,
        browser.new_context(viewport={"width": 360, "height": 780}) as context,
    ):
        context.set_default_timeout(10_000)
        tab = context.new_page()
        tab.goto(f"{address}/login")
        tab.get_by_label("passphrase").fill(SAID)
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/today")
        context.clear_cookies()
        tab.get_by_role("button", name="6 out of 10: save").first.click()
        tab.get_by_text("You are logged out here").wait_for()
        tab.locator("#waiting").get_by_role("link", name="Log in").click()
        tab.get_by_label("passphrase").fill(SAID)
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/today")
        tab.get_by_text("1 entry that waited was sent").wait_for()
