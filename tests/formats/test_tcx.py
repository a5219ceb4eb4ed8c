"""TCX: laps, multisport, pauses between tracks, and what is no activity."""

from __future__ import annotations

import pytest
from tests.formats import track_builder as build
from tests.formats.fit_builder import START, START_S

from kneewise.formats import read
from kneewise.model.recording import Pause
from kneewise.model.sport import Sport


def only(data: bytes):
    (recording,) = read(data, "run.tcx").recordings
    return recording


def test_laps_make_the_totals():
    recording = only(build.tcx())
    assert [lap.start_s - START_S for lap in recording.laps] == [0, 20]
    assert (recording.timer_s, recording.distance_m) == (30.0, 90.0)
    assert recording.elapsed_s is None
    assert (recording.note, recording.device) == ("windy", "a watch")
    assert recording.started_at == START
    assert recording.pauses == ()


@pytest.mark.parametrize(("written", "expected"), [(84, 168.0), (168, 168.0)])
def test_running_cadence_is_steps_however_it_was_written(written: int, expected: float):
    recording = only(build.tcx(build.tcx_activity(build.tcx_lap(0, 9, cadence=written))))
    assert set(recording.samples["cadence_spm"]) == {expected}


def test_a_second_track_in_a_lap_follows_a_pause():
    tracks = "".join(
        f"<Track>{''.join(build.tcx_point(step) for step in steps)}</Track>"
        for steps in (range(10), range(100, 110))
    )
    lap = build.tcx_lap(0, 20, tracks)
    assert only(build.tcx(build.tcx_activity(lap))).pauses == (Pause(START_S + 9, START_S + 100),)


def test_every_activity_of_a_multisport_session_is_a_recording():
    ride = build.tcx_activity(build.tcx_lap(0, 10), "Biking")
    run = build.tcx_activity(build.tcx_lap(50, 70), "Running")
    inner = (
        f"<MultiSportSession><Id>x</Id><FirstSport>{ride}</FirstSport>"
        f"<NextSport>{run}</NextSport></MultiSportSession>"
    )
    one, two = read(build.tcx(inner), "tri.tcx").recordings
    assert (one.sport, len(one.samples)) == (Sport.CYCLING, 10)
    assert (two.sport, len(two.samples)) == (Sport.RUNNING, 20)
    assert two.index == 1


def test_an_activity_without_points_is_kept_with_its_totals():
    recording = only(build.tcx(build.tcx_activity(build.tcx_lap(0, 1800, track=""))))
    assert len(recording.samples) == 0
    assert recording.timer_s == 1800.0
    assert recording.started_at == START


def test_a_distance_of_0_that_nothing_counted_is_unknown():
    lap = build.tcx_lap(0, 60, track="").replace(
        "<DistanceMeters>180</DistanceMeters>", "<DistanceMeters>0</DistanceMeters>"
    )
    assert only(build.tcx(build.tcx_activity(lap))).distance_m is None


def test_a_course_is_no_activity():
    points = "".join(build.tcx_point(step) for step in range(5))
    data = (
        f"{build.TCX_HEAD}<Courses><Course><Track>{points}</Track></Course></Courses>"
        "</TrainingCenterDatabase>"
    )
    result = read(data.encode(), "course.tcx")
    assert result.recordings == ()
    assert "course" in result.problems[-1].message


def test_damage_keeps_points_and_the_lap_it_cut():
    whole = build.tcx(build.tcx_activity(build.tcx_lap(0, 500) + build.tcx_lap(500, 900)))
    cut = whole[: whole.rindex(b"<Trackpoint>") + 40]
    result = read(cut, "cut.tcx")
    (recording,) = result.recordings
    assert len(recording.samples) == 899
    assert len(recording.laps) == 2
    assert result.problems[0].place.startswith("line ")


def test_an_empty_database_is_refused():
    result = read(f"{build.TCX_HEAD}</TrainingCenterDatabase>".encode(), "none.tcx")
    assert result.problems[-1].fatal


def test_a_document_type_is_refused():
    result = read(b"<!DOCTYPE x [<!ENTITY a 'b'>]><TrainingCenterDatabase/>", "bomb.tcx")
    assert "document type" in result.problems[-1].message
