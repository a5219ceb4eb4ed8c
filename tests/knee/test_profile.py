from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knee.recordings import START_S, samples, steady, varied

from kneewise.knee.load import knee_loads
from kneewise.knee.profile import reduce_run
from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS
from kneewise.model.recording import Pause, Samples
from kneewise.model.sport import Sport

NOTHING = Samples({"time_s": np.empty(0)})


def _run(columns, **known):
    return reduce_run(samples(columns), Sport.RUNNING, **known)


def test_a_steady_run():
    profile = _run(steady(3600, 3.0, heart_rate_bpm=150.0, cadence_spm=165.0))
    assert profile.distance_km == pytest.approx(10.8)
    assert profile.moving_s == pytest.approx(3600)
    assert profile.elapsed_s == pytest.approx(3600)
    assert profile.walk_km == 0
    assert profile.segment_count == 22
    np.testing.assert_allclose(profile.segments["speed_m_s"], 3.0)
    np.testing.assert_allclose(profile.segments["step_length_m"], 60 * 3.0 / 165.0)
    np.testing.assert_allclose(profile.segments["heart_rate_bpm"], 150.0)
    np.testing.assert_allclose(profile.minutes["moving_s"][:59], 60.0)
    assert profile.missing == ("grade",)


def test_segments_are_half_kilometres():
    km = _run(varied()).segments["km"]
    assert np.abs(km[:-1] - 0.5).max() < 0.03
    assert 0.2 < km[-1] < 0.8


def test_segments_and_bins_hold_the_whole_run():
    profile = _run(varied())
    assert profile.segments["km"].sum() == pytest.approx(profile.distance_km)
    assert profile.bins["km"].sum() == pytest.approx(profile.distance_km)
    per_segment = np.bincount(profile.bins["segment"].astype(int), profile.bins["km"])
    np.testing.assert_allclose(per_segment, profile.segments["km"])


def test_every_column_of_the_vocabulary_is_there_and_equally_long():
    for profile in (_run(varied()), _run(steady(60)), reduce_run(NOTHING, Sport.RUNNING)):
        for table, columns in (
            (profile.segments, SEGMENT_COLUMNS),
            (profile.bins, BIN_COLUMNS),
            (profile.minutes, MINUTE_COLUMNS),
        ):
            assert list(table) == list(columns)
            assert len({len(values) for values in table.values()}) == 1
            assert {values.dtype for values in table.values()} == {np.dtype(np.float64)}


def test_the_order_of_the_samples_does_not_matter():
    columns = varied(1800)
    order = np.random.default_rng(5).permutation(1801)
    shuffled = _run({name: values[order] for name, values in columns.items()})
    plain = _run(columns)
    for name, values in plain.bins.items():
        np.testing.assert_array_equal(shuffled.bins[name], values)


def test_a_run_cut_in_two_adds_up():
    columns = varied(3600)
    whole = _run(columns)
    half = [
        _run({name: values[part] for name, values in columns.items()})
        for part in (slice(0, 1801), slice(1800, 3601))
    ]
    for total in ("distance_km", "moving_s"):
        assert sum(getattr(one, total) for one in half) == pytest.approx(getattr(whole, total))
    for name in ("descent_m", "ascent_m"):
        got = sum(one.segments[name].sum() for one in half)
        assert got == pytest.approx(whole.segments[name].sum(), rel=0.1)


def test_climb_and_descent_are_those_of_the_hills():
    columns = varied()
    climb = np.maximum(np.diff(columns["altitude_m"][::20]), 0).sum()
    assert _run(columns).segments["ascent_m"].sum() == pytest.approx(climb, rel=0.1)


def test_descent_by_grade_is_the_descent():
    profile = _run(varied())
    down_km = profile.segments["descent_grade_km"].sum()
    assert 1000 * down_km == pytest.approx(profile.segments["descent_m"].sum())


def _with_a_late_count(**more):
    """20 min at 3 m/s, five of them uncounted (no samples) and counted at the end."""
    columns = steady(1200, 3.0, cadence_spm=165.0, **more)
    kept = np.r_[0, 300:1201]
    columns = {name: values[kept] for name, values in columns.items()}
    columns["distance_m"][1:-1] -= 890.0
    return columns


