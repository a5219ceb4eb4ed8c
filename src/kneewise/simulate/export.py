"""A simulated runner as files: an export in Strava's shape, and the diary as plain CSV beside it.

`write_export(runner, folder)` makes::

    folder/
      strava_export/                what Strava hands out, English
        activities.csv              one row an activity; several column names appear twice
        shoes.csv                   Shoe Name, Shoe Brand, Shoe Model, Shoe Default Sport Types
        activities/NNN.fit.gz       one FIT file an activity
      diary.csv                     one rating a row
      reports.csv                   what was said of a run
      log.csv                       everything else that was logged
      episodes.csv, profile.csv, shoe_facts.csv

All CSV files are UTF-8 with a header, comma, lines ending in LF; an empty cell is "not said".
Days are local dates (ISO), moments are UTC with a `Z` (2025-03-09T08:02:11Z), yes and no are 1
and 0. A run is meant by `run_start_utc`, the start of its recording.

=============== ====================================================================
diary.csv       day, run_start_utc, side (left, right), window (`model.diary.Window`),
                value (0-10), site (`model.diary.Site`), entered_at_utc
reports.csv     run_start_utc, planned_km, shortened, changed, pain_began_km,
                painkiller_before, painkiller_after
log.csv         day, at_utc, run_start_utc, kind (`model.diary.LOG_KINDS`), value, unit, note
episodes.csv    side, began_on, ended_on, site
profile.csv     key (`model.runner.PROFILE_KEYS`), value, valid_from
shoe_facts.csv  name (as in the gear column), brand, start_km, bought_on, midsole, kind,
                foam, drop_mm, retired
=============== ====================================================================
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import numpy as np

from kneewise.model.run import Shoe
from kneewise.model.sport import Sport
from kneewise.simulate.fitfile import fit_bytes
from kneewise.simulate.places import home_places
from kneewise.simulate.runner import Activity, SimulatedRunner
from kneewise.simulate.shoes import MAKER
from kneewise.simulate.watch import Tape, record_activity

EXPORT_FOLDER = "strava_export"
DIARY_FILES = (
    "diary.csv",
    "reports.csv",
    "log.csv",
    "episodes.csv",
    "profile.csv",
    "shoe_facts.csv",
)

STRAVA_COLUMNS = (
    "Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description",
    "Elapsed Time", "Distance", "Max Heart Rate", "Relative Effort", "Commute",
    "Activity Private Note", "Activity Gear", "Filename", "Athlete Weight", "Bike Weight",
    "Elapsed Time", "Moving Time", "Distance", "Max Speed", "Average Speed", "Elevation Gain",
    "Elevation Loss", "Max Heart Rate", "Average Heart Rate", "Average Temperature",
    "Perceived Exertion", "Type", "Start Time", "Commute", "Bike", "Gear", "Media",
)  # fmt: skip
"""Strava's English columns, shortened; its doubled names stay doubled (first Distance in km,
second in m)."""

STRAVA_TYPES: Mapping[Sport, str] = {
    Sport.CYCLING: "Ride",
    Sport.SWIMMING: "Swim",
    Sport.WALKING: "Walk",
}


def write_export(
    runner: SimulatedRunner, folder: Path, *, on_file: Callable[[int, int], None] | None = None
) -> Path:
    """Write the runner's files into `folder` and return it: the export and the diary beside it.

    The bytes depend on the runner alone. `on_file(done, total)` is called after each activity.
    Raises OSError where the folder cannot be written.
    """
    export = folder / EXPORT_FOLDER
    (export / "activities").mkdir(parents=True, exist_ok=True)
    places = home_places(np.random.default_rng([runner.seed, runner.days]))
    rows: list[list[str]] = []
    for number, activity in enumerate(runner.activities, start=1):
        rng = np.random.default_rng([runner.seed, activity.id])
        tape = record_activity(activity, places[activity.place], rng)
        packed = gzip.compress(fit_bytes(activity, tape, 1_000_000 + runner.seed), 1, mtime=0)
        (export / "activities" / _file_name(activity)).write_bytes(packed)
        rows.append(_strava_row(activity, tape, runner.shoes))
        if on_file is not None:
            on_file(number, len(runner.activities))
    _write(export / "activities.csv", STRAVA_COLUMNS, rows)
    _write_shoes(export / "shoes.csv", runner.shoes)
    write_diary(runner, folder)
    return folder


def write_diary(runner: SimulatedRunner, folder: Path) -> None:
    """The CSV files of the diary into `folder`, in the columns this module's text names."""
    starts = {activity.id: _moment(activity.start) for activity in runner.activities}
    for name, (header, rows) in _diary_tables(runner, starts).items():
        _write(folder / name, header, rows)


def _diary_tables(
    runner: SimulatedRunner, starts: Mapping[int, str]
) -> Mapping[str, tuple[Sequence[str], list[list[str]]]]:
    return {**_tables_of_runs(runner, starts), **_tables_of_the_runner(runner)}


