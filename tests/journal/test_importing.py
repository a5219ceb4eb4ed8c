"""An import: each file once, each run once, what the runner said untouched."""

from __future__ import annotations

import gzip
import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.journal.importing_files import START, gpx, strava_zip, write_runs

from kneewise.journal import importing_pool
from kneewise.journal.importing import import_paths
from kneewise.journal.importing_profiles import profiles
from kneewise.journal.importing_runs import split_run
from kneewise.model.diary import PainEntry, Side, Window
from kneewise.model.errors import UsageError
from kneewise.model.run import Shoe
from kneewise.model.runner import RunnerFact
from kneewise.model.sport import Sport
from kneewise.store import open_store


@pytest.fixture
def store(home: Path):
    with open_store(home) as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path):
    """Writes a file beside the home."""

    def write(name, data):
        path = tmp_path / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    return write


def bring_in(store, *paths):
    return import_paths(store, paths)


def test_a_run_comes_in_with_totals_samples_profile_and_original(store, files):
    path = files("a.gpx", gpx(name="Morning"))
    summary = bring_in(store, path)
    (run,) = store.runs.all()
    assert (summary.runs, summary.refused, summary.problems) == (1, 0, ())
    assert (run.sport, run.name, run.started_at) == (Sport.RUNNING, "Morning", START)
    assert run.distance_m == pytest.approx(1800, rel=0.02)
    assert len(store.runs.samples(run.id)) == 121
    assert profiles(store)[run.id].distance_km == pytest.approx(1.8, rel=0.02)
    (original,) = store.imports.originals().values()
    assert store.files.original(original.sha256, original.packing) == path.read_bytes()


def test_the_same_bytes_are_known_under_any_name(store, files):
    bring_in(store, files("a.gpx", gpx()))
    summary = bring_in(store, files("b.gpx", gpx()))
    assert (summary.known, summary.runs, len(store.runs.all())) == (1, 0, 1)


def test_the_same_bytes_twice_in_one_import_come_in_once(store, files):
    summary = bring_in(store, files("a.gpx", gpx()), files("b.gpx", gpx()))
    assert (summary.runs, summary.known) == (1, 1)


def test_a_gzipped_copy_is_another_recording_of_the_same_run(store, files):
    bring_in(store, files("a.gpx", gpx()))
    summary = bring_in(store, files("a.gpx.gz", gzip.compress(gpx(), mtime=0)))
    (run,) = store.runs.all()
    assert (summary.runs, summary.merged) == (0, 1)
    assert len(store.runs.recordings(run.id)) == 2


def test_two_files_with_the_very_same_samples_both_come_in(store, files, monkeypatch):
    monkeypatch.setattr("kneewise.journal.importing.BATCH_FILES", 1)
    commented = gpx().replace(b"<trk>", b"<!-- again --><trk>")
    summary = bring_in(store, files("a.gpx", gpx()), files("b.gpx", commented))
    first, second = store.runs.all_recordings()
    assert first.samples == second.samples
    assert (summary.runs, summary.merged) == (1, 1)


def test_a_recording_without_a_date_is_kept_and_stands_in_no_list(store, files):
    undated = re.sub(rb"<time>.*?</time>", b"", gpx())
    summary = bring_in(store, files("a.gpx", undated), files("b.gpx", gpx()))
    assert (summary.runs, summary.undated, len(store.runs.all())) == (1, 1, 1)
    assert "day" in summary.problems[-1].message
    assert bring_in(store, files("a.gpx", undated)).known == 1


def test_the_file_of_a_run_that_was_left_out_says_so(store, files):
    path = files("a.gpx", gpx())
    bring_in(store, path)
    (run,) = store.runs.all()
    store.runs.set_edit(run.id, "deleted", value=True)
    again = bring_in(store, path)
    assert (again.known, again.left_out) == (1, 1)
    assert "left out by you" in again.problems[0].message
    double = bring_in(store, files("b.gpx", gpx(speed_m_s=3.1)))
    assert (double.merged, double.left_out) == (1, 1)
    store.runs.clear_edit(run.id, "deleted")
    assert bring_in(store, path).left_out == 0
    assert [each.deleted for each in store.runs.all()] == [False]


