"""What the diary says of each run."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from kneewise.model.diary import PainEntry, RunReport, Side, Window
from kneewise.why.outcomes import at_risk, knee_diary, start_hours, worst_within


def test_an_unrated_run_is_not_a_painless_one(runner):
    diary = knee_diary(runner([0, None, 4]).history(), Side.LEFT)
    assert np.isnan(diary.worst[1])
    assert diary.rated.tolist() == [True, False, True]
    assert diary.painful.tolist() == [False, False, True]


def test_the_outcome_is_the_worst_window_and_the_pain_before_is_not_in_it(runner):
    one = runner([2])
    history = one.history()
    run = history.runs[0]
    more = (one.entry(run, Window.BEFORE, 7), one.entry(run, Window.DURING, 5))
    diary = knee_diary(replace(history, diary=history.diary + more), Side.LEFT)
    assert diary.worst[0] == 5
    assert diary.before[0] == 7


def test_the_other_knee_is_unknown(runner):
    diary = knee_diary(runner([0, 4]).history(), Side.RIGHT)
    assert not diary.rated.any()


def test_the_morning_after_counts_unless_there_was_a_second_run_that_day(runner):
    one = runner([0, 0])
    history = one.history()
    second = replace(history.runs[1], started_at=history.runs[0].started_at + timedelta(hours=3))
    morning = one.entry(history.runs[0], Window.NEXT_MORNING, 6)
    twice = replace(history, runs=(history.runs[0], second), diary=(*history.diary, morning))
    once = replace(history, diary=(*history.diary, morning))
    assert knee_diary(once, Side.LEFT).worst[0] == 6
    assert knee_diary(twice, Side.LEFT).worst[0] == 0


def test_a_morning_rating_without_a_run_raises_the_run_of_the_day_before(runner):
    one = runner([1])
    history = one.history()
    run = history.runs[0]
    later = PainEntry(Side.LEFT, run.day + timedelta(days=1), Window.DAY_MORNING, 4, run.started_at)
    diary = knee_diary(replace(history, diary=(*history.diary, later)), Side.LEFT)
    assert diary.worst[0] == 4


def test_a_painkiller_after_the_run_makes_the_rating_a_lower_bound(runner):
    history = runner([2, 2]).history()
    reports = {1: RunReport(1, painkiller_after=True)}
    diary = knee_diary(replace(history, reports=reports), Side.LEFT)
    assert diary.only_at_least.tolist() == [True, False]


def test_worst_within_looks_back_only(runner):
    history = runner([5, 0, 0]).history()
    diary = knee_diary(history, Side.LEFT)
    starts = start_hours(history.runs)
    assert np.isnan(worst_within(diary, starts[:1], 48.0)[0])
    assert worst_within(diary, starts[1:2], 48.0)[0] == 5
    assert worst_within(diary, starts[2:3], 48.0)[0] == pytest.approx(0)


def test_at_risk_needs_three_calm_runs_and_fourteen_calm_days(runner):
    history = runner([0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0]).history()
    risk = at_risk(knee_diary(history, Side.LEFT), start_hours(history.runs))
    assert risk.tolist() == [False] * 3 + [True] + [False] * 7 + [True]
