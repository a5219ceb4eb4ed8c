"""Routes as files, read back by readers that share nothing with the writers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import fitdecode
import fitfast
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.exports.routes import ABOUT, a_route

from kneewise.exports.course import (
    MOST_POINTS,
    NAME_BYTES,
    RECORD_M,
    course_bytes,
    cut,
    file_stem,
    gpx_bytes,
)
from kneewise.formats import read
from kneewise.model.route import Turn, Turning

GPX = "{http://www.topografix.com/GPX/1/1}"
DEGREES = 180 / 2**31


def slow(data):
    found = {}
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                values = {field.name: field.value for field in frame.fields}
                found.setdefault(frame.name, []).append(values)
    return found


@pytest.fixture
def course():
    return slow(course_bytes(a_route(heights=True), ABOUT))


def test_a_course_says_what_it_is(course):
    assert course["file_id"][0]["type"] == "course"
    assert course["course"] == [course["course"][0] | {"sport": "running", "name": "0.8 km loop"}]


def test_its_lap_is_the_whole_route(course):
    (lap,) = course["lap"]
    assert lap["total_distance"] == 800
    assert lap["total_timer_time"] == 320
    assert (lap["total_ascent"], lap["total_descent"]) == (10, 10)
    assert lap["start_position_lat"] * DEGREES == pytest.approx(48.137, abs=1e-6)
    assert lap["end_position_lat"] == lap["start_position_lat"]


def test_its_records_follow_the_line_with_no_long_gap(course):
    metres = [record["distance"] for record in course["record"]]
    assert metres[0] == 0
    assert metres[-1] == 800
    assert all(0 < b - a <= RECORD_M for a, b in pairwise(metres))
    heights = [record["enhanced_altitude"] for record in course["record"]]
    assert (min(heights), max(heights)) == (500, 510)
    stamps = [record["timestamp"] for record in course["record"]]
    assert stamps == sorted(stamps)
    assert (stamps[-1] - stamps[0]).total_seconds() == 320


def test_its_turns_are_course_points_in_place(course):
    points = course["course_point"]
    assert [(point["type"], point["name"], point["distance"]) for point in points] == [
        ("right", "Höhenweg", 200),
        ("right", "Right", 400),
    ]
    assert points[0]["position_lat"] * DEGREES == pytest.approx(48.1387986, abs=1e-6)


def test_both_readers_see_the_same(course):
    fast = fitfast.parse(course_bytes(a_route(heights=True), ABOUT))
    assert len(fast["record"]) == len(course["record"])
    assert len(fast["course_point"]) == len(course["course_point"])


def test_without_heights_none_is_made_up():
    found = slow(course_bytes(a_route(), ABOUT))
    assert all(record.get("enhanced_altitude") is None for record in found["record"])
    assert found["lap"][0].get("total_ascent") is None
    assert b"<ele>" not in gpx_bytes(a_route(), ABOUT)


def test_our_own_import_takes_a_course_for_no_run():
    found = read(course_bytes(a_route(), ABOUT), "a.fit")
    assert found.recordings == ()
    assert found.problems


def test_a_gpx_route_says_no_time_at_which_it_was_run():
    (found,) = read(gpx_bytes(a_route(), ABOUT), "a.gpx").recordings
    assert found.started_at is None


def test_gpx_holds_track_turns_and_whose_data_it_is():
    root = etree.fromstring(gpx_bytes(a_route(heights=True), ABOUT))
    points = root.findall(f"{GPX}trk/{GPX}trkseg/{GPX}trkpt")
    assert [float(point.get("lat")) for point in points] == pytest.approx(a_route().lat_deg)
    assert [float(point.find(f"{GPX}ele").text) for point in points] == [500, 510, 510, 500, 500]
    names = [point.find(f"{GPX}name").text for point in root.findall(f"{GPX}rte/{GPX}rtept")]
    assert names == ["Start", "Right into Höhenweg", "Right", "Finish"]
    rights = root.find(f"{GPX}metadata/{GPX}copyright")
    assert rights.get("author") == ABOUT.attribution
    assert "openstreetmap.org" in rights.find(f"{GPX}license").text
    assert "don't start" in root.find(f"{GPX}metadata/{GPX}desc").text
    assert datetime.fromisoformat(root.find(f"{GPX}metadata/{GPX}time").text) == ABOUT.made_at


def test_a_route_on_a_made_up_map_is_not_given_the_licence_of_openstreetmap():
    data = gpx_bytes(a_route(), replace(ABOUT, attribution="Made-up data of no real place"))
    rights = etree.fromstring(data).find(f"{GPX}metadata/{GPX}copyright")
    assert rights.get("author") == "Made-up data of no real place"
    assert rights.find(f"{GPX}license") is None


def test_gpx_escapes_what_a_street_may_be_called():
    data = gpx_bytes(a_route(name='A & B <"x">'), ABOUT)
    names = [one.text for one in etree.fromstring(data).iter(f"{GPX}name")]
    assert 'Right into A & B <"x">' in names


def test_across_the_date_line_no_point_runs_round_the_earth():
    found = slow(course_bytes(a_route(east=179.999), ABOUT))
    places = [record["position_long"] * DEGREES for record in found["record"]]
    assert all(abs(abs(place) - 180) < 0.01 for place in places)


def test_too_many_turns_are_thinned_not_cut_off():
    one = a_route()
    turns = tuple(Turn(n * 0.8, 48.137, 11.575, Turning.LEFT, str(n)) for n in range(1000))
    points = slow(course_bytes(replace(one, turns=turns), ABOUT))["course_point"]
    assert len(points) == MOST_POINTS
    assert points[-1]["distance"] > 700


@given(st.text(max_size=40))
def test_a_name_fits_its_field_in_whole_letters(name):
    short = cut(name)
    assert len(short.encode()) <= NAME_BYTES
    assert short.encode().decode() == short


def test_a_file_s_name_is_plain():
    stem = file_stem(a_route(), 1)
    assert stem == "kneewise-route-1-0.8km"
    assert stem.isascii()
