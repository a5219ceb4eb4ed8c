"""A rating in seconds: a number is enough, and nothing is guessed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kneewise.model.diary import Side, Site, Window
from kneewise.model.errors import NotFoundError, UsageError


def test_a_bare_number_rates_both_knees_of_the_run_just_done(journal, ran, now):
    ran(now - timedelta(hours=2))
    rated = journal.rate(3)
    assert {(e.side, e.value, e.window) for e in rated.entries} == {
        (Side.LEFT, 3, Window.DURING),
        (Side.RIGHT, 3, Window.DURING),
    }
    assert all(e.run_id == rated.run.id for e in rated.entries)


def test_a_rating_with_a_side_leaves_the_other_knee_unrated(journal, ran, now):
    ran(now - timedelta(hours=2))
    journal.rate(4, side=Side.LEFT, site=Site.AROUND_KNEECAP)
    assert [e.side for e in journal.store.diary.pain()] == [Side.LEFT]


def test_zero_is_a_rating_and_no_rating_is_not_zero(journal, ran, now):
    ran(now - timedelta(hours=30))
    ran(now - timedelta(hours=2))
    journal.rate(0)
    assert journal.status().rated_runs == 1
    assert journal.status().runs == 2


def test_without_a_run_of_the_last_two_days_the_day_is_rated(journal, ran, now):
    ran(now - timedelta(days=5))
    rated = journal.rate(2)
    assert rated.run is None
    assert {e.window for e in rated.entries} <= {Window.DAY_MORNING, Window.DAY_EVENING}


def test_the_next_morning_is_the_day_after_the_run(journal, ran, now):
    ran(now - timedelta(hours=20))
    rated = journal.rate(1, window=Window.NEXT_MORNING)
    assert rated.entries[0].day == rated.run.day + timedelta(days=1)


def test_a_later_rating_of_the_same_window_replaces_the_earlier(journal, ran, now):
    ran(now - timedelta(hours=2))
    journal.rate(5, side=Side.LEFT)
    journal.rate(2, side=Side.LEFT)
    assert [e.value for e in journal.store.diary.pain()] == [2]
    assert [e.value for e in journal.store.diary.pain_history()] == [5, 2]


def test_a_run_and_a_day_contradict_each_other(journal, ran, now):
    ran(now - timedelta(hours=2))
    with pytest.raises(UsageError, match="a run or of a day"):
        journal.rate(3, run="latest", day=now.date())


def test_an_unknown_run_is_said(journal):
    with pytest.raises(NotFoundError, match="no run yet"):
        journal.rate(3, run="latest")
    with pytest.raises(NotFoundError, match="no run 99"):
        journal.rate(3, run="99")
    with pytest.raises(UsageError, match="number"):
        journal.rate(3, run="yesterday")


def test_pain_before_the_start_is_asked_first(journal, ran, now):
    ran(now - timedelta(hours=2))
    assert "before" in journal.rate(4, side=Side.LEFT).next[0]
    journal.rate(0, side=Side.LEFT, window=Window.BEFORE)
    assert "shortened" in journal.rate(4, side=Side.LEFT).next[0]


def test_two_painful_runs_of_three_make_it_ask_for_an_episode(journal, ran, now):
    for days in (6, 4, 2):
        ran(now - timedelta(days=days))
    journal.rate(0, run="1", side=Side.LEFT)
    journal.rate(4, run="2", side=Side.LEFT)
    asked = journal.rate(3, run="3", side=Side.LEFT).next
    assert any("episode start" in line for line in asked)
    journal.start_episode((now - timedelta(days=4)).date(), Side.LEFT)
    asked = journal.rate(3, run="3", side=Side.LEFT).next
    assert not any("episode start" in line for line in asked)


def test_a_day_with_one_run_means_that_run(journal, ran, now):
    ran(now - timedelta(days=5))
    rated = journal.rate(4, day=(now - timedelta(days=5)).date())
    assert rated.run is not None
    assert rated.entries[0].window is Window.DURING


def test_a_day_with_two_runs_asks_which(journal, ran, now):
    day = (now - timedelta(days=5)).replace(hour=8)
    ran(day)
    ran(day + timedelta(hours=4), km=6.0)
    with pytest.raises(UsageError, match="several runs"):
        journal.rate(4, day=day.date())


def test_a_past_day_without_a_run_is_rated_by_its_evening(journal, now):
    rated = journal.rate(2, day=(now - timedelta(days=5)).date())
    assert rated.entries[0].window is Window.DAY_EVENING
    with pytest.raises(UsageError, match="no run on"):
        journal.rate(2, day=(now - timedelta(days=5)).date(), window=Window.DURING)


def test_what_is_no_run_and_what_is_to_come_is_not_rated(journal, ran, now):
    ran(now - timedelta(days=1), sport="cycling")
    with pytest.raises(UsageError, match="no run but cycling"):
        journal.rate(3, run="1")
    with pytest.raises(UsageError, match="still to come"):
        journal.rate(3, day=(now + timedelta(days=2)).date())
