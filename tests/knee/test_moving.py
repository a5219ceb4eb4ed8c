from __future__ import annotations

import numpy as np
import pytest

from kneewise.knee.moving import by_the_timer, on_the_move
from kneewise.model.recording import Pause


def _track(steps_s, steps_m, pauses=(), timer_s=None):
    time_s = np.append(0.0, np.cumsum(steps_s))
    return on_the_move(time_s, np.append(0.0, np.cumsum(steps_m)), pauses, timer_s)


def _fastest(track):
    moving = np.diff(track.moving_s)
    return (np.diff(track.distance_m)[moving > 0] / moving[moving > 0]).max()


def test_a_steady_run_moves_all_the_time():
    track = _track(np.ones(600), np.full(600, 3.0))
    assert track.moving_s[-1] == 600
    assert track.distance_m[-1] == 1800


def test_standing_at_a_light_does_not_count():
    steps_m = np.concatenate([np.full(300, 3.0), np.zeros(90), np.full(300, 3.0)])
    track = _track(np.ones(690), steps_m)
    assert track.moving_s[-1] == pytest.approx(600, abs=2)
    assert track.clock_s[-1] == 690


def test_metres_counted_in_a_pause_were_run_at_the_usual_pace_and_are_a_guess():
    track = _track(np.ones(600), np.full(600, 3.0), [Pause(100.0, 160.0)])
    assert track.moving_s[-1] == pytest.approx(600)
    assert track.guessed_s[-1] == pytest.approx(60)
    assert _fastest(track) < 3.1


def test_a_pause_without_metres_is_no_motion():
    steps_m = np.concatenate([np.full(100, 3.0), np.zeros(60), np.full(100, 3.0)])
    assert _track(np.ones(260), steps_m, [Pause(100.0, 160.0)]).moving_s[-1] == pytest.approx(200)


def test_a_timer_shortens_guessed_time_first():
    track = _track(np.ones(600), np.full(600, 3.0), [Pause(100.0, 160.0)], timer_s=590.0)
    speed = np.diff(track.distance_m) / np.diff(track.moving_s)
    assert track.moving_s[-1] == pytest.approx(590)
    assert speed[:99] == pytest.approx(3.0)
    assert speed.max() < 1.31 * 3.0


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


def test_a_leap_at_the_end_fills_the_gap_at_the_beginning_and_leaves_the_paces_between():
    steps_s = np.concatenate([[700.0], np.ones(600), [10.0]])
    pace = 3.0 + 0.5 * np.sin(np.arange(600) / 40.0)
    steps_m = np.concatenate([[10.0], pace, [2000.0]])
    track = _track(steps_s, steps_m)
    np.testing.assert_allclose(np.diff(track.distance_m)[1:-1], pace)
    assert track.distance_m[-1] == pytest.approx(steps_m.sum())
    assert _fastest(track) < 3.6
    assert track.guessed_s[1] == track.moving_s[1]
    assert track.guessed_s[-2] == track.guessed_s[1]


def test_a_leap_into_a_gap_that_was_paused_leaves_the_pause():
    steps_s = np.concatenate([np.ones(200), [100.0], np.ones(200), [120.0], np.ones(200), [5.0]])
    steps_m = 3.0 * steps_s
    steps_m[200], steps_m[401], steps_m[-1] = 5.0, 0.0, 310.0
    track = _track(steps_s, steps_m, [Pause(500.0, 620.0)])
    assert np.diff(track.moving_s)[401] == 0
    assert np.diff(track.distance_m)[200] == pytest.approx(300.0, rel=0.02)


def test_a_long_gap_too_fast_lends_metres_to_one_too_slow():
    steps_s = np.concatenate([[240.0], np.ones(600), [470.0]])
    steps_m = np.concatenate([[20.0], np.full(600, 3.0), [1825.0]])
    track = _track(steps_s, steps_m)
    assert _fastest(track) < 3.1
    assert track.moving_s[-1] > 1200


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


def test_other_sports_go_by_the_timer_and_as_fast_as_they_like():
    time_s = np.arange(601.0)
    track = by_the_timer(time_s, 12.0 * time_s, [Pause(0.0, 60.0)], 520.0)
    assert track.moving_s[-1] == pytest.approx(520)
    assert track.distance_m[-1] == 7200
    assert track.guessed_s[-1] == 0


def test_other_sports_stand_in_gaps_without_way():
    time_s = np.append(np.arange(100.0), 1000.0 + np.arange(100.0))
    metres = np.append(np.arange(100.0), 100.0 + np.arange(100.0)) * 6.0
    assert by_the_timer(time_s, metres, ()).moving_s[-1] == pytest.approx(198)
