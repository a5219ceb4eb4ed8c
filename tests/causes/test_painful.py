from __future__ import annotations

import numpy as np
import pytest
from tests.builders import history_of, rated

from kneewise.causes.painful import in_painful_period, mean_of_last_pain_free
from kneewise.causes.timeline import timeline_of
from kneewise.model.diary import Side, Window


def periods(history):
    return in_painful_period(history, timeline_of(history)).tolist()


def test_a_painful_run_and_the_14_days_after_it_are_painful():
    history = history_of([(0, 5), (1, 5, {"pain": 3}), (2, 5), (15, 5), (16, 5)])
    assert periods(history) == [False, True, True, True, False]


@pytest.mark.parametrize("value", [0, 2, None])
def test_a_run_at_2_or_without_a_rating_opens_no_period(value):
    assert periods(history_of([(0, 5, {"pain": value}), (1, 5)])) == [False, False]


def test_either_knee_and_a_rest_day_count():
    right = rated(1, 0, 4, side=Side.RIGHT)
    rest_day = rated(None, 30, 5, window=Window.DAY_EVENING)
    history = history_of([(0, 5), (20, 5), (31, 5)], ratings=[right, rest_day])
    assert periods(history) == [True, False, True]


def test_the_next_morning_counts_on_the_day_of_its_run():
    morning = rated(1, 1, 4, window=Window.NEXT_MORNING)
    assert periods(history_of([(0, 5)], ratings=[morning])) == [True]


def test_an_episode_is_painful_from_the_day_after_it_began_to_its_end():
    history = history_of([(4, 5), (5, 5), (6, 5), (20, 5), (21, 5)], episodes=[(5, 20)])
    assert periods(history) == [False, False, True, True, False]


def test_an_open_episode_goes_on():
    assert periods(history_of([(5, 5), (300, 5)], episodes=[(5, None)])) == [False, True]


def test_pain_free_runs_are_averaged_only_where_three_recent_ones_are_known():
    history = history_of([(day, 5, {"pain": 0}) for day in (0, 2, 4)] + [(5, 5), (70, 5)])
    timeline = timeline_of(history)
    found = mean_of_last_pain_free(history, timeline, np.array([1.0, 2.0, 6.0, 9.0, 9.0]))
    assert np.array_equal(found, [np.nan, np.nan, np.nan, 3.0, np.nan], equal_nan=True)
