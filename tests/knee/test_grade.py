from __future__ import annotations

import numpy as np
import pytest

from kneewise.knee.grade import ground


def _climbed(under) -> float:
    return float(np.maximum(np.diff(under.altitude_m), 0).sum())


@pytest.mark.parametrize("seed", range(5))
def test_a_flat_course_read_with_3_m_of_noise_climbs_nothing(seed):
    metres = np.arange(0, 10_000, 3.0)
    under = ground(metres, 100 + np.random.default_rng(seed).normal(0, 3.0, metres.size))
    assert _climbed(under) <= 5.0
    assert under.source == "gps"


@pytest.mark.parametrize("seed", range(3))
def test_hills_are_climbed_in_full_through_noise(seed):
    metres = np.arange(0, 10_000, 3.0)
    hills = 20 * np.sin(metres / 10_000 * 2 * np.pi * 4)  # four hills of 40 m
    noise = np.random.default_rng(seed).normal(0, 1.0, metres.size)
    assert _climbed(ground(metres, hills + noise)) == pytest.approx(160, rel=0.08)


def test_a_barometer_shows_low_rises():
    metres = np.arange(0, 5_000, 3.0)
    hills = np.round((3 * np.sin(metres / 5_000 * 2 * np.pi * 10)) / 0.2) * 0.2
    under = ground(metres, hills)
    assert under.source == "barometer"
    assert _climbed(under) == pytest.approx(60, rel=0.1)


def test_a_steady_slope_keeps_its_grade_to_both_ends():
    metres = np.arange(0, 3_000, 3.0)
    under = ground(metres, 500 - 0.06 * metres)
    np.testing.assert_allclose(under.grade(np.array([10.0, 1500.0, 2950.0])), -0.06, atol=0.006)


def test_grade_is_unknown_where_altitude_is():
    metres = np.arange(0, 4_000, 3.0)
    altitude = 100 + 0.05 * metres
    altitude[(metres > 1000) & (metres < 1600)] = np.nan
    grade = ground(metres, altitude).grade(np.array([500.0, 1300.0, 3000.0]))
    assert np.isnan(grade).tolist() == [False, True, False]


def test_grade_is_unknown_before_the_first_and_after_the_last_altitude():
    metres = np.arange(0, 4_000, 3.0)
    altitude = np.where((metres > 600) & (metres < 3_000), 100 + 0.05 * metres, np.nan)
    grade = ground(metres, altitude).grade(np.array([300.0, 570.0, 2_000.0, 3_030.0, 3_500.0]))
    assert np.isnan(grade).tolist() == [True, False, False, False, True]


def test_one_absurd_value_is_no_hill():
    metres = np.arange(0, 4_000, 3.0)
    altitude = np.full(metres.size, 100.0)
    altitude[600] = 900.0
    assert _climbed(ground(metres, altitude)) == pytest.approx(0, abs=1.0)


def test_too_little_altitude_gives_no_ground():
    metres = np.arange(0, 4_000, 3.0)
    assert ground(metres, None) is None
    assert ground(metres, np.full(metres.size, np.nan)) is None
    assert ground(metres[:10], np.full(10, 5.0)) is None
