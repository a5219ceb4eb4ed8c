"""The runs page: the year is the journal's, the search narrows, every address is safe to ask."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.journal.searching import RunSearch
from kneewise.web.wording import Wording


def test_an_empty_home_says_what_it_will_show_and_the_next_step(client):
    page = client.get("/runs").text
    assert 'href="/import"' in page
    assert 'class="calendar"' not in page


def part(page: str, tag: str, name: str) -> str:
    """The months of a desk (`calendar`) or of a phone (`months`), from the page."""
    return page.partition(f'<{tag} class="{name}">')[2].partition("<figcaption>")[0]


@pytest.mark.parametrize(("tag", "name"), [("div", "calendar"), ("ol", "months")])
def test_every_day_with_a_run_is_a_cell_that_leads_there(told_client, told_home, tag, name):
    with open_journal(told_home) as journal:
        year = journal.year_of_runs()
    whole = part(told_client.get("/runs").text, tag, name)
    page = whole.partition('<div class="calendar">')[0] if name == "months" else whole
    page = re.sub(r'<svg class="month-line".*?</svg>', "", page)
    cells = re.findall(r'<a href="(/runs[^"]*)" aria-label="([^"]*)"><title>', page)
    assert len(cells) == len(year.days)
    alone = [day for day in year.days if len(day.runs) == 1]
    assert {f"/runs/{day.runs[0]}" for day in alone} <= {href for href, _ in cells}
    unrated = sum(day.pain is None for day in year.days)
    assert sum("not rated" in label for _, label in cells) == unrated
    assert page.count('class="day unrated"') == unrated
    assert page.count('class="day p0"') == sum(day.pain == 0 for day in year.days)


@pytest.mark.parametrize("show", ["load", "km"])
def test_the_colour_can_stand_for_something_else(told_client, show):
    page = told_client.get(f"/runs?show={show}").text
    assert re.search(rf'class="day {show}5"', page)
    assert 'class="day p' not in page
    assert told_client.get("/runs?show=nonsense").status_code == 200


def test_the_finding_counts_what_the_journal_counts(told_client, told_home):
    with open_journal(told_home) as journal:
        year = journal.year_of_runs()
    page = told_client.get("/runs").text
    assert f"{year.year}: {year.runs} runs" in page
    assert f"painful (3 or more out of 10): {year.painful} of these" in page


def test_each_year_is_a_link_and_a_year_without_a_run_says_so(told_client, told_home):
    with open_journal(told_home) as journal:
        years = journal.year_of_runs().years
    page = told_client.get("/runs").text
    for year in years if len(years) > 1 else ():
        assert f"/runs?year={year}" in page
    assert "No run in 1999." in told_client.get("/runs?year=1999").text


def test_the_list_shows_fifty_newest_first_and_leads_to_the_rest(told_client, told_home):
    with open_journal(told_home) as journal:
        found = journal.find_runs(RunSearch())
    assert found.pages > 1
    page = told_client.get("/runs").text
    listed = [int(n) for n in re.findall(r'class="what" href="/runs/(\d+)"', page)]
    assert listed == [line.id for line in found.lines]
    assert "page=2#list" in page
    rest = told_client.get("/runs?page=2").text
    assert set(re.findall(r'class="what" href="/runs/(\d+)"', rest)).isdisjoint(map(str, listed))


def test_a_search_narrows_and_stays_in_the_form(told_client):
    answer = told_client.get("/runs?q=hills&pain=painful&km=5&since=2000-01-01&shoe=&sport=")
    page = answer.text
    assert 'value="hills"' in page
    assert '<option value="painful" selected>' in page
    names = re.findall(r'class="what".*?class="name">([^<]*)<', page)
    assert names
    assert all("hills" in name.lower() for name in names)


@pytest.mark.parametrize(
    "query",
    ["since=yesterday", "km=far", "km=-3", "pain=bad", "sport=quidditch", "year=0", "page=x"],
)
def test_what_can_not_be_asked_is_said(told_client, query):
    answer = told_client.get(f"/runs?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_what_is_searched_for_stays_text(told_client):
    page = told_client.get("/runs", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_what_was_left_out_can_be_found_again(told_client, told_home):
    with open_journal(told_home) as journal:
        run = journal.delete_run("latest").id
    page = told_client.get("/runs?sport=left-out").text
    assert re.findall(r'class="what" href="/runs/(\d+)"', page) == [str(run)]


def test_distances_are_in_the_runners_own_unit(told_client, told_home):
    with open_journal(told_home) as journal:
        journal.set_fact("units", "imperial")
    page = told_client.get("/runs?km=6").text
    far = [float(n) for n in re.findall(r'class="far">([\d.]+) mi<', page)]
    assert far
    assert min(far) >= 6.0


def test_a_day_with_two_runs_leads_to_both(client, home, tmp_path):
    with open_journal(home) as journal:
        for hour in (1, 9):
            start = datetime(2025, 1, 5, hour, tzinfo=UTC)
            journal.import_paths([write_gpx(tmp_path / f"{hour}.gpx", start)])
        (day,) = journal.year_of_runs().days
    page = client.get("/runs").text
    assert f'href="/runs?since={day.day}&amp;until={day.day}#list"' in page
    listed = client.get(f"/runs?since={day.day}&until={day.day}").text
    assert len(re.findall(r'class="what"', listed)) == 2


def test_a_month_with_one_run_says_one_run(client, home, tmp_path):
    with open_journal(home) as journal:
        journal.import_paths([write_gpx(tmp_path / "1.gpx", datetime(2025, 1, 5, 9, tzinfo=UTC))])
    page = client.get("/runs").text
    assert "2025: 1 run," in page
    assert "1 run ·" in page
    assert "1 runs" not in page


def test_a_phone_has_the_months_latest_first_and_none_before_the_first_run(told_client, told_home):
    with open_journal(told_home) as journal:
        year = journal.year_of_runs()
    page = told_client.get("/runs").text
    months = part(page, "ol", "months").partition('<div class="calendar">')[0]
    with_runs = [month.first for month in year.months if month.runs]
    named = re.findall(r"<strong>([^<]*)</strong>", months)
    assert named[0] == Wording().month(with_runs[-1])
    assert named[-1] == Wording().month(with_runs[0])
    assert months.count("<details open>") == 1
    assert months.count('class="month"') == len(with_runs)