def test_many_files_are_read_by_two_processes_and_give_the_same(store, files, tmp_path):
    paths = write_runs(tmp_path / "many", 70)
    assert len(paths) > importing_pool.FROM_FILES
    summary = bring_in(store, tmp_path / "many")
    assert (summary.runs, summary.problems) == (70, ())
    assert [run.started_at for run in store.runs.all()] == [
        START + timedelta(days=number) for number in range(70)
    ]
    assert len(profiles(store)) == 70
    assert not list(store.files.incoming.iterdir())


def test_a_second_import_reads_nothing_again(store, tmp_path, monkeypatch):
    write_runs(tmp_path / "many", 5)
    bring_in(store, tmp_path / "many")
    monkeypatch.setattr(importing_pool, "read_file", lambda *_: pytest.fail("was read again"))
    assert bring_in(store, tmp_path / "many").known == 5


def test_what_is_refused_is_told_with_its_name_and_remembered(store, files):
    good, bad = files("a.gpx", gpx()), files("b.fit", b"no fit at all")
    summary = bring_in(store, good, bad)
    assert (summary.runs, summary.refused) == (1, 1)
    assert summary.problems[0].source.endswith("b.fit")
    again = bring_in(store, bad)
    assert (again.known, again.refused_before, again.problems) == (1, 1, summary.problems)
    assert again.nothing_usable
    assert [problem.fatal for problem in store.problems.all()] == [True]


def test_refused_files_are_read_again_by_code_that_reads_more(store, files, monkeypatch):
    bad = files("b.fit", b"no fit at all")
    bring_in(store, bad)
    monkeypatch.setattr("kneewise.formats.FORMAT_VERSION", 99)
    summary = bring_in(store, bad)
    assert (summary.refused, summary.known) == (1, 0)
    assert len(store.problems.all()) == 1


def test_an_empty_file_a_missing_one_and_a_strange_name_are_no_crash(store, files, tmp_path):
    strange = os.fsencode(str(tmp_path)) + b"/\xff\xfe run.gpx"
    with open(strange, "wb") as file:  # noqa: PTH123 (a name that is no text)
        file.write(gpx())
    summary = bring_in(
        store, files("empty.fit", b""), tmp_path / "nowhere", Path(os.fsdecode(strange))
    )
    assert (summary.runs, len(summary.problems)) == (1, 2)
    assert len(store.problems.all()) == 2


def test_what_could_not_be_opened_is_a_problem_until_it_comes_in(store, files):
    path = files("a.gpx", b"")
    bring_in(store, path)
    bring_in(store, path)
    assert len(store.problems.all()) == 1
    files("a.gpx", gpx())
    assert bring_in(store, path).runs == 1
    assert store.problems.all() == ()


def test_an_import_never_overwrites_what_was_put_right(store, files):
    bring_in(store, files("a.gpx", gpx()))
    (run,) = store.runs.all()
    store.runs.set_edit(run.id, "distance_m", 2000.0)
    store.runs.set_edit(run.id, "sport", Sport.TRAIL_RUNNING)
    bring_in(store, files("b.gpx", gpx(speed_m_s=3.1, sport="hiking")))
    (merged,) = store.runs.all()
    assert (merged.id, merged.distance_m, merged.sport) == (
        run.id,
        2000.0,
        Sport.TRAIL_RUNNING,
    )


def test_recordings_that_disagree_on_distance_are_one_run_and_a_problem(store, files):
    bring_in(store, files("a.gpx", gpx()), files("b.gpx", gpx(speed_m_s=4.0)))
    (run,) = store.runs.all()
    (problem,) = store.problems.of_run(run.id)
    assert problem.place == "distance"