def test_metres_counted_late_are_kilometres_without_a_speed():
    profile = _run(_with_a_late_count())
    unknown = np.isnan(profile.bins["speed_m_s"])
    assert profile.distance_km == pytest.approx(3.6)
    assert profile.bins["km"][unknown].sum() == pytest.approx(0.9, abs=0.05)
    assert np.nanmax(profile.bins["speed_m_s"]) < 3.1
    assert np.nanmax(profile.segments["speed_p95_m_s"]) < 3.1
    assert np.isnan(profile.segments["speed_m_s"][0])


def test_metres_without_a_speed_load_the_knee_like_the_rest():
    whole = knee_loads({1: _run(steady(1200, 3.0, cadence_spm=165.0))}, {})[1]
    late = knee_loads({1: _run(_with_a_late_count())}, {})[1]
    assert late.cumulative.mid == pytest.approx(whole.cumulative.mid, rel=0.02)


def test_the_speed_the_device_wrote_stands_where_the_count_was_late():
    columns = steady(600, 3.0)
    columns["speed_m_s"] = np.full(601, 3.2)
    columns["distance_m"][100:200] = columns["distance_m"][100]
    bins = _run(columns).bins
    assert not np.isnan(bins["speed_m_s"]).any()
    assert bins["speed_m_s"].max() < 3.25


def test_other_sports_move_as_long_as_the_timer_ran():
    columns = steady(3600, 12.0)
    profile = reduce_run(samples(columns), Sport.CYCLING, timer_s=3000.0, elapsed_s=3600.0)
    assert profile.moving_s == pytest.approx(3000)
    whole = reduce_run(samples(columns), Sport.CYCLING, elapsed_s=1800.0)
    assert whole.moving_s == pytest.approx(1800)


def test_an_untold_sport_may_be_a_run_so_standing_does_not_count():
    columns = steady(900, 3.0)
    columns["distance_m"] = np.append(0.0, np.cumsum(np.r_[[3.0] * 400, [0.0] * 100, [3.0] * 400]))
    assert reduce_run(samples(columns), Sport.UNKNOWN).moving_s == pytest.approx(800, abs=2)


def test_cadence_doubled_by_much_walking_is_halved():
    cadence = np.where(np.arange(1201) < 500, 340.0, 230.0)
    pace = np.where(np.arange(1200) < 500, 3.0, 1.3)
    columns = steady(1200, 3.0, cadence_spm=cadence)
    columns["distance_m"] = np.append(0.0, np.cumsum(pace))
    known = _run(columns).segments["cadence_spm"]
    assert known[0] == pytest.approx(170.0)
    assert np.nanmax(known) < 171


def test_walk_breaks_are_kept_apart():
    steps = np.tile(np.concatenate([np.full(240, 3.0), np.full(60, 1.4)]), 6)
    columns = steady(1800)
    columns["distance_m"] = np.append(0.0, np.cumsum(steps))
    profile = _run(columns)
    assert profile.walk_km == pytest.approx(6 * 60 * 1.4 / 1000, rel=0.15)
    np.testing.assert_allclose(profile.segments["speed_m_s"], 3.0, rtol=0.05)


def test_a_hike_is_walked_as_a_whole():
    profile = reduce_run(samples(steady(600, 2.2)), Sport.HIKING)
    assert profile.walk_km == pytest.approx(profile.distance_km)


def test_the_device_knows_its_step_length_better():
    columns = steady(600, 3.0, cadence_spm=165.0, step_length_m=1.15)
    np.testing.assert_allclose(_run(columns).segments["step_length_m"], 1.15)


def test_a_treadmill_run_has_no_ground_and_is_a_run():
    profile = reduce_run(samples(steady(1200, 2.8, cadence_spm=160.0)), Sport.TREADMILL_RUNNING)
    assert profile.distance_km == pytest.approx(3.36)
    assert "grade" in profile.missing
    assert np.isnan(profile.segments["descent_m"]).all()


