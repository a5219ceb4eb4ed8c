"""Strava's export: dates, columns, gear, and activities without a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.platforms.exports import ENGLISH, csv_bytes, gpx, strava_tree, write_folder

from kneewise.model.problem import Problem
from kneewise.model.sport import Sport
from kneewise.platforms import Member, ShoeHint, read, walk
from kneewise.platforms.strava.dates import certain_utc
from kneewise.platforms.strava.gear import gear_shelf
from kneewise.platforms.strava.table import read_table
from kneewise.platforms.strava.words import sport_of

NOON = datetime(2022, 12, 9, 15, 24, 49, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "Dec 9, 2022, 3:24:49 PM",
        "Dec 9, 2022, 3:24:49\u202fPM",
        "9 Dec 2022, 15:24:49",
        "2022-12-09 15:24:49",
        "2022/12/09 15:24:49",
        "2022年12月9日 15:24:49",
        "09.12.2022, 15:24:49",
        "9 déc. 2022, 15:24:49",
        "9 dic 2022, 15:24:49",
        "9 de dez. de 2022, 15:24:49",
        "9 dec. 2022 15:24:49",
        "9 дек. 2022 г., 15:24:49",
        "9. Dez. 2022, 15:24:49",
    ],
)
def test_dates_in_many_languages_are_one_moment(cell: str) -> None:
    assert certain_utc(cell) == NOON


@pytest.mark.parametrize(
    "cell", ["09/12/2022, 15:24:49", "", "Dec 9, 2022", "40 Dec 2022, 1:00:00"]
)
def test_a_date_that_may_mean_two_days_is_none(cell: str) -> None:
    assert certain_utc(cell) is None


def test_slashes_are_certain_when_one_number_is_no_month() -> None:
    assert certain_utc("25/12/2022 15:24:49") == NOON.replace(day=25)
    assert certain_utc("12/25/2022 15:24:49") == NOON.replace(day=25)


def test_the_first_exports_had_fewer_columns() -> None:
    table = read_table(
        b"id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n"
        b'1,2018-09-12 15:02:23,Evening Run,Run,"so,\nso",783,3681.0,true,Glide,activities/1.gpx\n',
        strict=True,
    )
    row = table.rows[0]
    assert table.cell(row, "file") == "activities/1.gpx"
    assert table.cell(row, "gear") == "Glide"
    assert table.cell(row, "note") == "so,\nso"
    assert table.cell(row, "private_note") is None
    assert "distance_m" not in table.columns


def test_a_description_that_looks_like_a_file_does_not_move_the_column() -> None:
    rows = [
        ["?"] * 13,
        ["1", "d", "n", "Run", "activities/1.gpx", "", "", "", "", "", "", "G", "activities/1.gpx"],
        ["2", "d", "n", "Run", "", "", "", "", "", "", "", "G", "activities/2.gpx"],
    ]
    table = read_table(csv_bytes(rows), strict=True)
    assert table.columns["file"] == 12
    assert table.columns["note"] == 4


def test_a_table_saved_by_a_spreadsheet_is_read() -> None:
    rows = [["a"] * 13, ["1", "", "Läufchen", "Lauf", *[""] * 7, "Schuh", "activities/1.gpx"]]
    table = read_table(csv_bytes(rows, ";", "cp1252"), strict=True)
    assert table.cell(table.rows[0], "name") == "Läufchen"


def test_gear_is_a_shoe_by_any_spelling_and_never_a_bike() -> None:
    shelf = gear_shelf(
        [["Racer", "Acme", "Swift"], ["", "Acme", "Glide 3"], ["", "", ""]], [["Old Bike", "", ""]]
    )
    assert [shoe.name for shoe in shelf.shoes] == ["Acme Swift Racer", "Acme Glide 3"]
    for cell in ("Racer", "acme swift", "Racer Acme Swift", "Acme  Swift Racer"):
        assert shelf.shoe_of(cell, Sport.RUNNING) == "Acme Swift Racer"
    assert shelf.shoe_of("Old Bike", Sport.RUNNING) is None
    assert shelf.shoe_of("Gone Shoe", Sport.RUNNING) == "Gone Shoe"
    assert shelf.shoe_of("Gone Bike", Sport.CYCLING) is None
    assert shelf.shoe_of("Gone Thing", None) is None


def test_a_shoe_that_is_no_longer_listed_is_still_a_shoe(tmp_path: Path) -> None:
    tree = {k: v for k, v in strava_tree(ENGLISH).items() if k != "shoes.csv"}
    shoes = [each for each in walk([write_folder(tmp_path, tree)]) if isinstance(each, ShoeHint)]
    assert shoes == [ShoeHint("Acme Glide 3", platform="strava")]


def test_types_are_known_in_many_languages() -> None:
    assert sport_of("Забег") is Sport.RUNNING
    assert sport_of("Trail Run") is Sport.TRAIL_RUNNING
    assert sport_of("Course à pied") is Sport.RUNNING
    assert sport_of("Underwater chess") is None


def test_an_activity_typed_in_becomes_a_recording_without_samples(tmp_path: Path) -> None:
    walking = walk([write_folder(tmp_path, strava_tree(ENGLISH))])
    member = next(m for m in walking if isinstance(m, Member) and m.name == "strava-13.json")
    data = member.read()
    assert isinstance(data, bytes)
    (recording,) = read(data, member.source).recordings
    assert recording.sport is Sport.RUNNING
    assert (recording.elapsed_s, recording.timer_s, recording.distance_m) == (2400, 2300, 7000)
    assert recording.started_at == datetime(2026, 5, 6, 12, 30, tzinfo=UTC)
    assert len(recording.samples) == 0


def test_the_document_of_an_activity_does_not_change_with_its_name(tmp_path: Path) -> None:
    tree = strava_tree(ENGLISH)
    renamed = {**tree, "activities.csv": tree["activities.csv"].replace(b"Treadmill", b"Belt")}
    found = []
    for i, each in enumerate((tree, renamed)):
        walking = walk([write_folder(tmp_path / str(i), each)])
        found += [m.read() for m in walking if isinstance(m, Member) and m.name.endswith(".json")]
    assert found[0] == found[1]


def test_a_damaged_document_is_refused() -> None:
    result = read(b'{"kneewise": "strava-activity/1", "id": 3', "strava-3.json")
    assert result.recordings == ()
    assert result.problems[0].fatal


def test_rows_without_file_and_certain_date_are_counted(tmp_path: Path) -> None:
    tree = strava_tree(ENGLISH)
    table = tree["activities.csv"].replace(b"May 6, 2026, 12:30:00 PM", b"06/05/2026 12:30:00")
    walking = walk([write_folder(tmp_path, {**tree, "activities.csv": table})])
    problems = [each for each in walking if isinstance(each, Problem)]
    assert len(problems) == 1
    assert problems[0].message.startswith("1 activities have no file")


def test_files_that_the_table_names_and_the_export_lacks_are_one_problem(tmp_path: Path) -> None:
    tree = {k: v for k, v in strava_tree(ENGLISH).items() if k != "activities/11.gpx"}
    walking = walk([write_folder(tmp_path, tree)])
    problems = [each for each in walking if isinstance(each, Problem)]
    assert [problem.message for problem in problems] == [
        "1 activities name a file that is not in the export: activities/11.gpx"
    ]


def test_files_unpacked_by_hand_keep_their_hints(tmp_path: Path) -> None:
    tree = dict(strava_tree(ENGLISH))
    del tree["activities/12.gpx.gz"]
    tree["activities/12.gpx"] = gpx()
    walking = walk([write_folder(tmp_path, tree)])
    names = {m.name: m.hints.name for m in walking if isinstance(m, Member)}
    assert names["12.gpx"] == "To work"


def test_a_quote_that_is_never_closed_costs_hints_but_no_file(tmp_path: Path) -> None:
    tree = strava_tree(ENGLISH)
    table = tree["activities.csv"].replace(b"To work", b'"To work')
    found = list(walk([write_folder(tmp_path, {**tree, "activities.csv": table})]))
    members = {each.name: each for each in found if isinstance(each, Member)}
    assert {"11.gpx", "12.gpx.gz", "99.gpx"} <= set(members)
    assert members["11.gpx"].hints.name == "Dawn, or so"
    assert any("damaged" in each.message for each in found if isinstance(each, Problem))


def test_planned_routes_are_no_activities(tmp_path: Path) -> None:
    tree = {**strava_tree(ENGLISH), "routes/7.gpx": gpx()}
    walking = walk([write_folder(tmp_path, tree)])
    assert "7.gpx" not in {each.name for each in walking if isinstance(each, Member)}
