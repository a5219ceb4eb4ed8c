"""The spread of steps from second to second, as a watch wrote them."""

from __future__ import annotations

import numpy as np
import pytest

from kneewise.knee.moving import Track
from kneewise.knee.stepspread import LEAST, step_spread


def seen(spread, *, seconds=600, every=1.0, speed=3.0, seed=1, **columns):
    """A run whose steps vary by `spread` (a share, or one for each second)."""
    rng = np.random.default_rng(seed)
    time_s = np.arange(0.0, seconds, every)
    pace = np.broadcast_to(np.asarray(speed, dtype=float), time_s.shape)
    steps = 1.1 * np.exp(rng.normal(size=len(time_s)) * spread)
    metres = np.concatenate([[0.0], np.cumsum(pace[1:] * every)])
    track = Track(time_s, time_s, time_s, metres, 0.0 * time_s)
    made = {"step_length_m": steps, "speed_m_s": pace.copy()} | columns
    return step_spread(made, track, np.linspace(0.0, metres[-1], 4))


@pytest.mark.parametrize("spread", [0.01, 0.02, 0.04])
def test_a_spread_is_found_again(spread):
    np.testing.assert_allclose(seen(spread), spread, rtol=0.2)


def test_rougher_segments_stand_out():
    found = seen(np.where(np.arange(600) < 200, 0.015, 0.03))
    assert found[0] < 0.7 * found[1]


def test_a_few_misread_steps_do_not_lead():
    steps = 1.1 * np.exp(np.random.default_rng(1).normal(size=600) * 0.02)
    steps[::60] = 1.9
    assert seen(0.02, step_length_m=steps)[1] < 1.6 * 0.02


def test_changing_pace_is_no_unevenness():
    """Steps that follow the pace are left out while it changes."""
    pace = 3.0 + 0.8 * np.sin(np.arange(600) / 12.0)
    rng = np.random.default_rng(1)
    steps = 1.1 * (pace / 3.0) ** 0.6 * np.exp(rng.normal(size=600) * 0.01)
    found = seen(0.01, speed=pace, step_length_m=steps)
    assert np.isnan(found).all()


@pytest.mark.parametrize(
    "more",
    [
        {"every": 4.0},  # recorded when something changes
        {"seconds": 30},
        {"step_length_m": np.full(600, np.nan)},
        {"step_length_m": np.full(600, 0.2)},  # no running step
    ],
)
def test_where_it_cannot_be_said_it_is_unknown(more):
    assert np.isnan(seen(0.02, **more)).all()


@pytest.mark.parametrize("seconds", range(1, 25))
def test_a_recording_of_a_few_seconds_tells_nothing(seconds):
    assert np.isnan(seen(0.02, seconds=seconds)).all()


def test_without_running_dynamics_nothing_is_made_up_from_speed_and_cadence():
    track = Track(*(np.arange(100.0),) * 4, np.zeros(100))
    columns = {"cadence_spm": np.full(100, 165.0), "speed_m_s": np.full(100, 3.0)}
    assert np.isnan(step_spread(columns, track, np.array([0.0, 99.0]))).all()
    assert LEAST < 100
