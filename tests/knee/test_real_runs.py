from __future__ import annotations

from pathlib import Path

import fitfast
import numpy as np
import pytest

from kneewise.knee import curves, knee_loads, reduce_run
from kneewise.model.recording import Samples
from kneewise.model.sport import Sport

COLUMNS = {
    "timestamp": "time_s",
    "distance": "distance_m",
    "heart_rate": "heart_rate_bpm",
    "enhanced_altitude": "altitude_m",
    "enhanced_speed": "speed_m_s",
    "position_lat": "latitude_deg",
    "position_long": "longitude_deg",
}


def _profile(path: Path):
    records = fitfast.records(path)
    columns = {COLUMNS[name]: values for name, values in records.items() if name in COLUMNS}
    columns.setdefault("time_s", np.empty(0))
    if "cadence" in records:  # strides a minute
        columns["cadence_spm"] = 2 * (
            records["cadence"] + np.nan_to_num(records.get("fractional_cadence", 0.0))
        )
    (session, *_) = fitfast.parse(path).get("session") or [{}]
    return reduce_run(
        Samples(columns),
        Sport.RUNNING if "running" in path.name else Sport.OTHER,
        distance_m=session.get("total_distance"),
        timer_s=session.get("total_timer_time"),
        elapsed_s=session.get("total_elapsed_time"),
    )


@pytest.fixture(scope="module")
def history(real_data):
    return [_profile(path) for path in sorted((real_data / "history").glob("*.fit"))]


@pytest.fixture(scope="module")
def runs(real_data):
    return [_profile(path) for path in sorted((real_data / "history").glob("*running*.fit"))]


def test_every_activity_of_the_history_has_a_profile(history):
    assert len(history) == 549


def test_the_runs_are_as_far_and_as_fast_as_runs_are(runs):
    km = np.array([run.distance_km for run in runs])
    speed = 1000 * km / np.array([run.moving_s for run in runs])
    assert len(runs) == 409
    assert np.all((km > 0.2) & (km < 45))
    assert np.all((speed > 1.0) & (speed < 5.0))
    assert 2.5 < np.median(speed) < 3.3


def test_what_the_watches_measured_is_told_from_what_they_did_not(runs):
    graded = sum("grade" not in run.missing for run in runs)
    stepped = sum("step_length" not in run.missing for run in runs)
    assert (graded, stepped) == (27, 44)  # four of 31 knew altitude on less than half of the way


def test_no_run_has_a_speed_that_it_was_not_run_at(runs):
    """Fast parts are within 1.8 times the run's own running speed, and human."""
    for run in runs:
        fast, speed, km = (run.segments[k] for k in ("speed_p95_m_s", "speed_m_s", "km"))
        known = np.isfinite(fast) & np.isfinite(speed)
        if known.any():
            mean = np.average(speed[known], weights=km[known])
            assert fast[known].max() <= 1.8 * mean
            assert fast[known].max() < 6.0


def test_steps_and_climbs_are_those_of_a_person(runs):
    steps = np.concatenate([run.segments["step_length_m"] for run in runs])
    climbs = [
        np.nansum(run.segments["ascent_m"]) / run.distance_km
        for run in runs
        if "grade" not in run.missing
    ]
    assert 0.9 < np.nanmedian(steps) < 1.2
    assert min(climbs) >= 0
    assert max(climbs) < 60


def test_every_run_has_a_load_and_says_what_was_assumed(runs):
    known = dict(enumerate(runs))
    loads = knee_loads(known, dict(enumerate(curves(runs, [True] * len(runs)))))
    for key, load in loads.items():
        run = runs[key]
        assert load.cumulative.low < load.cumulative.mid < load.cumulative.high
        assert 0.2 < load.cumulative.mid / run.distance_km < 1.6
        assert 0.1 < load.peak_relative.mid < 2.0
        assert load.assumed or not set(run.missing) - {"heart_rate"}
