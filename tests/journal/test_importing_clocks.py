"""A clock that can't be right is a problem, and what it dates counts as load all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.journal.conftest import write_gpx

from kneewise.care.today import today as judge
from kneewise.care.today.situation import Situation
from kneewise.journal.today import care_record
from kneewise.model.advice import Screening


@pytest.fixture
def bring(journal, tmp_path):
    """Bring in a run that began at a moment; the problems that were told."""

    def one(start, km=6.7, name=None):
        file = write_gpx(tmp_path / (name or f"{start:%Y%m%dT%H%M%S}.gpx"), start, km)
        return journal.import_paths([file]).problems

    return one


@pytest.fixture
def regular(bring, now, journal):
    """22 runs of 6.7 km every 3 days, unrated."""
    starts = [now - timedelta(days=days, hours=6) for days in range(2, 68, 3)]
    assert not [problem for start in starts for problem in bring(start)]
    return starts


def _answer(journal, now):
    return judge(care_record(journal.store, "me"), Screening(), now)


@pytest.mark.parametrize("hours", [2, 20, 24 * 30])
def test_a_run_still_to_come_is_a_problem_and_counts_as_run_now(
    journal, regular, bring, now, hours
):
    assert _answer(journal, now).cap.km > 0
    (problem,) = bring(now + timedelta(hours=hours), km=20.0)
    assert "still to come" in problem.message
    assert not problem.fatal
    assert problem in journal.problems()
    assert _answer(journal, now).cap.km == 0


def test_a_run_of_the_last_hours_is_none(bring, now):
    assert bring(now - timedelta(hours=2)) == ()


def test_the_same_runs_an_hour_later_are_a_problem_each_and_earn_nothing(
    journal, regular, bring, now
):
    before = _answer(journal, now)
    problems = [p for start in regular for p in bring(start + timedelta(hours=1))]
    assert len(problems) == len(regular)
    assert all("time zone" in problem.message for problem in problems)
    assert problems[0].source != problems[0].message.split(" long as ")[1].split(",")[0]
    after = _answer(journal, now)
    assert after.week_left_km is None or after.week_left_km < before.week_left_km
    assert after.cap.km <= before.cap.km
    s = Situation(care_record(journal.store, "me"), Screening(), now)
    assert len(s.running.kept) == len(regular)
    assert len(s.lights.runs) == 2 * len(regular)


def test_an_hour_earlier_too(journal, regular, bring, now):
    before = _answer(journal, now)
    assert all(bring(start - timedelta(hours=1)) for start in regular)
    assert _answer(journal, now).cap.km <= before.cap.km


def test_another_run_of_the_day_is_no_problem(bring, now):
    start = now - timedelta(days=3)
    assert bring(start) == ()
    assert bring(start + timedelta(hours=5), km=5.0) == ()
    assert bring(start + timedelta(hours=8, minutes=7)) == ()
