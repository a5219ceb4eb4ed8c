"""Backup, restore and export: everything out, everything back, nothing half."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from tests.journal.importing_files import START, gpx, write_runs

from kneewise.journal.diary_import import import_diary
from kneewise.journal.importing import import_paths
from kneewise.journal.keeping import backup, export, restore
from kneewise.model.diary import LogEntry, PainEntry, RunReport, Side, Site, Window
from kneewise.model.errors import StoreError, UsageError
from kneewise.model.measure import Measure
from kneewise.model.plan import Goal
from kneewise.model.run import Shoe
from kneewise.model.score import ScoreEntry
from kneewise.model.trial import Trial, TrialDesign
from kneewise.store import DATABASE_NAME, open_store
from kneewise.store.tables import METADATA

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def store(home: Path, tmp_path: Path):
    """A home with three runs and something of every kind in the diary."""
    with open_store(home) as opened:
        import_paths(opened, write_runs(tmp_path / "files", 3))
        run = opened.runs.all()[0]
        rating = PainEntry(Side.LEFT, run.day, Window.DURING, 0, NOW, run.id, Site.INSIDE)
        opened.diary.add_pain([rating])
        opened.diary.set_report(RunReport(run.id, shortened=False, planned_km=5.0))
        opened.diary.add_log([LogEntry("sleep", NOW, run.day, 7.5, "h", note='said "well", 1')])
        opened.diary.open_episode(Side.RIGHT, date(2026, 3, 2), Site.BACK)
        opened.shoes.add(Shoe(0, "Blue", start_km=0.0, retired=True))
        opened.runs.set_edit(run.id, "name", "Slow one")
        yield opened


def told(store):
    """What the runner said, without ids of rows."""
    return (
        store.diary.pain(),
        dict(store.diary.reports()),
        store.diary.log(),
        store.diary.episodes(),
        store.shoes.all(),
    )


def test_a_restored_home_holds_everything(store, tmp_path):
    file = backup(store, tmp_path / "all.zip")
    restored = restore(file, tmp_path / "again")
    with open_store(restored) as other:
        assert other.runs.all() == store.runs.all()
        assert told(other) == told(store)
        for original in store.imports.originals().values():
            assert other.files.original(original.sha256, original.packing)
        for run in other.runs.all():
            assert len(other.runs.samples(run.id)) == len(store.runs.samples(run.id)) > 0
    assert {path.name for path in restored.iterdir()} == {DATABASE_NAME, "parquet", "originals"}


def test_a_backup_into_a_folder_is_named_after_the_day(store, tmp_path):
    (tmp_path / "backups").mkdir()
    file = backup(store, tmp_path / "backups")
    assert file.name.startswith("kneewise-20")
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [file.name]


def test_an_older_backup_is_replaced_only_where_that_was_said(store, tmp_path):
    file = backup(store, tmp_path / "all.zip")
    before = file.read_bytes()
    with pytest.raises(UsageError, match="--force"):
        backup(store, file)
    assert file.read_bytes() == before
    assert backup(store, file, force=True) == file
    assert [path.name for path in tmp_path.glob("*.zip*")] == ["all.zip"]


def test_a_home_that_holds_data_is_never_restored_over(store, home, tmp_path):
    file = backup(store, tmp_path / "all.zip")
    with pytest.raises(UsageError, match="holds data already"):
        restore(file, home)


def test_a_backup_that_lacks_a_file_leaves_no_home(store, tmp_path):
    file = backup(store, tmp_path / "all.zip")
    short = tmp_path / "short.zip"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(short, "w") as target:
        for name in source.namelist()[:-1]:
            target.writestr(name, source.read(name))
    with pytest.raises(StoreError, match="not whole"):
        restore(short, tmp_path / "again")
    assert not list((tmp_path / "again").iterdir())


def test_a_backup_whose_content_was_changed_is_refused(store, tmp_path):
    file = backup(store, tmp_path / "all.zip")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, b"x" + data if name.endswith(".parquet") else data)
    with pytest.raises(StoreError, match="damaged"):
        restore(bad, tmp_path / "again")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "parquet/../../evil", "notes.txt"])
def test_a_zip_with_anything_else_in_it_is_refused(store, tmp_path, name):
    file = backup(store, tmp_path / "all.zip")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, b"evil")
    with pytest.raises(StoreError, match="not a backup"):
        restore(file, tmp_path / "inner" / "again")
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path / "inner" / "evil").exists()


@pytest.mark.parametrize("data", [b"", b"no zip at all"])
def test_a_file_that_is_no_backup_is_refused(tmp_path, data):
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(StoreError, match="not a backup"):
        restore(tmp_path / "x.zip", tmp_path / "again")


@pytest.mark.parametrize("format_", ["csv", "parquet", "json"])
def test_everything_is_exported_as_tables(store, tmp_path, format_):
    written = export(store, tmp_path / "out", format_)
    names = {path.relative_to(tmp_path / "out").as_posix() for path in written}
    assert {f"runs.{format_}", f"diary.{format_}", f"problems.{format_}"} < names
    assert sum(name.startswith("samples/") for name in names) == 3
    assert sum(name.startswith("originals/") for name in names) == 3
    assert all(path.is_file() for path in written)


EXPORTED_AS = {
    "pain": "diary",
    "run_reports": "reports",
    "shoes": "shoe_facts",
    "run_recordings": "recordings",
    "originals": "originals",
    "sent_sessions": None,  # what a calendar was told follows from the plan
    "kept_apart": None,  # numbers of recordings alone
    "imports": None,
    "features": None,
    "answers": None,
    "stamps": None,
}
"""Tables that stand under another name, and what is worked out or kept for ourselves."""


def test_no_table_of_what_a_runner_told_is_left_out(store, tmp_path):
    written = {path.stem for path in export(store, tmp_path / "out")} | {"originals"}
    names = [table.name for table in METADATA.sorted_tables]
    told_in = {name: EXPORTED_AS.get(name, name) for name in names}
    assert {name for name, file in told_in.items() if file and file not in written} == set()


def test_scores_goals_and_trials_are_exported(store, tmp_path):
    day = date(2026, 3, 2)
    store.scores.add(ScoreEntry(Side.LEFT, day, {"stairs_down": 3, "squat": None}, NOW))
    store.plans.set_goal(Goal(km=10.0, days=3, entered_at=NOW, race_on=day))
    design = TrialDesign(("usual", "changed"), 2, 48.0, 1)
    store.trials.add(Trial("cadence", Side.LEFT, design, day, NOW))
    export(store, tmp_path / "out", "json")
    read = {
        name: json.loads((tmp_path / "out" / f"{name}.json").read_text())
        for name in ("scores", "goals", "trials")
    }
    assert [(row["item"], row["value"]) for row in read["scores"]] == [
        ("stairs_down", 3),
        ("squat", None),
    ]
    assert read["goals"][0]["km"] == 10.0
    assert json.loads(read["trials"][0]["design"])["arms"] == ["usual", "changed"]


def test_measures_of_the_body_are_exported_a_value_a_row(store, tmp_path):
    day = date(2026, 3, 2)
    said = {"distance_cm": 9.5, "class": "low", "angle_deg": None}
    store.measures.add(
        [Measure(kind="test", name="lunge", day=day, at=NOW, values=said, version="1")]
    )
    export(store, tmp_path / "out", "json")
    rows = json.loads((tmp_path / "out" / "body_measures.json").read_text())
    assert [(row["item"], row["value"], row["word"]) for row in rows] == [
        ("distance_cm", 9.5, None),
        ("class", None, "low"),
        ("angle_deg", None, None),
    ]


def test_exported_runs_carry_the_edits_and_their_units(store, tmp_path):
    export(store, tmp_path / "out", "parquet")
    runs = pl.read_parquet(tmp_path / "out" / "runs.parquet")
    assert runs["name"].to_list()[0] == "Slow one"
    assert runs["started_at_utc"].to_list()[0] == "2026-03-01T07:00:00Z"
    assert runs["distance_m"].to_list()[0] == pytest.approx(900, rel=0.02)


def test_a_value_that_is_not_known_is_null_and_never_zero(store, tmp_path):
    export(store, tmp_path / "out", "json")
    reports = json.loads((tmp_path / "out" / "reports.json").read_text())
    assert reports[0]["pain_began_km"] is None
    assert reports[0]["shortened"] is False


def test_an_original_is_exported_byte_for_byte(store, tmp_path):
    export(store, tmp_path / "out")
    contents = {path.read_bytes() for path in (tmp_path / "out" / "originals").iterdir()}
    assert gpx(START, seconds=300) in contents


def test_an_exported_diary_comes_back_in(store, tmp_path):
    export(store, tmp_path / "out")
    with open_store(tmp_path / "again") as other:
        import_paths(other, [tmp_path / "files"])
        answer = import_diary(other, tmp_path / "out", "me")
        assert answer.problems == ()
        assert told(other) == told(store)


def test_another_format_is_refused(store, tmp_path):
    with pytest.raises(UsageError):
        export(store, tmp_path / "out", "xlsx")
