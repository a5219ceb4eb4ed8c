from __future__ import annotations

import numpy as np
import pytest

from kneewise.knee.moving import on_the_move
from kneewise.model.recording import Pause


def _track(steps_s, steps_m, pauses=(), timer_s=None):
    time_s = np.append(0.0, np.cumsum(steps_s))
    return on_the_move(time_s, np.append(0.0, np.cumsum(steps_m)), pauses, timer_s)


def test_a_steady_run_moves_all_the_time():
    track = _track(np.ones(600), np.full(600, 3.0))
    assert track.moving_s[-1] == 600
    assert track.distance_m[-1] == 1800


def test_standing_at_a_light_does_not_count():
    steps_m = np.concatenate([np.full(300, 3.0), np.zeros(90), np.full(300, 3.0)])
    track = _track(np.ones(690), steps_m)
    assert track.moving_s[-1] == pytest.approx(600, abs=2)
    assert track.clock_s[-1] == 690


def test_a_pause_does_not_count_though_the_watch_went_on_counting():
    track = _track(np.ones(600), np.full(600, 3.0), [Pause(100.0, 160.0)])
    assert track.moving_s[-1] < 565  # metres of the pause stay, at the greatest speed


def test_a_gap_in_which_was_run_counts():
    track = _track([1.0] * 100 + [600.0] + [1.0] * 100, [3.0] * 100 + [1800.0] + [3.0] * 100)
    assert track.moving_s[-1] == pytest.approx(800)


def test_a_gap_with_a_rest_counts_only_what_the_way_took():
    track = _track([1.0] * 100 + [600.0] + [1.0] * 100, [3.0] * 100 + [300.0] + [3.0] * 100)
    assert track.moving_s[-1] == pytest.approx(200 + 300 / (0.7 * 3.0))


def test_a_jump_of_the_clock_stands_still_on_every_clock():
    track = _track([1.0] * 100 + [72 * 3600.0] + [1.0] * 100, [3.0] * 201)
    assert track.moving_s[-1] < 205
    assert track.clock_s[-1] < 205


def test_distance_counted_late_is_spread_over_the_time_before():
    steps_m = np.concatenate([np.full(100, 3.0), np.zeros(400), [1200.0], np.full(99, 3.0)])
    track = _track(np.ones(600), steps_m)
    speed = np.diff(track.distance_m)[120:480]
    assert speed.max() < 3.5
    assert track.distance_m[-1] == pytest.approx(steps_m.sum())


def test_a_count_in_steps_is_not_stop_and_go():
    steps_m = np.tile([0.0, 0.0, 0.0, 12.0], 150)
    track = _track(np.ones(600), steps_m)
    assert track.moving_s[-1] == pytest.approx(600)


def test_moving_time_stays_within_the_timer():
    track = _track(np.ones(600), np.full(600, 3.0), timer_s=550.0)
    assert track.moving_s[-1] == pytest.approx(550)


def test_without_distance_every_second_outside_pauses_and_gaps_moves():
    time_s = np.append(np.arange(100.0), 100.0 + 900.0 + np.arange(100.0))
    track = on_the_move(time_s, None, [Pause(10.0, 20.0)])
    assert track.moving_s[-1] == pytest.approx(99 + 99 - 10)
