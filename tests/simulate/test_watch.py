from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kneewise.simulate.places import home_places
from kneewise.simulate.runner import Gait, RunKind
from kneewise.simulate.watch import record_activity


@pytest.fixture
def places():
    return home_places(np.random.default_rng(5))


@pytest.fixture
def run(demo_runner):
    easy = next(run for run in demo_runner.runs if run.kind is RunKind.EASY)
    return replace(easy, km=9.0, gait=Gait(), pain_km=None, has_heart_rate=True, place="hills")


def _tape(run, places, place):
    return record_activity(replace(run, place=place), places[place], np.random.default_rng(1))


def test_routes_have_the_hills_they_are_named_for(places):
    flat, rolling, hilly = (places[name].descent_m(10.0) for name in ("river", "fields", "hills"))
    assert flat < 40 < rolling < hilly
    assert places["track"].descent_m(10.0) == 0.0


def test_no_route_is_steeper_than_twelve_percent(places):
    grades = np.diff(places["hills"].altitude_m) / 10.0
    assert np.abs(grades).max() < 0.121


def test_altitude_holds_the_known_descent(places, run):
    tape = _tape(run, places, "hills")
    assert tape.descent_m == pytest.approx(places["hills"].descent_m(9.0), rel=0.05)
    assert tape.ascent_m == pytest.approx(tape.descent_m, rel=0.02)


def test_uphill_is_slower_and_beats_faster(places, run):
    tape = _tape(run, places, "hills")
    climb = np.gradient(tape.columns["enhanced_altitude"], tape.columns["distance"])
    smooth = np.convolve(climb, np.ones(15) / 15, mode="same")
    up, down = smooth > 0.03, smooth < -0.03
    speed, heart = tape.columns["enhanced_speed"], tape.columns["heart_rate"]
    assert speed[up].mean() < 0.95 * speed[down].mean()
    assert heart[up][50:].mean() > heart[down][50:].mean()


def test_step_length_grows_with_speed_as_published(places, run):
    track = _tape(replace(run, kind=RunKind.INTERVALS), places, "track")
    speed, step = track.columns["enhanced_speed"], track.columns["step_length"]
    exponent = np.polyfit(np.log(speed), np.log(step), 1)[0]
    assert exponent == pytest.approx(0.58, abs=0.06)


def test_cadence_fades_by_what_the_day_says(places, run):
    tired = replace(run, gait=Gait(fade_spm=6.0))
    fresh, faded = (_tape(one, places, "track").columns["cadence_spm"] for one in (run, tired))
    tenth = len(fresh) // 10
    assert (fresh - faded)[-tenth:].mean() == pytest.approx(5.7, abs=0.5)
    assert (fresh - faded)[:tenth].mean() == pytest.approx(0.3, abs=0.3)


def test_strong_pain_changes_the_gait_from_where_it_began(places, run):
    hurt = replace(run, pain_km=5.0)
    free, sore = (_tape(one, places, "river").columns for one in (run, hurt))
    late = sore["distance"] > 5200
    early = sore["distance"] < 4800
    usual = free["distance"] > 5200
    shift = sore["stance_time_balance"][late].mean() - free["stance_time_balance"][usual].mean()
    assert shift < -0.4
    calm = free["distance"] < 4800
    before = sore["stance_time_balance"][early].mean() - free["stance_time_balance"][calm].mean()
    assert abs(before) < 0.3


def test_a_cold_start_begins_at_full_pace(places, run):
    fast = replace(run, kind=RunKind.INTERVALS)
    warm, cold = (
        _tape(replace(fast, cold_start=cold), places, "track").columns for cold in (False, True)
    )
    pace = [columns["enhanced_speed"][columns["distance"] < 1200].max() for columns in (warm, cold)]
    assert pace[1] > 1.2 * pace[0]


def test_heart_rate_lags_behind_the_first_minutes(places, run):
    heart = _tape(run, places, "river").columns["heart_rate"]
    assert heart[:5].mean() + 15 < heart[150:250].mean()


def test_the_track_is_recorded_every_second_and_the_road_smartly(places, run):
    every = [
        np.diff(_tape(run, places, place).second)[:300] for place in ("track", "treadmill", "hills")
    ]
    assert set(every[0]) == set(every[1]) == {1}
    assert set(every[2]) == {2, 3, 4}
