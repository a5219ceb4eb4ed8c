"""Ratings given while the machine is away: kept, said, sent once; no page of the runner is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.web.conftest import served

from kneewise.journal import open_journal
from kneewise.model.diary import Side

ANSWERS = 10_000


@pytest.fixture
def away_home(simulated_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(simulated_home, tmp_path / "away"))


def given(home: Path) -> list[tuple[Side, int | None]]:
    with open_journal(home) as journal:
        return [(e.side, e.value) for e in journal.store.diary.pain_history()]


@contextmanager
def phone(browser, address: str) -> Iterator[tuple[object, object]]:
    with browser.new_context(viewport={"width": 360, "height": 780}) as context:
        context.set_default_timeout(ANSWERS)
        tab = context.new_page()
        tab.goto(f"{address}/diary")
        tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
        yield context, tab


def tap(tab, value: int, side: str = "left") -> None:
    tab.locator(f'form[data-offline] input[name="side"][value="{side}"]').first.check()
    tab.get_by_role("button", name=f"{value} out of 10: save").click()


def test_a_rating_with_the_machine_there_is_saved_and_said(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (_, tab):
        tap(tab, 2)
        tab.get_by_text("Noted: left 2/10").wait_for()
    assert given(away_home) == [*before, (Side.LEFT, 2)]


def test_ratings_wait_while_it_is_away_and_are_sent_in_order_once(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (context, tab):
        context.set_offline(True)
        tap(tab, 4)
        tab.get_by_text("1 entry waits to be sent").wait_for()
        tap(tab, 1, "right")
        tab.get_by_text("2 entries wait to be sent").wait_for()
        assert given(away_home) == before
        context.set_offline(False)
        tab.get_by_text("2 entries that waited were sent").wait_for()
        tab.reload()
        tab.get_by_role("heading", name="Diary").wait_for()
        assert tab.locator("#waiting").inner_text() == ""
    assert given(away_home) == [*before, (Side.LEFT, 4), (Side.RIGHT, 1)]


def test_an_answer_that_is_lost_on_the_way_does_not_make_two_of_it(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (context, tab):
        lost = []

        def lose(route):
            if not lost:
                lost.append(route.fetch())  # it arrives, and its answer does not
                route.abort()
            else:
                route.continue_()

        context.route("**/diary/rate", lose)
        tap(tab, 7)
        tab.get_by_text("1 entry waits to be sent").wait_for()
        tab.goto(f"{address}/today")
        tab.get_by_text("1 entry that waited was sent").wait_for()
    assert given(away_home) == [*before, (Side.LEFT, 7)]


WAITING = """
async () => {
  const opening = indexedDB.open("kneewise");
  const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
  const asked = database.transaction("ratings").objectStore("ratings").getAll();
  const found = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  database.close();
  return found.map((one) => Number(new URLSearchParams(one.fields).get("value")));
}
"""


SEEN = """
() => {
  const at = document.querySelector("#waiting").getBoundingClientRect();
  return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight;
}
"""
"""Whether what is said stands on the screen, wherever the number was tapped."""


def swallow(context) -> list[str]:
    """From now on a rating on its way is never answered, as with a phone out of range."""
    asked: list[str] = []
    context.route("**/diary/rate", lambda route: asked.append(route.request.url))
    return asked


def test_a_rating_is_kept_and_said_before_the_machine_answers(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (context, tab):
        tab.goto(f"{address}/today")
        asked = swallow(context)
        tap(tab, 6)
        tab.get_by_text("Saving 6/10").wait_for()
        tab.wait_for_function(SEEN)
        assert tab.evaluate(WAITING) == [6]
        assert len(asked) == 1
        tab.close()
        context.unroute("**/diary/rate")
        again = context.new_page()
        again.goto(f"{address}/today")
        again.get_by_text("1 entry that waited was sent").wait_for()
        assert again.evaluate(WAITING) == []
    assert given(away_home) == [*before, (Side.LEFT, 6)]


def test_another_number_tapped_meanwhile_is_kept_too(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (context, tab):
        swallow(context)
        tap(tab, 6)
        tab.get_by_text("Saving 6/10").wait_for()
        tap(tab, 3)
        tab.get_by_text("Saving 3/10").wait_for()
        assert tab.evaluate(WAITING) == [6, 3]
        tab.goto("about:blank")  # what was on its way is given up
        context.unroute("**/diary/rate")
        tab.goto(f"{address}/diary")
        tab.get_by_text("2 entries that waited were sent").wait_for()
    assert given(away_home) == [*before, (Side.LEFT, 6), (Side.LEFT, 3)]


def test_the_same_number_tapped_twice_is_one_rating_and_is_said_again(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (context, tab):
        swallow(context)
        tap(tab, 6)
        tab.get_by_text("Saving 6/10").wait_for()
        tap(tab, 6)
        tab.get_by_text("already being saved").wait_for()
        assert tab.evaluate(WAITING) == [6]
        tab.goto("about:blank")  # what was on its way is given up
        context.unroute("**/diary/rate")
        tab.goto(f"{address}/diary")
        tab.get_by_text("1 entry that waited was sent").wait_for()
    assert given(away_home) == [*before, (Side.LEFT, 6)]


def test_two_numbers_tapped_with_the_machine_there_are_both_saved(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (_, tab):
        tab.evaluate(
            """() => {
              const form = document.querySelector("form[data-offline]");
              form.querySelector("[name=side][value=left]").checked = true;
              for (const n of [2, 5]) form.querySelector(`.pain-${n}`).click();
            }"""
        )
        tab.get_by_text("Noted: left 5/10").wait_for()
        tab.wait_for_load_state("networkidle")
        assert tab.evaluate(WAITING) == []
    assert given(away_home) == [*before, (Side.LEFT, 2), (Side.LEFT, 5)]


def test_a_browser_that_can_not_write_anything_still_sends(browser, away_home):
    """A private window, or a full phone."""
    before = given(away_home)
    with served(away_home) as address, browser.new_context() as context:
        context.set_default_timeout(ANSWERS)
        context.add_init_script("IDBFactory.prototype.open = () => { throw new Error('full'); }")
        tab = context.new_page()
        tab.goto(f"{address}/diary")
        tap(tab, 2)
        tab.get_by_text("Noted: left 2/10").wait_for()
        context.set_offline(True)
        tap(tab, 3)
        tab.get_by_text("Nothing was saved; give it again").wait_for()
    assert given(away_home) == [*before, (Side.LEFT, 2)]


def test_a_rating_refused_at_once_is_said_and_nothing_is_left_waiting(browser, away_home):
    with served(away_home) as address, phone(browser, address) as (_, tab):
        tab.locator('select[name="window"]').select_option("before")
        tab.evaluate("document.querySelector('details:has([name=run])').open = true")
        tab.evaluate(
            "document.querySelector('[name=run]').append(new Option('gone', '99999', true, true))"
        )
        tap(tab, 3)
        tab.get_by_text("Nothing was saved:").wait_for()
        assert tab.evaluate(WAITING) == []


def test_the_page_away_begins_with_the_knee_that_was_chosen_last(browser, away_home):
    with served(away_home) as address, phone(browser, address) as (context, tab):
        tap(tab, 2, "right")
        tab.get_by_text("Noted: right 2/10").wait_for()
        context.set_offline(True)
        tab.goto(f"{address}/why")
        tab.get_by_role("heading", name="The machine with your data is away").wait_for()
        assert tab.locator('[name="side"][value="right"]').is_checked()
        tap(tab, 5)
        tab.get_by_text("1 entry waits to be sent").wait_for()
        tab.goto(f"{address}/runs")
        assert tab.locator('[name="side"][value="left"]').is_checked()


def test_any_page_opened_while_it_is_away_offers_the_rating_and_nothing_else(browser, away_home):
    before = given(away_home)
    with served(away_home) as address, phone(browser, address) as (context, tab):
        context.set_offline(True)
        tab.goto(f"{address}/why")
        tab.get_by_role("heading", name="The machine with your data is away").wait_for()
        tap(tab, 5)
        tab.get_by_text("1 entry waits to be sent").wait_for()
        context.set_offline(False)
        tab.get_by_text("1 entry that waited was sent").wait_for()
        tab.reload()
        tab.locator('body[data-page="why"]').wait_for()
    assert given(away_home) == [*before, (Side.LEFT, 5)]


def test_what_is_kept_holds_nothing_of_the_runner(browser, away_home):
    with served(away_home) as address, phone(browser, address) as (_, tab):
        for path in ("/today", "/check", "/diary"):
            tab.goto(address + path)
        kept = tab.evaluate(
            """async () => {
              const found = [];
              for (const name of await caches.keys())
                for (const one of await (await caches.open(name)).keys())
                  found.push(new URL(one.url).pathname);
              return found;
            }"""
        )
    assert "/offline" in kept
    assert {path for path in kept if not path.startswith("/assets/")} == {"/offline"}


def test_a_rating_that_is_not_taken_is_said_and_can_be_removed(browser, away_home):
    with served(away_home) as address, phone(browser, address) as (context, tab):
        context.set_offline(True)
        tab.locator('select[name="window"]').select_option("before")
        tab.evaluate("document.querySelector('details:has([name=run])').open = true")
        tab.evaluate(
            "document.querySelector('[name=run]').append(new Option('gone', '99999', true, true))"
        )
        tap(tab, 3)
        tab.get_by_text("1 entry waits to be sent").wait_for()
        context.set_offline(False)
        tab.get_by_text("was not taken").wait_for()
        tab.get_by_role("button", name="Remove it").click()
        tab.locator("#waiting > *").first.wait_for(state="detached")


def test_what_waits_goes_to_the_home_it_was_given_for_alone(browser, away_home, tmp_path):
    other = Path(shutil.copytree(away_home, tmp_path / "other"))
    before = given(other)
    with browser.new_context() as context:
        context.set_default_timeout(ANSWERS)
        tab = context.new_page()
        with served(away_home) as address:
            tab.goto(f"{address}/diary")
            tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
            context.set_offline(True)
            tap(tab, 8)
            tab.get_by_text("1 entry waits to be sent").wait_for()
        context.set_offline(False)
        with served(other, address):
            tab.goto(f"{address}/diary")
            tab.get_by_role("heading", name="Diary").wait_for()
            tab.wait_for_load_state("networkidle")
            assert tab.locator("#waiting").inner_text() == ""
    assert given(other) == before


def test_a_page_still_open_from_one_home_never_writes_into_the_next(browser, away_home, tmp_path):
    other = Path(shutil.copytree(away_home, tmp_path / "other"))
    before = given(other)
    with browser.new_context() as context:
        context.set_default_timeout(ANSWERS)
        tab = context.new_page()
        with served(away_home) as address:
            tab.goto(f"{address}/diary")
        with served(other, address):
            tap(tab, 8)
            tab.get_by_text("Kept in this browser").wait_for()
        with served(away_home, address):
            tab.reload()
            tab.get_by_text("1 entry that waited was sent").wait_for()
    assert given(other) == before
    assert given(away_home) == [*before, (Side.LEFT, 8)]


def test_where_nothing_can_be_kept_it_is_said_plainly(browser, away_home):
    """Over plain http from another machine a browser keeps nothing (no secure context)."""
    with served(away_home) as address, browser.new_context(service_workers="block") as context:
        context.set_default_timeout(ANSWERS)
        context.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
        tab = context.new_page()
        tab.goto(f"{address}/diary")
        tab.get_by_text("Ratings need the connection here").wait_for()
        context.set_offline(True)
        tap(tab, 3)
        tab.get_by_text("Nothing was saved; give it again").wait_for()


def test_a_program_that_asks_for_json_is_told_that_it_was_taken(client):
    form = {"value": "3", "side": "left", "window": "day_evening"}
    answer = client.post("/diary/rate", data=form, headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["said"].startswith("Noted: left 3/10")


def test_pages_with_data_are_never_kept_and_the_page_away_may_be(client):
    for path in ("/today", "/diary", "/check", "/score"):
        assert client.get(path).headers["cache-control"] == "no-store"
    assert client.get("/offline").headers["cache-control"] == "no-cache"


def test_the_page_away_is_the_same_whatever_the_runner_told(client, home):
    before = client.get("/offline").text
    with open_journal(home) as journal:
        journal.rate(7, side=Side.RIGHT)
        journal.set_fact("units", "imperial")
    assert client.get("/offline").text == before


def test_the_worker_changes_with_what_it_keeps(client, monkeypatch):
    from kneewise.web import shell

    first = client.get("/sw.js").text
    shell._worker.cache_clear()
    monkeypatch.setattr("kneewise.web.pages.offline.drawn", lambda _: "other words")
    second = client.get("/sw.js").text
    shell._worker.cache_clear()
    assert first.splitlines()[0] != second.splitlines()[0]