def test_without_samples_the_totals_make_one_segment():
    profile = reduce_run(
        NOTHING, Sport.RUNNING, distance_m=5000.0, timer_s=1600.0, elapsed_s=1700.0
    )
    assert profile.segment_count == 1
    assert profile.segments["speed_m_s"][0] == pytest.approx(3.125)
    assert profile.bins["km"].tolist() == [5.0]
    assert (profile.moving_s, profile.elapsed_s) == (1600.0, 1700.0)
    assert set(profile.missing) == {"grade", "cadence", "step_length", "heart_rate"}


def test_without_a_distance_there_are_minutes_only():
    columns = {"time_s": START_S + np.arange(601.0), "heart_rate_bpm": np.full(601, 140.0)}
    profile = _run(columns)
    assert profile.distance_km is None
    assert profile.segment_count == 0
    assert profile.minutes["heart_rate_bpm"][0] == pytest.approx(140.0)
    assert "heart_rate" not in profile.missing


def test_heart_rate_alone_is_laid_over_the_devices_distance():
    columns = {"time_s": START_S + np.arange(1201.0), "heart_rate_bpm": np.full(1201, 140.0)}
    profile = _run(columns, distance_m=3600.0, timer_s=1200.0)
    np.testing.assert_allclose(profile.segments["speed_m_s"], 3.0)
    np.testing.assert_allclose(profile.segments["heart_rate_bpm"], 140.0)


def test_nothing_at_all_is_nothing_known():
    profile = reduce_run(NOTHING, Sport.RUNNING)
    assert (profile.distance_km, profile.moving_s, profile.walk_km) == (None, None, None)
    assert profile.segment_count == 0


def test_a_calibrated_treadmill_total_scales_its_samples():
    profile = _run(steady(1800, 2.7), distance_m=5400.0, elapsed_s=1800.0)
    assert profile.distance_km == pytest.approx(5.4)
    np.testing.assert_allclose(profile.segments["speed_m_s"], 3.0)


def test_kilometres_after_the_last_sample_are_not_lost():
    profile = _run(steady(1200, 3.0), distance_m=5400.0, timer_s=1800.0, elapsed_s=1800.0)
    assert profile.distance_km == pytest.approx(5.4)
    assert profile.moving_s == pytest.approx(1800.0)
    assert profile.segments["km"][-1] == pytest.approx(1.8)
    assert profile.bins["km"].sum() == pytest.approx(5.4)


def test_a_pause_is_in_the_elapsed_time_alone():
    columns = steady(1200)
    columns["distance_m"] = 3.0 * np.clip(np.arange(1201.0), 0, 600) + 3.0 * np.clip(
        np.arange(1201.0) - 900, 0, None
    )
    profile = _run(columns, pauses=[Pause(START_S + 600, START_S + 900)])
    assert profile.moving_s == pytest.approx(900, abs=1)
    assert profile.elapsed_s == pytest.approx(1200)
    assert profile.minutes["moving_s"][11] == pytest.approx(0.0)


def test_heart_rate_is_unknown_where_it_was_not_measured():
    columns = steady(1200, heart_rate_bpm=150.0)
    columns["heart_rate_bpm"][600:] = np.nan
    beats = _run(columns).segments["heart_rate_bpm"]
    assert np.isfinite(beats[0])
    assert np.isnan(beats[-1])


@given(
    st.lists(
        st.tuples(
            st.floats(allow_nan=True, allow_infinity=True, width=32),
            st.floats(allow_nan=True, allow_infinity=True, width=32),
            st.floats(-1000, 10_000, width=32),
        ),
        max_size=40,
    )
)
def test_no_samples_make_it_fail(rows):
    table = np.array(rows, dtype=float).reshape(-1, 3)
    profile = reduce_run(
        Samples({"time_s": table[:, 0], "distance_m": table[:, 1], "altitude_m": table[:, 2]}),
        Sport.RUNNING,
    )
    assert profile.distance_km is None or profile.distance_km >= 0
    assert np.all(profile.bins["km"] > 0)