def test_a_piece_is_attached_and_not_added(store, files):
    piece = gpx(START + timedelta(seconds=60), seconds=120)
    summary = bring_in(store, files("a.gpx", gpx()), files("b.gpx", piece))
    (run,) = store.runs.all()
    assert (summary.runs, summary.attached, summary.merged) == (1, 1, 0)
    assert run.distance_m == pytest.approx(1800, rel=0.02)


def test_the_longer_recording_takes_over_when_it_comes_later(store, files):
    piece = gpx(START + timedelta(seconds=60), seconds=120)
    bring_in(store, files("b.gpx", piece))
    (before,) = store.runs.all()
    bring_in(store, files("a.gpx", gpx()))
    (after,) = store.runs.all()
    assert after.id == before.id
    assert after.distance_m == pytest.approx(1800, rel=0.02)


def test_two_halves_and_the_whole_are_one_run_with_everything_said_of_each(store, files):
    halves = [gpx(seconds=300), gpx(START + timedelta(seconds=301), seconds=299)]
    bring_in(store, *(files(f"{number}.gpx", half) for number, half in enumerate(halves)))
    first, second = store.runs.all()
    for run, side in ((first, Side.LEFT), (second, Side.RIGHT)):
        store.diary.add_pain(
            [PainEntry(side, run.day, Window.DURING, 4, datetime.now(tz=UTC), run.id)]
        )
    bring_in(store, files("whole.gpx", gpx()))
    (run,) = store.runs.all()
    assert run.id == first.id
    assert {entry.run_id for entry in store.diary.pain()} == {first.id}
    assert store.runs.get(second.id) == run
    split = split_run(store, run.id)
    assert {first.id, second.id} < {each.id for each in split}
    assert {entry.run_id for entry in store.diary.pain()} == {first.id, second.id}


def test_what_was_split_stays_apart_in_later_imports(store, files):
    bring_in(store, files("a.gpx", gpx()), files("b.gpx", gpx(speed_m_s=3.1)))
    (run,) = store.runs.all()
    assert len(split_run(store, run.id)) == 2
    bring_in(store, files("c.gpx", gpx(speed_m_s=3.05)))
    runs = store.runs.all()
    assert len(runs) == 2
    assert sorted(len(store.runs.recordings(each.id)) for each in runs) == [1, 2]
    assert bring_in(store, files("a.gpx", gpx())).known == 1
    assert len(store.runs.all()) == 2


def test_a_run_of_one_recording_cannot_be_split(store, files):
    bring_in(store, files("a.gpx", gpx()))
    with pytest.raises(UsageError):
        split_run(store, store.runs.all()[0].id)


def test_local_time_is_the_home_zone_of_that_day(store, files):
    store.facts.add(RunnerFact("home_zone", "Europe/Vienna", date(2026, 3, 1), START))
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    bring_in(store, files("a.gpx", gpx()), files("b.gpx", gpx(summer)))
    winter_run, summer_run = store.runs.all()
    assert (winter_run.utc_offset_s, summer_run.utc_offset_s) == (3600, 7200)
    assert summer_run.day == date(2026, 7, 2)


def test_a_platform_gives_names_shoes_and_notes_and_a_later_export_more(store, tmp_path):
    row = {
        "Activity ID": "1",
        "Activity Date": "Mar 1, 2026, 7:00:00 AM",
        "Activity Name": "By the lake",
        "Activity Type": "Run",
        "Activity Gear": "",
        "Filename": "activities/1.gpx",
    }
    first = strava_zip(tmp_path / "one.zip", [row], {"activities/1.gpx": gpx(sport="")})
    bring_in(store, first)
    (run,) = store.runs.all()
    assert (run.name, run.sport, run.shoe_id) == ("By the lake", Sport.RUNNING, None)
    row["Activity Gear"] = "Blue pair"
    second = strava_zip(tmp_path / "two.zip", [row], {"activities/1.gpx": gpx(sport="")})
    summary = bring_in(store, second)
    (shoe,) = store.shoes.all()
    assert (summary.known, summary.shoes, shoe.name) == (1, 1, "Blue pair")
    assert store.runs.get(run.id).shoe_id == shoe.id