def _tables_of_runs(
    runner: SimulatedRunner, starts: Mapping[int, str]
) -> Mapping[str, tuple[Sequence[str], list[list[str]]]]:
    """What is said of runs and days: ratings, reports, the log."""
    return {
        "diary.csv": (
            ("day", "run_start_utc", "side", "window", "value", "site", "entered_at_utc"),
            [
                [_cell(entry.day), _run(starts, entry.run_id), entry.side, entry.window,
                 _cell(entry.value), _cell(entry.site), _moment(entry.entered_at)]
                for entry in runner.diary
            ],
        ),
        "reports.csv": (
            ("run_start_utc", "planned_km", "shortened", "changed", "pain_began_km",
             "painkiller_before", "painkiller_after"),
            [
                [_run(starts, said.run_id), _cell(said.planned_km), _cell(said.shortened),
                 _cell(said.changed), _cell(said.pain_began_km), _cell(said.painkiller_before),
                 _cell(said.painkiller_after)]
                for said in runner.reports
            ],
        ),
        "log.csv": (
            ("day", "at_utc", "run_start_utc", "kind", "value", "unit", "note"),
            [
                [_cell(entry.day), _moment(entry.at), _run(starts, entry.run_id), entry.kind,
                 _cell(entry.value), _cell(entry.unit), _cell(entry.note)]
                for entry in runner.log
            ],
        ),
    }  # fmt: skip


def _tables_of_the_runner(
    runner: SimulatedRunner,
) -> Mapping[str, tuple[Sequence[str], list[list[str]]]]:
    """What is said of the runner: episodes, facts, shoes."""
    return {
        "episodes.csv": (
            ("side", "began_on", "ended_on", "site"),
            [
                [one.side, _cell(one.began_on), _cell(one.ended_on), _cell(one.site)]
                for one in runner.episodes
            ],
        ),
        "profile.csv": (
            ("key", "value", "valid_from"),
            [[fact.key, fact.value, _cell(fact.valid_from)] for fact in runner.facts],
        ),
        "shoe_facts.csv": (
            ("name", "brand", "start_km", "bought_on", "midsole", "kind", "foam", "drop_mm",
             "retired"),
            [
                [shoe.name, _cell(shoe.brand), _cell(shoe.start_km), _cell(shoe.bought_on),
                 _cell(shoe.midsole), _cell(shoe.kind), _cell(shoe.foam), _cell(shoe.drop_mm),
                 _cell(shoe.retired)]
                for shoe in runner.shoes
            ],
        ),
    }  # fmt: skip


def _strava_row(activity: Activity, tape: Tape, shoes: Sequence[Shoe]) -> list[str]:
    gear = next((shoe.name for shoe in shoes if shoe.id == activity.shoe_id), "")
    local_date = activity.start.strftime("%b %-d, %Y, %-I:%M:%S %p")
    beats = tape.columns.get("heart_rate")
    highest = "" if beats is None else f"{beats.max():.1f}"
    values: Mapping[str, tuple[str, ...]] = {
        "Activity ID": (str(9_000_000_000 + activity.id),),
        "Activity Date": (local_date,),
        "Activity Name": (activity.name,),
        "Activity Type": (STRAVA_TYPES.get(activity.sport, "Run"),),
        "Activity Description": (activity.note,),
        "Elapsed Time": (f"{tape.elapsed_s:.0f}", f"{tape.elapsed_s:.1f}"),
        "Distance": (f"{tape.distance_m / 1000:.2f}", f"{tape.distance_m:.1f}"),
        "Max Heart Rate": (highest, highest),
        "Average Heart Rate": ("" if beats is None else f"{beats.mean():.4f}",),
        "Commute": ("false", "0.0"),
        "Activity Private Note": (activity.private_note,),
        "Activity Gear": (gear,),
        "Filename": (f"activities/{_file_name(activity)}",),
        "Moving Time": (f"{tape.timer_s:.1f}",),
        "Average Speed": (f"{tape.distance_m / tape.timer_s:.6f}",),
        "Elevation Gain": (_cell(tape.ascent_m),),
        "Elevation Loss": (_cell(tape.descent_m),),
    }
    seen: dict[str, int] = {}
    row: list[str] = []
    for name in STRAVA_COLUMNS:
        cells, place = values.get(name, ()), seen.get(name, 0)
        row.append(cells[place] if place < len(cells) else "")
        seen[name] = place + 1
    return row


def _write_shoes(path: Path, shoes: Sequence[Shoe]) -> None:
    header = ("Shoe Name", "Shoe Brand", "Shoe Model", "Shoe Default Sport Types")
    _write(
        path, header, [["", MAKER, shoe.name.removeprefix(MAKER).strip(), "Run"] for shoe in shoes]
    )


def _file_name(activity: Activity) -> str:
    return f"{activity.id:03d}.fit.gz"


def _run(starts: Mapping[int, str], run_id: int | None) -> str:
    return "" if run_id is None else starts[run_id]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _cell(value: object) -> str:
    """One cell: nothing for None, 1 and 0 for yes and no, short numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _write(path: Path, header: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8"))
