"""Today: which knee the pad begins with, one knee for two, and what is missing, named as runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.model.diary import Side, Site, Window

TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture
def journal(home):
    with open_journal(home) as opened:
        yield opened


def chosen(page: str) -> tuple[str, str]:
    """The knee and place a page's first pad begins with."""
    side = re.search(r'name="side" value="(\w*)" checked', page)
    site = re.search(r'value="([\w-]+)" (?:selected|checked)>', page.partition('name="site"')[2])
    return side[1], site[1] if site else ""


@pytest.mark.parametrize("path", ["/today", "/diary"])
def test_the_pad_begins_with_the_knee_whose_trouble_is_open(client, journal, path):
    journal.start_episode(TODAY, Side.LEFT, Site.AROUND_KNEECAP)
    page = client.get(path).text
    assert 'name="side" value="left" checked' in page
    assert re.search(r'value="around-kneecap" (selected|checked)>', page)


def test_the_pad_begins_with_both_where_nothing_speaks_of_one(client):
    assert chosen(client.get("/today").text) == ("", "")


def test_a_run_begins_with_the_knee_whose_trouble_is_open(client, journal, tmp_path):
    journal.import_paths([write_gpx(tmp_path / "a.gpx", datetime.now(UTC) - timedelta(hours=3))])
    journal.start_episode(TODAY, Side.RIGHT, Site.BACK)
    assert chosen(client.get("/runs/1").text) == ("right", "back")


@pytest.mark.parametrize("path", ["/today", "/diary"])
def test_a_number_for_both_can_be_said_to_be_of_one(client, journal, path):
    client.post("/diary/rate", data={"value": "4", "window": "day_evening"})
    page = client.get(path).text
    assert "4/10 went down for both knees" in page
    given_at = re.search(r'name="given_at" value="([^"]+)"', page)[1]
    form = {"given_at": given_at, "side": "left", "back": path}
    answer = client.post("/diary/one-knee", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    page = client.get(path).text
    assert "still counts its 4/10 for 7 days (our precaution)" in page
    assert "went down for both" not in page
    assert {e.side: e.value for e in journal.store.diary.pain()} == {Side.LEFT: 4, Side.RIGHT: None}


def test_one_knee_or_no_pain_is_not_asked_about(client):
    for form in ({"value": "4", "side": "left"}, {"value": "0"}):
        client.post("/diary/rate", data={**form, "window": "day_evening"})
        assert "went down for both" not in client.get("/today").text


@pytest.mark.parametrize(
    "wrong", [{"side": ""}, {"side": "middle"}, {"given_at": "soon"}, {"given_at": "2026-01-01"}]
)
def test_what_is_no_correction_changes_nothing(client, journal, wrong):
    client.post("/diary/rate", data={"value": "4", "window": "day_evening"})
    before = journal.store.diary.pain_history()
    form = {"given_at": journal.both_rated().given_at.isoformat(), "side": "left"}
    assert client.post("/diary/one-knee", data={**form, **wrong}).status_code in {400, 422}
    assert journal.store.diary.pain_history() == before


def test_the_way_back_from_a_correction_is_ours(client, journal):
    client.post("/diary/rate", data={"value": "4", "window": "day_evening"})
    form = {"given_at": journal.both_rated().given_at.isoformat(), "side": "left"}
    answer = client.post("/diary/one-knee", data={**form, "back": "//elsewhere.example"})
    assert answer.headers["location"] == "/today"


def test_a_run_to_be_rated_is_named_by_its_day_and_distance(client, journal, tmp_path):
    start = datetime.now(UTC) - timedelta(days=1)
    journal.import_paths([write_gpx(tmp_path / "a.gpx", start, km=8.4)])
    page = client.get("/today").text
    assert re.search(r"Rate the run of \w{3} \d{1,2} \w{3,4}, 8\.4 km<", page)
    assert "Rate run" not in page


def test_what_is_left_of_the_week_is_shown_after_the_ladder_alone(client_of, regular):
    client = client_of(regular)
    with open_journal(regular) as journal:
        left = journal.today().week_left_km
        assert left is not None
        assert "Left in these seven days" in client.get("/today").text
        journal.rate(8, side=Side.LEFT, window=Window.DAY_MORNING)
        assert journal.today().week_left_km is None
    assert "Left in these seven days" not in client.get("/today").text
    assert client.get("/api/today").json()["week_left_km"] is None


def test_a_light_that_is_green_is_not_asked_what_would_make_it_so(client_of, regular):
    client = client_of(regular)
    with open_journal(regular) as journal:
        assert not journal.today().to_green
        assert "<summary>Why this?</summary>" in client.get("/today").text
        journal.rate(8, side=Side.LEFT, window=Window.DAY_MORNING)
        assert journal.today().to_green
    assert "Why this, and what would make it green?" in client.get("/today").text


def test_over_plain_http_from_another_machine_it_is_said_before_a_tap(browser, told_home, serving):
    with serving(told_home) as address, browser.new_context(service_workers="block") as context:
        for secure in (True, False):
            if not secure:
                context.add_init_script(
                    "Object.defineProperty(window, 'isSecureContext', {value: false})"
                )
            tab = context.new_page()
            tab.goto(f"{address}/today")
            tab.wait_for_load_state("networkidle")
            note = tab.get_by_text("Ratings need the connection here")
            assert note.is_visible() is not secure
            tab.close()
