from __future__ import annotations

import gzip
from datetime import UTC, datetime

import fitfast
import numpy as np
import pytest

from kneewise.model.sport import Sport


def _bytes_of(export, activity):
    return gzip.decompress((export / "activities" / f"{activity.id:03d}.fit.gz").read_bytes())


def _first(runner, sport):
    return next(activity for activity in runner.activities if activity.sport is sport)


def test_every_file_decodes_whole_and_without_gaps_or_placeholders(export, short_runner):
    for activity in short_runner.activities:
        columns = fitfast.records(_bytes_of(export, activity))
        assert all(np.isfinite(column).all() for column in columns.values())
        assert (np.diff(columns["timestamp"]) > 0).all()
        for name in ("heart_rate", "enhanced_speed", "cadence", "stance_time", "step_length"):
            assert name not in columns or columns[name].min() > 0


def test_totals_agree_with_the_records_and_the_truth(export, short_runner):
    for activity in short_runner.activities:
        data = _bytes_of(export, activity)
        session = fitfast.parse(data)["session"][0]
        columns = fitfast.records(data)
        assert session["total_distance"] == pytest.approx(columns["distance"][-1], abs=0.05)
        assert session["total_distance"] == pytest.approx(activity.km * 1000, rel=0.035)
        elapsed = columns["timestamp"][-1] - columns["timestamp"][0]
        assert session["total_elapsed_time"] == pytest.approx(elapsed)
        assert session["total_timer_time"] <= session["total_elapsed_time"]
        assert session["start_time"] == activity.start.timestamp()


def test_cadence_stands_as_strides_with_a_fraction(export, short_runner):
    columns = fitfast.records(_bytes_of(export, _first(short_runner, Sport.RUNNING)))
    assert 70 < columns["cadence"].mean() < 95
    assert set(np.unique(columns["fractional_cadence"])) <= {0.0, 0.5}
    steps = 2 * (columns["cadence"] + columns["fractional_cadence"])
    length = 60 * columns["enhanced_speed"] / steps
    assert np.median(np.abs(length * 1000 / columns["step_length"] - 1)) < 0.03


def test_local_time_says_the_offset_of_that_day(export, short_runner):
    offsets = set()
    for activity in short_runner.activities:
        said = fitfast.parse(_bytes_of(export, activity))["activity"][0]
        offsets.add(said["local_timestamp"] - said["timestamp"])
        assert said["local_timestamp"] - said["timestamp"] == activity.utc_offset_s
    assert offsets == {7200}


def test_a_pause_stops_the_timer_and_leaves_a_gap(export, short_runner):
    seen = 0
    for activity in short_runner.runs:
        parsed = fitfast.parse(_bytes_of(export, activity))
        kinds = [event["event_type"] for event in parsed["event"]]
        assert kinds[::2] == ["start"] * (len(kinds) // 2)
        assert kinds[1::2] == ["stop_all"] * (len(kinds) // 2)
        session = parsed["session"][0]
        moments = [event["timestamp"] for event in parsed["event"]][1:-1]
        stood = sum(moments[1::2]) - sum(moments[::2])
        assert session["total_elapsed_time"] - session["total_timer_time"] == pytest.approx(stood)
        seen += len(moments) // 2
    assert seen > 10


def test_laps_cover_the_run(export, short_runner):
    activity = max(short_runner.runs, key=lambda run: run.km)
    parsed = fitfast.parse(_bytes_of(export, activity))
    laps, session = parsed["lap"], parsed["session"][0]
    assert session["num_laps"] == len(laps) == int(session["total_distance"] / 1000) + 1
    assert sum(lap["total_distance"] for lap in laps) == pytest.approx(
        session["total_distance"], abs=0.5
    )
    assert sum(lap["total_timer_time"] for lap in laps) == session["total_timer_time"]


def test_a_treadmill_has_neither_place_nor_height(export, short_runner):
    columns = fitfast.records(_bytes_of(export, _first(short_runner, Sport.TREADMILL_RUNNING)))
    assert not {"position_lat", "position_long", "enhanced_altitude"} & set(columns)
    assert "cadence" in columns


def test_a_straps_absence_leaves_no_heart_rate_at_all(demo_runner):
    from kneewise.simulate.fitfile import fit_bytes
    from kneewise.simulate.places import home_places
    from kneewise.simulate.watch import record_activity

    run = next(run for run in demo_runner.runs if not run.has_heart_rate)
    place = home_places(np.random.default_rng(1))[run.place]
    tape = record_activity(run, place, np.random.default_rng(1))
    assert "heart_rate" not in fitfast.records(fit_bytes(run, tape, 1))
    assert 0 < np.mean([not run.has_heart_rate for run in demo_runner.runs]) < 0.12


def test_sports_are_told_apart(export, short_runner):
    for sport, said in (
        (Sport.TREADMILL_RUNNING, ("running", "treadmill")),
        (Sport.TRACK_RUNNING, ("running", "track")),
        (Sport.CYCLING, ("cycling", "road")),
        (Sport.SWIMMING, ("swimming", "lap_swimming")),
    ):
        session = fitfast.parse(_bytes_of(export, _first(short_runner, sport)))["session"][0]
        assert (session["sport"], session["sub_sport"]) == said


def test_the_first_record_is_the_start(export, short_runner):
    activity = short_runner.runs[0]
    first = fitfast.records(_bytes_of(export, activity))["timestamp"][0]
    assert datetime.fromtimestamp(first, UTC) == activity.start
