from __future__ import annotations

import csv
import gzip
import hashlib
from datetime import UTC, datetime

from kneewise.model.diary import Site, Window
from kneewise.simulate import DIARY_FILES, simulate_runner, write_export
from kneewise.simulate.export import STRAVA_COLUMNS


def _table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _bytes_of(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_writes_the_same_bytes(export, tmp_path):
    write_export(simulate_runner(3, days=120), tmp_path)
    assert _bytes_of(tmp_path) == _bytes_of(export.parent)


def test_there_is_one_file_an_activity_and_a_row_that_names_it(export, short_runner):
    header, *rows = _table(export / "activities.csv")
    assert tuple(header) == STRAVA_COLUMNS
    assert len(rows) == len(short_runner.activities)
    named = {row[header.index("Filename")] for row in rows}
    there = {f"activities/{path.name}" for path in (export / "activities").iterdir()}
    assert named == there


def test_strava_doubles_names_with_other_units(export):
    header, *rows = _table(export / "activities.csv")
    first, second = (place for place, name in enumerate(header) if name == "Distance")
    assert header.count("Elapsed Time") == 2
    assert abs(float(rows[0][first]) * 1000 - float(rows[0][second])) < 10


def test_every_row_is_as_wide_as_its_header(export):
    for name in DIARY_FILES:
        header, *rows = _table(export.parent / name)
        assert rows or name == "episodes.csv"
        assert {len(row) for row in rows} <= {len(header)}


def test_shoes_of_the_export_are_the_ones_worn(export):
    header, *rows = _table(export / "activities.csv")
    worn = {row[header.index("Activity Gear")] for row in rows} - {""}
    _, *shoes = _table(export / "shoes.csv")
    _, *facts = _table(export.parent / "shoe_facts.csv")
    listed = [f"{brand} {model}" for _, brand, model, _ in shoes]
    assert worn <= set(listed)
    assert listed == [row[0] for row in facts]


def test_ratings_name_runs_by_their_start(export, short_runner):
    header, *rows = _table(export.parent / "diary.csv")
    assert header == [
        "day", "run_start_utc", "side", "window", "value", "site", "entered_at_utc",
    ]  # fmt: skip
    starts = {run.start for run in short_runner.runs}
    for _, start, side, window, value, site, entered in rows:
        assert datetime.strptime(start, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) in starts
        assert datetime.fromisoformat(entered) > datetime.fromisoformat(start)
        assert side in ("left", "right")
        assert 0 <= int(value) <= 10
        assert Window(window)
        assert site == "" or Site(site)


def test_unrated_runs_have_no_row_and_no_zero(export, short_runner):
    _, *rows = _table(export.parent / "diary.csv")
    assert len({row[1] for row in rows}) < len(short_runner.runs)


def test_files_are_packed_without_a_clock(export):
    packed = (export / "activities" / "001.fit.gz").read_bytes()
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed)[8:12] == b".FIT"


def test_progress_is_told_file_by_file(tmp_path):
    runner = simulate_runner(2, days=60)
    seen: list[tuple[int, int]] = []
    write_export(runner, tmp_path, on_file=lambda done, total: seen.append((done, total)))
    total = len(runner.activities)
    assert seen == [(number, total) for number in range(1, total + 1)]
