"""A year of runs: sums by day and month, unrated apart from 0, the month where pain was densest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kneewise.model.diary import Side, Window

SPRING = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def year(journal, ran):
    """Runs of 5 km: six in March 2024, two on one day of May, one in December 2023."""
    for day in range(6):
        ran(SPRING.replace(day=4 + 2 * day))
    ran(SPRING.replace(month=5, day=1, hour=7))
    ran(SPRING.replace(month=5, day=1, hour=17), km=3.0)
    ran(SPRING.replace(year=2023, month=12, day=31))
    return journal


def _rate(journal, day, value, side=Side.LEFT):
    journal.rate(value, run=_run(journal, day), side=side, window=Window.DURING)


def _run(journal, day):
    return next(line.id for line in reversed(journal.runs()) if line.day.isoformat() == day)


def test_the_latest_year_is_shown_and_all_are_named(year):
    found = year.year_of_runs()
    assert (found.year, found.years) == (2024, (2023, 2024))
    assert (found.runs, found.km_before) == (8, pytest.approx(5.0, rel=0.02))
    assert found.km == pytest.approx(38.0, rel=0.02)
    assert [month.runs for month in found.months] == [0, 0, 6, 0, 2, 0, 0, 0, 0, 0, 0, 0]


def test_two_runs_of_a_day_are_one_day_with_both(year):
    day = year.year_of_runs(2024).days[-1]
    assert len(day.runs) == 2
    assert day.km == pytest.approx(8.0, rel=0.02)
    assert day.knee_load_km == pytest.approx(8.0, rel=0.15)


def test_unrated_is_not_nothing_and_the_worst_knee_counts(year):
    _rate(year, "2024-03-04", 0)
    _rate(year, "2024-03-06", 2)
    _rate(year, "2024-03-06", 5, Side.RIGHT)
    pain = [day.pain for day in year.year_of_runs(2024).days]
    assert pain[:3] == [0, 5, None]


def test_a_rating_before_the_start_is_no_rating_of_the_run(year):
    year.rate(6, run=_run(year, "2024-03-04"), side=Side.LEFT, window=Window.BEFORE)
    assert year.year_of_runs(2024).days[0].pain is None


def test_the_densest_month_needs_three_rated_runs(year):
    _rate(year, "2024-05-01", 9)
    _rate(year, "2024-03-04", 4)
    _rate(year, "2024-03-06", 0)
    assert year.year_of_runs(2024).worst_month is None
    _rate(year, "2024-03-08", 0)
    worst = year.year_of_runs(2024).worst_month
    assert (worst.first.month, worst.painful, worst.rated) == (3, 1, 3)


def test_what_is_left_out_is_not_there(year):
    year.delete_run(_run(year, "2024-03-04"))
    found = year.year_of_runs(2024)
    assert found.runs == 7
    assert found.days[0].day.isoformat() == "2024-03-06"


def test_a_year_without_a_run_is_empty(journal):
    found = journal.year_of_runs()
    assert (found.runs, found.km, found.years, found.km_before) == (0, 0.0, (), None)
    assert len(found.months) == 12
