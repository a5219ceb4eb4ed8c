from __future__ import annotations

import numpy as np
import pytest
from tests.knee.recordings import START_S, samples, steady, varied

from kneewise.knee.cleaning import distance_m, filled, in_order
from kneewise.model.recording import Samples


def test_rows_are_sorted_by_time():
    columns = varied(600)
    order = np.random.default_rng(3).permutation(601)
    shuffled = in_order(samples({name: values[order] for name, values in columns.items()}))
    for name, values in in_order(samples(columns)).items():
        np.testing.assert_array_equal(shuffled[name], values)


def test_rows_of_one_moment_become_one_with_all_they_know():
    columns = in_order(
        Samples(
            {
                "time_s": np.array([0.0, 1.0, 1.0, 1.0, 2.0]),
                "heart_rate_bpm": np.array([100.0, 110.0, np.nan, np.nan, 120.0]),
                "cadence_spm": np.array([160.0, np.nan, 162.0, np.nan, 164.0]),
            }
        )
    )
    assert columns["time_s"].tolist() == [0.0, 1.0, 2.0]
    assert columns["heart_rate_bpm"].tolist() == [100.0, 110.0, 120.0]
    assert columns["cadence_spm"].tolist() == [160.0, 162.0, 164.0]


def test_rows_without_a_time_are_left_out():
    columns = steady(10)
    columns["time_s"][4] = np.nan
    assert len(in_order(samples(columns))["time_s"]) == 10


def test_an_altitude_of_minus_500_is_unknown():
    columns = in_order(samples(steady(10, altitude_m=-500.0)))
    assert "altitude_m" not in columns


def test_a_wrong_count_of_distance_is_mended():
    columns = steady(100)
    columns["distance_m"][50] = 90_000.0
    assert distance_m(in_order(samples(columns)))[-1] == pytest.approx(300.0)


def test_distance_that_begins_again_goes_on():
    columns = steady(100)
    columns["distance_m"][60:] -= columns["distance_m"][60]
    assert distance_m(in_order(samples(columns)))[-1] == pytest.approx(300.0, rel=0.02)


def _on_the_map(seconds: int, speed_m_s: float, seed: int | None = None) -> dict:
    metres = speed_m_s * np.arange(seconds + 1)
    noise = np.zeros((2, seconds + 1))
    if seed is not None:
        noise = np.random.default_rng(seed).normal(0, 0.5, noise.shape)
    scale = 111_195.0
    return {
        "time_s": START_S + np.arange(seconds + 1.0),
        "latitude_deg": (metres + noise[0]) / scale,  # across the equator: 0 is a place
        "longitude_deg": noise[1] / scale,
    }


def test_without_a_count_distance_comes_from_gps():
    assert distance_m(in_order(samples(_on_the_map(1000, 3.0))))[-1] == pytest.approx(
        3000.0, rel=0.002
    )


def test_noise_of_fixes_adds_little_distance():
    got = distance_m(in_order(samples(_on_the_map(1000, 3.0, seed=2))))[-1]
    assert got == pytest.approx(3000.0, rel=0.02)


def test_a_fix_far_off_adds_no_distance():
    columns = _on_the_map(1000, 3.0)
    columns["latitude_deg"][500] += 0.5
    assert distance_m(in_order(samples(columns)))[-1] == pytest.approx(3000.0, rel=0.005)


def test_without_fixes_distance_comes_from_speed():
    columns = {"time_s": START_S + np.arange(101.0), "speed_m_s": np.full(101, 2.5)}
    assert distance_m(in_order(samples(columns)))[-1] == pytest.approx(250.0)


def test_nothing_tells_the_distance():
    columns = {"time_s": START_S + np.arange(101.0), "heart_rate_bpm": np.full(101, 150.0)}
    assert distance_m(in_order(samples(columns))) is None


def test_a_value_is_held_for_a_short_gap_only():
    values = np.array([100.0, np.nan, np.nan])
    got = filled(values, np.array([0.0, 10.0, 20.0]))
    np.testing.assert_array_equal(got, [100.0, 100.0, np.nan])
