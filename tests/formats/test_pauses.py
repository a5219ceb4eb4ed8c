"""Pauses: events when they fit the totals, else the gaps that do."""

from __future__ import annotations

import numpy as np

from kneewise.formats.pauses import pauses_of
from kneewise.model.recording import Pause

TIMES = np.array([0.0, 1, 2, 3, 60, 61, 62, 400, 401])


def test_events_are_believed_where_no_total_contradicts():
    assert pauses_of([(3, False), (60, True)], TIMES, None) == (Pause(3, 60),)


def test_a_stop_told_twice_is_one_pause_and_the_last_stop_none():
    switched = [(0.0, True), (3.0, False), (5.0, False), (60.0, True), (401.0, False)]
    assert pauses_of(switched, TIMES, 57.0) == (Pause(3, 60),)


def test_gaps_answer_where_events_do_not_add_up():
    assert pauses_of([(3, False), (60, True)], TIMES, 393.0) == (Pause(4, 60), Pause(63, 400))


def test_events_stay_where_gaps_do_not_add_up_either():
    assert pauses_of([(3, False), (60, True)], TIMES, 5000.0) == (Pause(3, 60),)


def test_without_samples_and_events_there_is_no_pause():
    assert pauses_of([], np.array([]), 100.0) == ()
    assert pauses_of([], np.full(3, np.nan), 100.0) == ()