def test_a_shoe_that_was_renamed_or_taken_off_stays_so(store, tmp_path):
    row = {
        "Activity ID": "1",
        "Activity Date": "Mar 1, 2026, 7:00:00 AM",
        "Activity Name": "Lunch",
        "Activity Type": "Run",
        "Activity Gear": "Blue pair",
        "Filename": "activities/1.gpx",
    }
    export = strava_zip(tmp_path / "one.zip", [row], {"activities/1.gpx": gpx(sport="")})
    bring_in(store, export)
    (shoe,) = store.shoes.all()
    (run,) = store.runs.all()
    store.shoes.change(Shoe(shoe.id, "Old blue ones"))
    store.runs.set_edit(run.id, "shoe_id", None)
    row["Activity Name"] = "Lunch run"
    again = strava_zip(tmp_path / "two.zip", [row], {"activities/1.gpx": gpx(sport="")})
    bring_in(store, again)
    assert [each.name for each in store.shoes.all()] == ["Old blue ones"]
    assert store.runs.get(run.id).shoe_id is None
    assert store.runs.get(run.id).name == "Lunch run"


def test_progress_ends_at_its_total_and_says_how_fast(store, tmp_path):
    write_runs(tmp_path / "many", 5)
    steps = []
    import_paths(store, [tmp_path / "many"], on_progress=steps.append)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total > 0
    assert steps[-1].files == 5
    assert steps[-1].files_per_s > 0


def test_an_interrupted_import_keeps_what_it_had_and_goes_on_from_there(store, tmp_path):
    write_runs(tmp_path / "many", 40)

    def stop(step):
        if len(store.runs.all()) >= 16:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths(store, [tmp_path / "many"], on_progress=stop)
    assert len(store.runs.all()) == 16
    summary = bring_in(store, tmp_path / "many")
    assert (summary.known, summary.runs) == (16, 24)


def test_a_file_that_ends_the_reading_process_is_left_out(store, tmp_path, monkeypatch):
    write_runs(tmp_path / "many", 66)
    (tmp_path / "many" / "run0030.gpx").write_bytes(b"KILLER" * 100)
    start = (
        "import kneewise.journal.importing_worker as w, os\n"
        "read = w.read_file\n"
        "w.read_file = lambda t, f: os._exit(3) if t.data[:6] == b'KILLER' else read(t, f)\n"
        "w.main()"
    )
    monkeypatch.setattr(importing_pool, "_START", start)
    summary = bring_in(store, tmp_path / "many")
    assert (summary.runs, summary.refused) == (65, 1)
    assert "reading process" in summary.problems[0].message


def test_a_profile_is_reduced_anew_when_the_sport_was_put_right(store, files):
    bring_in(store, files("a.gpx", gpx(sport="cycling")))
    (run,) = store.runs.all()
    before = profiles(store)[run.id]
    store.runs.set_edit(run.id, "sport", Sport.RUNNING)
    asked = []
    after = profiles(store, on_progress=lambda done, total: asked.append((done, total)))[run.id]
    assert asked == [(1, 1)]
    assert after.distance_km == pytest.approx(before.distance_km)
    profiles(store, on_progress=lambda *_: pytest.fail("was reduced again"))


def test_the_real_history_gives_the_same_runs_in_any_order(store, home, real_data, tmp_path):
    names = sorted((real_data / "history").glob("2021-03-*.fit"))
    assert len(names) > 40
    bring_in(store, *names)
    with open_store(tmp_path / "other") as other:
        bring_in(other, *reversed(names))
        assert _partition(store) == _partition(other)


def _partition(store):
    held = {}
    for kept in store.runs.all_recordings():
        held.setdefault(kept.run_id, set()).add((kept.sha256, kept.main, kept.attached))
    return {frozenset(members) for members in held.values()}
