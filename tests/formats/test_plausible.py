"""What no sensor can have measured becomes missing, and nothing else changes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kneewise.formats.plausible import steps_per_minute, tidy
from kneewise.model.sport import Sport


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def test_positions_off_the_globe_are_unknown():
    columns = {
        "time_s": column(1, 2, 3, 4),
        "latitude_deg": column(48, 91, 48, np.nan),
        "longitude_deg": column(11, 11, 180.5, 11),
    }
    samples, problems = tidy(columns, Sport.RUNNING, "x", "whole file")
    assert list(np.isnan(samples["latitude_deg"])) == [False, True, True, True]
    assert list(np.isnan(samples["longitude_deg"])) == [False, True, True, True]
    assert "2 positions" in problems[0].message


def test_an_empty_column_is_left_out_but_time_stays():
    columns = {"time_s": column(np.nan), "power_w": column(np.nan)}
    samples, _ = tidy(columns, Sport.RUNNING, "x", "whole file")
    assert list(samples.columns) == ["time_s"]


def test_what_was_given_is_not_written_to():
    altitude = column(-500, 10)
    tidy({"time_s": column(1, 2), "altitude_m": altitude}, Sport.RUNNING, "x", "y")
    assert list(altitude) == [-500, 10]


def test_infinity_is_unknown():
    samples, _ = tidy({"time_s": column(1, 2), "power_w": column(np.inf, 3)}, Sport.RUNNING, "", "")
    assert np.isnan(samples["power_w"][0])


def test_cadence_of_an_unknown_sport_stays_as_written():
    assert list(steps_per_minute(column(84, 85), Sport.UNKNOWN)) == [84, 85]


def test_standing_still_does_not_decide_about_strides():
    assert list(steps_per_minute(column(0, 0, 0, 168), Sport.RUNNING)) == [0, 0, 0, 168]


@given(arrays(np.float64, 20, elements=st.floats(70, 210) | st.just(np.nan)))
def test_steps_made_once_are_not_doubled_again(cadence: np.ndarray):
    once = steps_per_minute(cadence, Sport.RUNNING)
    np.testing.assert_array_equal(steps_per_minute(once, Sport.RUNNING), once)


def test_walking_in_a_run_does_not_make_its_steps_strides():
    cadence = np.concatenate([np.full(600, 108.0), np.full(400, 166.0)])
    assert np.array_equal(steps_per_minute(cadence, Sport.RUNNING), cadence)
    assert np.array_equal(steps_per_minute(cadence / 2, Sport.RUNNING), cadence)
