"""The time around a trouble."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kneewise.journal.timeline import AFTER, BEFORE, LONGEST
from kneewise.model.diary import Side


def test_a_home_without_a_run_has_no_time_line(journal):
    assert journal.time_line() is None


@pytest.fixture
def half_year(journal, ran, now):
    """A run every 20 days over more than a year, the knee sore from 120 days ago."""
    for days in range(400, 0, -20):
        ran(now - timedelta(days=days), km=5.0 if days > 140 else 8.0)
    began = (now - timedelta(days=120)).date()
    journal.start_episode(began, Side.LEFT)
    return began


def test_it_shows_half_a_year_before_and_some_weeks_after(journal, half_year):
    line = journal.time_line(half_year)
    days = [run.day for run in line.runs]
    assert days == sorted(days)
    assert line.first == half_year - BEFORE
    assert line.first <= days[0]
    assert days[-1] <= line.last
    assert line.last - line.first <= LONGEST


def test_it_ends_some_weeks_after_the_trouble_did(journal, half_year):
    ended = half_year + timedelta(days=10)
    journal.end_episode(ended)
    assert journal.time_line(half_year).last == ended + AFTER


def test_an_episode_of_the_other_knee_is_left_out(journal, half_year):
    assert journal.time_line(half_year, Side.RIGHT).episodes == ()
    assert len(journal.time_line(half_year, Side.LEFT).episodes) == 1


def test_the_finding_sets_four_weeks_against_the_four_before(journal, half_year):
    # 140 days ago: 8 km in the 28 days before it began; 160 ago: 5 km in those before
    assert "1 run, 8 km" in journal.time_line(half_year).finding
    assert "1 run, 5 km" in journal.time_line(half_year).finding


def test_without_a_trouble_it_shows_the_last_half_year(journal, ran, now):
    for days in (300, 100, 2):
        ran(now - timedelta(days=days))
    line = journal.time_line()
    assert line.began is None
    assert [run.day for run in line.runs] == [
        (now - timedelta(days=100)).date(),
        (now - timedelta(days=2)).date(),
    ]


def test_the_first_run_in_a_further_pair_is_marked(journal, ran, now):
    for days, shoe in ((9, "old"), (5, "new"), (2, "old")):
        ran(now - timedelta(days=days))
        if days == 9:
            journal.add_shoe("old")
            journal.add_shoe("new")
        journal.wear(shoe)
    (one,) = journal.time_line().shoes
    assert (one.shoe, one.day) == ("new", (now - timedelta(days=5)).date())
