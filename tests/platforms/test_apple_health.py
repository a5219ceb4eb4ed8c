"""Apple Health: workouts with and without a route, damaged DTDs, entities, dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.platforms.exports import (
    START,
    Tree,
    apple_body,
    apple_example,
    apple_record,
    apple_workout,
    apple_xml,
    gpx,
    write_folder,
)

from kneewise.model.problem import Problem
from kneewise.model.recording import Pause, Recording
from kneewise.model.sport import Sport
from kneewise.platforms import Member, read, walk
from kneewise.platforms.apple_health.words import measure, moment, sport_of

EXAMPLE = apple_example("export.xml")


def recordings(folder: Path, tree: Tree) -> dict[str, Recording]:
    out = {}
    for found in walk([write_folder(folder, tree)]):
        if isinstance(found, Member):
            data = found.read()
            assert isinstance(data, bytes)
            out[found.name] = read(data, found.source).recordings[0]
    return out


def export(body: str) -> Tree:
    return {"apple_health_export/export.xml": apple_xml(body)}


def test_a_treadmill_run_without_a_route_is_a_run(tmp_path: Path) -> None:
    run = recordings(tmp_path, EXAMPLE.tree)["apple-2026-05-05T060000Z.xml"]
    assert run.sport is Sport.TREADMILL_RUNNING
    assert (run.distance_m, run.elapsed_s, run.timer_s) == (1500, 600, 570)
    assert run.utc_offset_s == 3600, "Lisbon in May, as noted in the workout"
    start_s = (START + timedelta(days=1)).timestamp()
    assert run.pauses == (Pause(start_s + 60, start_s + 90),)
    np.testing.assert_array_equal(run.samples["time_s"], start_s + np.array([0.0, 10.0]))
    np.testing.assert_array_equal(run.samples["distance_m"], [0, 30])
    np.testing.assert_array_equal(run.samples["cadence_spm"], [168, np.nan])
    np.testing.assert_array_equal(run.samples["heart_rate_bpm"], [np.nan, 151])
    np.testing.assert_array_equal(run.samples["ground_contact_ms"], [240, np.nan])


def test_heart_rate_is_laid_beside_the_route(tmp_path: Path) -> None:
    run = recordings(tmp_path, EXAMPLE.tree)["apple-2026-05-04T060000Z.xml"]
    assert run.distance_m == pytest.approx(1.25 * 1609.344)
    assert run.utc_offset_s == 7200, "no zone is noted, so the date's own offset"
    np.testing.assert_array_equal(run.samples["time_s"] - START.timestamp(), np.arange(5))
    np.testing.assert_array_equal(
        run.samples["heart_rate_bpm"], [np.nan, np.nan, 140, np.nan, np.nan]
    )
    assert np.isfinite(run.samples["latitude_deg"]).all()


def test_the_same_workout_gives_the_same_bytes_from_a_later_export(tmp_path: Path) -> None:
    body = apple_body()
    later = body.replace("0x28", "0x99").replace('sourceVersion="10.1"', 'sourceVersion="11.0"')
    later += apple_workout("Running", 900_000)
    first, second = (
        [
            m.read()
            for m in walk([write_folder(tmp_path / str(i), export(each))])
            if isinstance(m, Member)
        ]
        for i, each in enumerate((body, later))
    )
    assert second[:-1] == first


def test_records_during_two_workouts_at_once_belong_to_both(tmp_path: Path) -> None:
    body = apple_record("HeartRate", 150, 150, "133", "count/min")
    body += apple_workout("Running", 0) + apple_workout("Walking", 100)
    for recording in recordings(tmp_path, export(body)).values():
        np.testing.assert_array_equal(recording.samples["heart_rate_bpm"], [133])


def test_workouts_before_records_are_found_too(tmp_path: Path) -> None:
    body = apple_workout("Running", 0) + apple_record("HeartRate", 5, 5, "133", "count/min")
    (run,) = recordings(tmp_path, export(body)).values()
    np.testing.assert_array_equal(run.samples["heart_rate_bpm"], [133])


def test_a_workout_without_anything_is_a_recording_without_samples(tmp_path: Path) -> None:
    (run,) = recordings(tmp_path, export(apple_workout("Pilates", 0))).values()
    assert (run.sport, len(run.samples), run.distance_m) == (Sport.YOGA, 0, None)


def test_entities_are_refused(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    dtd = f'<!DOCTYPE HealthData [<!ENTITY l0 "lol">{lol}]>\n'
    body = apple_workout("Running", 0).replace("Watch", "&l9;")
    tree = {"apple_health_export/export.xml": apple_xml(body, dtd)}
    found = list(walk([write_folder(tmp_path, tree)]))
    assert [isinstance(each, Problem) for each in found] == [True]
    assert "entities" in str(found[0])


def test_a_document_with_entities_reads_nothing_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("knee", encoding="utf-8")
    cut = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<KneewiseWorkout platform="apple_health">'
        + f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
        + b'<Workout startDate="2026-05-04T06:00:00Z" sourceName="&e;"/></KneewiseWorkout>'
    )
    result = read(cut, "x.xml")
    assert "knee" not in str(result)


def test_an_export_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    xml = EXAMPLE.tree["apple_health_export/export.xml"]
    cut = xml[: xml.rindex(b"<Workout")]
    found = list(walk([write_folder(tmp_path, {"apple_health_export/export.xml": cut})]))
    assert len([each for each in found if isinstance(each, Member)]) == 2
    assert any("damaged" in each.message for each in found if isinstance(each, Problem))


def test_a_route_that_is_missing_or_damaged_costs_no_workout(tmp_path: Path) -> None:
    path = "apple_health_export/workout-routes/route_1 8.00am.gpx"
    damaged = {**EXAMPLE.tree, path: gpx()[:200]}
    missing = {k: v for k, v in EXAMPLE.tree.items() if k != path}
    for i, tree in enumerate((damaged, missing)):
        assert len(recordings(tmp_path / str(i), tree)) == 4
    problems = [each for each in walk([tmp_path / "1"]) if isinstance(each, Problem)]
    assert "1 routes are not in the export" in problems[0].message


def test_the_table_alone_named_by_hand_is_an_export(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, export(apple_workout("Running", 0)))
    found = list(walk([folder / "apple_health_export" / "export.xml"]))
    assert [each.name for each in found if isinstance(each, Member)] == [
        "apple-2026-05-04T060000Z.xml"
    ]


def test_another_xml_of_that_name_is_left_to_the_formats(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(gpx())
    found = list(walk([path]))
    assert [each.name for each in found if isinstance(each, Member)] == ["export.xml"]


def test_dates_are_understood_in_both_clocks() -> None:
    noon = datetime(2021, 12, 25, 1, 2, 43, tzinfo=UTC)
    assert moment("2021-12-24 20:02:43 -0500") == noon
    assert moment("2021-12-24 8:02:43\u202fPM -0500") == noon
    assert moment("2021-12-24 8:02:43 p.m. -0500") == noon
    assert moment("2021-12-25T01:02:43Z") == noon
    assert moment("yesterday") is None
    assert moment("2021-13-41 20:02:43 -0500") is None


def test_units_are_turned_into_ours_or_into_nothing() -> None:
    assert measure("10,5", "km/hr", "speed_m_s") == pytest.approx(10.5 / 3.6)
    assert measure("8.5", "cm", "vertical_oscillation_mm") == 85
    assert measure("1", "furlong", "distance_m") is None
    assert measure("much", "km", "distance_m") is None


def test_only_running_indoors_is_a_treadmill() -> None:
    assert sport_of("HKWorkoutActivityTypeRunning", indoor=True) is Sport.TREADMILL_RUNNING
    assert sport_of("HKWorkoutActivityTypeWalking", indoor=True) is Sport.WALKING
    assert sport_of("HKWorkoutActivityTypeCurling", indoor=False) is Sport.OTHER
