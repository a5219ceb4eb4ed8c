"""GPX: segments, extensions of several makers, and everything that is no recorded track."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formats import track_builder as build
from tests.formats.fit_builder import START, START_S

from kneewise.formats import read
from kneewise.model.recording import Pause
from kneewise.model.sport import Sport

CLUETRUST = (
    '<extensions><c:hr xmlns:c="http://www.cluetrust.com/XML/GPXDATA/1/0">141</c:hr></extensions>'
)


def column(points: str, name: str, kind: str = "running") -> list[float]:
    (recording,) = read(build.gpx(points, kind), "run.gpx").recordings
    return list(recording.samples[name])


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (build.gpx_extension(141, 84), 141.0),
        ("<extensions><hr>141</hr></extensions>", 141.0),
        (CLUETRUST, 141.0),
        ("<extensions><heartrate>141</heartrate></extensions>", 141.0),
    ],
    ids=["garmin", "bare", "cluetrust", "other"],
)
def test_heart_rate_is_read_from_every_makers_extension(inside: str, expected: float):
    points = "".join(build.gpx_point(step, inside=inside) for step in range(3))
    assert column(points, "heart_rate_bpm") == [expected] * 3


def test_power_temperature_and_speed_are_read():
    inside = (
        "<speed>2.5</speed><extensions><power>240</power>"
        "<x:TrackPointExtension><x:atemp>-4</x:atemp></x:TrackPointExtension></extensions>"
    )
    points = build.gpx_point(0, inside=inside)
    assert column(points, "power_w") == [240.0]
    assert column(points, "temperature_c") == [-4.0]
    assert column(points, "speed_m_s") == [2.5]


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("running", 84, 168.0),
        ("running", 168, 168.0),
        ("walking", 55, 110.0),
        ("walking", 110, 110.0),
        ("cycling", 84, 84.0),
    ],
)
def test_cadence_is_steps_however_it_was_written(kind: str, written: int, expected: float):
    inside = build.gpx_extension(cadence=written)
    points = "".join(build.gpx_point(step, inside=inside) for step in range(5))
    assert column(points, "cadence_spm", kind) == [expected] * 5


@pytest.mark.parametrize(
    ("kind", "sport"),
    [
        ("9", Sport.RUNNING),
        ("Trail Running", Sport.TRAIL_RUNNING),
        ("virtual_run", Sport.VIRTUAL_RUNNING),
        ("Mountain Biking", Sport.CYCLING),
        ("kite flying", Sport.OTHER),
        ("", Sport.UNKNOWN),
    ],
)
def test_the_kind_is_told_by_its_word(kind: str, sport: Sport):
    (recording,) = read(build.gpx(kind=kind), "x.gpx").recordings
    assert recording.sport is sport


def test_a_break_between_segments_is_a_pause():
    first = "".join(build.gpx_point(step) for step in range(5))
    second = "".join(build.gpx_point(step) for step in range(64, 70))
    (recording,) = read(build.gpx(f"{first}</trkseg><trkseg>{second}"), "x.gpx").recordings
    assert len(recording.samples) == 11
    assert recording.pauses == (Pause(START_S + 4, START_S + 64),)


def test_every_track_with_points_is_a_recording():
    track = "<trk><name>{}</name><trkseg>{}</trkseg></trk>"
    inner = track.format("one", build.gpx_point(0)) + track.format("none", "")
    inner += track.format("two", build.gpx_point(500))
    one, two = read(f"{build.GPX_HEAD}{inner}</gpx>".encode(), "x.gpx").recordings
    assert (one.name, two.name) == ("one", "two")
    assert (one.index, two.index) == (0, 1)


def test_gpx_1_0_without_a_namespace_is_read():
    data = f'<gpx version="1.0"><trk><trkseg>{build.gpx_point(0)}</trkseg></trk></gpx>'
    (recording,) = read(data.encode(), "x.gpx").recordings
    assert recording.started_at == START


@pytest.mark.parametrize("inner", ["<wpt lat='1' lon='2'/>", "<rte><rtept lat='1' lon='2'/></rte>"])
def test_waypoints_and_routes_are_no_activity(inner: str):
    result = read(f"{build.GPX_HEAD}{inner}</gpx>".encode(), "route.gpx")
    assert result.recordings == ()
    assert "not an activity" in result.problems[-1].message


def test_latitude_0_is_a_place_and_0_0_is_none():
    points = '<trkpt lat="0" lon="11.5"/><trkpt lat="0" lon="0"/><trkpt lat="0" lon="11.5"/>'
    latitude = column(points, "latitude_deg")
    assert latitude[0] == latitude[2] == 0.0
    assert np.isnan(latitude[1])


def test_times_without_a_zone_count_as_utc_and_are_told():
    points = "".join(build.gpx_point(step, zone="") for step in range(4))
    (recording,) = read(build.gpx(points), "x.gpx").recordings
    assert recording.started_at == START
    assert "4 times name no zone" in str(recording.problems[0])


def test_a_written_offset_is_kept_and_z_says_nothing():
    points = build.gpx_point(0, zone="+05:30")
    (recording,) = read(build.gpx(points), "x.gpx").recordings
    assert recording.utc_offset_s == 19_800
    assert recording.samples["time_s"][0] == START_S - 19_800
    (recording,) = read(build.gpx(), "x.gpx").recordings
    assert recording.utc_offset_s is None


def test_points_without_a_time_are_kept_and_told():
    points = '<trkpt lat="48" lon="11"/><trkpt lat="48.1" lon="11"/>'
    (recording,) = read(build.gpx(points), "x.gpx").recordings
    assert recording.started_at is None
    assert len(recording.samples) == 2
    assert "2 samples have no time" in str(recording.problems[0])


def test_damage_keeps_what_stood_before_it_and_names_the_line():
    whole = build.gpx("".join(build.gpx_point(step) for step in range(2000)))
    cut = whole[: len(whole) // 2]
    result = read(cut, "cut.gpx")
    assert len(result.recordings[0].samples) == cut.count(b"</trkpt>")
    assert result.recordings[0].name == "Morning"
    (problem,) = result.problems
    last_line = cut.count(b"\n") + 1
    assert problem.place == f"line {last_line}"
    assert not problem.fatal


def test_a_prefix_that_nobody_declared_is_damage_and_loses_nothing_before():
    inside = "<extensions><y:hr>150</y:hr></extensions>"
    points = build.gpx_point(0) + build.gpx_point(1, inside=inside)
    result = read(build.gpx(points), "prefix.gpx")
    assert len(result.recordings[0].samples) >= 1
    assert result.problems[0].place.startswith("line ")


ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
"""


@pytest.mark.parametrize(
    "head",
    [ENTITIES, '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "<!DOCTYPE gpx>"],
    ids=["bomb", "file", "plain"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(head: str, encoding: str):
    body = "<gpx><trk><name>&x;</name><trkseg><trkpt lat='1' lon='2'/></trkseg></trk></gpx>"
    result = read((head + body).encode(encoding), "bomb.gpx")
    assert result.recordings == ()
    assert "document type" in result.problems[-1].message
