"""Garmin's export: hints by start, large tables as a stream, a watch's own folder."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.platforms.exports import GARMIN, START, WATCH, gpx, write_folder, zip_bytes

from kneewise.model.problem import Problem
from kneewise.model.recording import Recording, Samples
from kneewise.model.sport import Sport
from kneewise.platforms import Member, walk
from kneewise.platforms.garmin.tables import Shoes, activities, hints_of, shoes_of


def recording(after_s: float) -> Recording:
    samples = Samples({"time_s": np.empty(0)})
    return Recording(0, Sport.RUNNING, START + timedelta(seconds=after_s), samples)


@pytest.mark.parametrize(
    ("after_s", "name"),
    [(0, "Porto Running"), (4, "Porto Running"), (-4, "Porto Running"), (60, None)],
)
def test_hints_are_found_by_a_start_nearly_the_same(
    after_s: float, name: str | None, tmp_path: Path
) -> None:
    member = next(m for m in walk([write_folder(tmp_path, GARMIN.tree)]) if isinstance(m, Member))
    assert member.hints_for(recording(after_s)).name == name


def test_files_of_the_account_are_doubtful_and_a_watchs_activities_are_not(tmp_path: Path) -> None:
    account = walk([write_folder(tmp_path / "account", GARMIN.tree)])
    assert all(m.doubtful for m in account if isinstance(m, Member))
    watch = walk(
        [write_folder(tmp_path / "watch", {f"GARMIN/{k}": v for k, v in WATCH.tree.items()})]
    )
    doubts = {m.name: m.doubtful for m in watch if isinstance(m, Member)}
    assert doubts == {"A1.gpx": False, "M1.gpx": True}


def test_a_table_larger_than_a_chunk_is_read_one_activity_at_a_time() -> None:
    long = [{"activityId": i, "name": "x" * 5_000} for i in range(700)]
    data = json.dumps([{"other": 1, "summarizedActivitiesExport": long}]).encode()
    assert [each["activityId"] for each in activities(io.BytesIO(data))] == list(range(700))


def test_what_stands_before_the_damage_is_kept(tmp_path: Path) -> None:
    table = GARMIN.tables[0]
    tree = {**GARMIN.tree, table: GARMIN.tree[table][:-30]}
    found = list(walk([write_folder(tmp_path, tree)]))
    member = next(each for each in found if isinstance(each, Member))
    assert member.hints_for(recording(0)).name == "Porto Running"
    assert any("damaged" in each.message for each in found if isinstance(each, Problem))


def test_a_table_of_another_shape_is_a_problem(tmp_path: Path) -> None:
    tree = {**GARMIN.tree, GARMIN.tables[0]: b"[]", GARMIN.tables[1]: b"[{}, 3]"}
    problems = [each for each in walk([write_folder(tmp_path, tree)]) if isinstance(each, Problem)]
    assert ["holds no list of activities" in each.message for each in problems] == [True]


def test_times_and_zone_come_from_milliseconds() -> None:
    found = hints_of({"beginTimestamp": 1_000_000, "startTimeLocal": -6_200_000.0}, Shoes())
    assert found is not None
    start_s, hints = found
    assert (start_s, hints.utc_offset_s) == (1000, -7200)


@pytest.mark.parametrize(
    ("kind", "sport"),
    [
        ("treadmill_running", Sport.TREADMILL_RUNNING),
        ("ultra_run", Sport.TRAIL_RUNNING),
        ({"typeKey": "running"}, Sport.RUNNING),
        ("lap_swimming", Sport.SWIMMING),
        ("resort_skiing_snowboarding", Sport.ALPINE_SKIING),
        ("knitting", None),
        (None, None),
    ],
)
def test_garmins_kinds_are_known(kind: object, sport: Sport | None) -> None:
    found = hints_of({"beginTimestamp": 0, "activityType": kind}, Shoes())
    assert found is not None
    assert found[1].sport is sport


def test_two_pairs_of_one_name_stay_two() -> None:
    gear = {"gearDTOS": [{"gearPk": i, "displayName": "Glide"} for i in (1, 2)]}
    names = [shoe.name for shoe in shoes_of(json.dumps([gear]).encode()).hints]
    assert names == ["Glide", "Glide (2)"]


@pytest.mark.parametrize("value", ["NaN", "1e999", "-1e30", '"soon"', "null", "[]"])
def test_a_start_that_is_no_time_is_passed_over(value: str, tmp_path: Path) -> None:
    table = f'[{{"summarizedActivitiesExport": [{{"beginTimestamp": {value}}}]}}]'.encode()
    tree = {**GARMIN.tree, GARMIN.tables[0]: table}
    found = [each for each in walk([write_folder(tmp_path, tree)]) if isinstance(each, Member)]
    assert found[0].hints_for(recording(0)).name is None


def test_uploads_without_the_rest_of_the_account_are_doubtful_too(tmp_path: Path) -> None:
    tree = {"UploadedFiles_0-_Part1.zip": zip_bytes({"me_1.gpx": gpx()})}
    found = list(walk([write_folder(tmp_path, tree)]))
    assert [each.doubtful for each in found if isinstance(each, Member)] == [True]
