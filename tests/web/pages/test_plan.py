"""The plan: what is meant and what is a sketch, why there is none, and what leaves the house."""

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from markupsafe import escape
from tests.web.conftest import served

from kneewise.journal import open_journal
from kneewise.journal.decoding import said_from
from kneewise.journal.journal import Journal
from kneewise.journal.plan_words import firm_sessions
from kneewise.model.diary import Side
from kneewise.model.errors import MissingExtraError
from kneewise.model.plan import SessionKind
from kneewise.model.words import say
from kneewise.web.page import SAID
from kneewise.web.wording import KM_A_MILE, Wording

ROOM, OUT, PAGE = "kneewise.care.plan", "kneewise.exports", "kneewise.web.pages.plan"
SCRIPT = {"Kneewise-Script": "1"}


def text_of(html: str) -> str:
    """A page without its tags, spaces in a row as one."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def said_next(answer) -> str:
    """What the next page will say."""
    return said_from(json.loads(urlsafe_b64decode(answer.cookies[SAID].encode())))


@pytest.fixture
def planned(client_of, regular):
    """Pages of a green runner with a goal of 10 km."""
    with open_journal(regular) as journal:
        journal.set_goal("10k", None, 4)
    return client_of(regular)


def make_red(home) -> None:
    with open_journal(home) as journal:
        journal.rate(7, run="latest", side=Side.LEFT)


def test_without_a_goal_one_is_asked_for(client):
    page = client.get("/plan").text
    assert say(PAGE, "goal.what") in page
    assert 'action="/plan/goal"' in page
    assert 'class="days"' not in page


def test_before_any_goal_nothing_is_said_of_files_that_never_were(client):
    page = text_of(client.get("/plan").text)
    assert "cancel" not in page
    assert "must be deleted" not in page
    assert say(PAGE, "out.physio") in page


def test_after_a_goal_that_was_dropped_its_files_can_still_be_cancelled(client_of, home):
    with open_journal(home) as journal:
        journal.set_goal("10k", None, 3)
        journal.end_goal()
    page = text_of(client_of(home).get("/plan").text)
    assert say(PAGE, "out.calendar.cancel") in page
    assert "must be deleted" in page


def test_a_goal_is_set_and_its_plan_shown(client_of, regular):
    client = client_of(regular)
    on = datetime.now(UTC).date() + timedelta(days=150)
    said = {"distance": "half", "far": "", "on": on.isoformat(), "days": "3"}
    assert client.post("/plan/goal", data=said).headers["location"] == "/plan"
    with open_journal(regular) as journal:
        goal = journal.goals()[-1]
    assert (goal.km, goal.race_on, goal.days) == (21.0975, on, 3)
    assert 'class="days"' in client.get("/plan").text


def test_another_distance_is_said_in_the_runners_own_unit(client_of, regular):
    with open_journal(regular) as journal:
        journal.set_fact("units", "imperial")
    client = client_of(regular)
    assert client.post("/plan/goal", data={"distance": "other", "far": "7,5"}).is_redirect
    with open_journal(regular) as journal:
        assert journal.goals()[-1].km == pytest.approx(7.5 * KM_A_MILE)
    assert " km" not in text_of(client.get("/plan").text.partition('class="days"')[2])[:400]


@pytest.mark.parametrize(
    "said",
    [
        {"distance": "other", "far": ""},
        {"distance": "other", "far": "900"},
        {"distance": "moon"},
        {"distance": "10k", "on": "2001-01-01"},
        {"distance": "10k", "on": "soon"},
        {"distance": "10k", "days": "9"},
    ],
)
def test_a_goal_that_can_not_be_is_said(client, home, said):
    assert client.post("/plan/goal", data=said).status_code == 400
    with open_journal(home) as journal:
        assert journal.goals() == ()


def test_each_day_shows_how_far_and_every_reason(planned, regular):
    html = planned.get("/plan").text
    page = text_of(html)
    with open_journal(regular) as journal:
        sessions = firm_sessions(journal.plan())
    assert {s.kind for s in sessions} >= {SessionKind.RUN, SessionKind.STRENGTH, SessionKind.REST}
    for session in sessions:
        if session.kind is SessionKind.RUN:
            assert f"at most {session.km:.1f} km" in page
        for advice in session.because:
            bare = advice.because.partition("kneewise ")[0].strip()
            assert text_of(str(escape(bare))) in page
            assert all(f'href="/evidence/{key}"' in html for key in advice.sources)


def test_only_the_next_days_are_meant_and_the_rest_is_a_sketch(planned):
    page = planned.get("/plan").text
    assert page.count('<td class="firm') == 8  # today and the 7 days after it
    assert page.count('<td class="sketch') > 20
    assert say(ROOM, "note.sketch") in page


def test_a_goal_that_moved_is_said_plainly(client_of, regular):
    with open_journal(regular) as journal:
        journal.set_goal("marathon", datetime.now(UTC).date() + timedelta(days=30), 3)
        because = journal.plan().because[0]
    page = client_of(regular).get("/plan").text
    assert because.id == "state.moved"
    assert because.text in page
    assert say(PAGE, "state.moved") in page


@pytest.mark.parametrize(
    ("closes", "why", "to"),
    [("red", "closed.red", "/return"), ("unscreened", "closed.unscreened", "/check")],
)
def test_a_closed_plan_says_why_and_leads_on(client_of, home, regular, closes, why, to):
    if closes == "red":
        home = regular
    with open_journal(home) as journal:
        journal.set_goal("10k", None, 3)
    if closes == "red":
        make_red(home)
    page = client_of(home).get("/plan").text
    assert say(ROOM, why) in page
    assert say(ROOM, "page.opens") in page
    assert f'class="button" href="{to}"' in page
    assert 'class="days"' not in page
    assert say(OUT, "watch.delete") in page
    assert say(PAGE, "out.calendar.cancel") in page
    assert say(PAGE, "out.workouts.take") not in page


def test_a_goal_is_dropped_with_its_plan(planned, regular):
    assert planned.post("/plan/goal/end").headers["location"] == "/plan"
    assert 'class="days"' not in planned.get("/plan").text
    assert planned.post("/plan/goal/end").status_code == 404


def test_the_calendar_is_sent_by_a_change_and_cancelled_under_red(planned, regular):
    assert planned.get("/plan/calendar").status_code == 405
    answer = planned.post("/plan/calendar", data={"remind": "7"})
    assert answer.headers["content-type"].startswith("text/calendar")
    assert 'filename="kneewise.ics"' in answer.headers["content-disposition"]
    events = Calendar.from_ical(answer.content).events
    assert {event.status for event in events} == {"CONFIRMED"}
    with open_journal(regular) as journal:
        assert len(journal.store.plans.sent()) == len(events)
    make_red(regular)
    answer = planned.post("/plan/calendar")
    events = Calendar.from_ical(answer.content).events
    assert {event.status for event in events} == {"CANCELLED"}
    assert say(OUT, "watch.delete") in said_next(answer)


def test_looking_at_the_plan_sends_nothing(planned, regular):
    planned.get("/plan")
    with open_journal(regular) as journal:
        assert journal.store.plans.sent() == ()


def test_a_script_gets_the_sentences_with_the_file(planned):
    answer = planned.post("/plan/calendar", headers=SCRIPT)
    assert say(OUT, "calendar.how") in json.loads(answer.headers["Kneewise-Said"])
    assert SAID not in answer.cookies


def test_workouts_come_as_fit_files_in_one(planned):
    answer = planned.post("/plan/workouts")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert len(packed.namelist()) > 1
        assert all(name.endswith(".fit") for name in packed.namelist())
        assert all(packed.read(name)[8:12] == b".FIT" for name in packed.namelist())
    assert say(OUT, "workouts.how") in said_next(answer)


def test_without_a_plan_there_is_no_workout_and_it_is_said(client):
    answer = client.post("/plan/workouts")
    assert answer.headers["location"] == "/plan"
    assert say(OUT, "watch.delete") in said_next(answer)


def test_the_report_is_asked_with_its_options(client, monkeypatch):
    asked = []

    def made(self, **said) -> bytes:
        asked.append(said)
        return b"%PDF-"

    monkeypatch.setattr(Journal, "physio_report", made)
    said = {"name": "Jo", "weeks": "13", "side": "right"}
    answer = client.post("/plan/physio", data=said)
    assert answer.content == b"%PDF-"
    assert answer.headers["content-type"] == "application/pdf"
    assert asked == [{"name": "Jo", "side": Side.RIGHT, "weeks": 13}]


@pytest.mark.parametrize("said", [{"weeks": "1"}, {"weeks": "many"}, {"side": "middle"}])
def test_a_report_that_can_not_be_is_said(client, said):
    assert client.post("/plan/physio", data=said).status_code == 400


def test_a_missing_extra_says_how_to_get_it(client, monkeypatch):
    def missing(self, **said) -> bytes:
        raise MissingExtraError("The report needs one more piece: kneewise[report]")

    monkeypatch.setattr(Journal, "physio_report", missing)
    answer = client.post("/plan/physio")
    assert answer.status_code == 501
    assert "kneewise[report]" in answer.text


@given(st.floats(0.1, 200), st.booleans())
def test_a_limit_is_never_rounded_up(km, imperial):
    number, unit = Wording(imperial=imperial).limit(km).split()
    exact = km / KM_A_MILE if imperial else km
    assert unit == ("mi" if imperial else "km")
    assert float(number) <= exact + 1e-6
    assert float(number) >= floor(10 * exact) / 10 - 1e-9


def test_today_never_waits_for_the_plan_and_shows_it_once_it_stands(planned):
    first = planned.get("/today").text
    assert 'data-week="/today/week"' in first
    week = planned.get("/today/week").text
    assert "data-week" not in week
    assert planned.get("/today").text.count('class="ahead"') == week.count('class="ahead"')


def test_a_rating_makes_the_plan_on_today_anew(planned, regular):
    planned.get("/plan")
    assert "data-week" not in planned.get("/today").text
    make_red(regular)
    page = planned.get("/today").text
    assert "data-week" in page
    assert 'class="ahead"' not in page
    assert 'class="ahead"' not in planned.get("/today/week").text


def test_a_browser_downloads_and_reads_what_goes_with_it(browser, regular):
    with open_journal(regular) as journal:
        journal.set_goal("10k", None, 4)
    with served(regular) as address, browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        tab.goto(f"{address}/today")
        tab.locator(".this-week:not([data-week])").wait_for()
        tab.goto(f"{address}/plan")
        form = tab.locator("form[action='/plan/calendar']")
        with tab.expect_download() as coming:
            form.locator("button").click()
        assert coming.value.suggested_filename == "kneewise.ics"
        form.get_by_text("In the file").wait_for()
