"""The ground of runs in a home: matched once, kept, and matched anew when its map changes."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest
from tests.ground.osm import Road, straight, write_pbf
from tests.journal.conftest import write_gpx

from kneewise.journal import grounding
from kneewise.journal.ground import total_of
from kneewise.journal.grounding import ground_mark, grounds, waiting
from kneewise.journal.importing_said import import_said
from kneewise.journal.journal import Journal
from kneewise.journal.past import load_history
from kneewise.journal.where import boxes_of_runs
from kneewise.model.errors import NotFoundError
from kneewise.model.sport import Sport

NORTH = {"highway": "residential", "surface": "asphalt"}
ME = "me"


def along(tags=NORTH, lon=9.0, metres=6000):
    """A way due north where the runs of `write_gpx` are."""
    return straight(tags, (lon, 47.999), (0.0, 0.001), count=metres // 111 + 4)


def wrap(lon):
    return (lon + 180) % 360 - 180


def write_track(file, start, lons, lats):
    """A run of a point every 20 m, at 3 m/s."""
    points = "".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>9</ele><time>'
        f"{start + timedelta(seconds=n * 20 // 3):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for n, (lat, lon) in enumerate(zip(lats, lons, strict=True))
    )
    file.write_text(
        '<?xml version="1.0"?><gpx version="1.1" creator="test" '
        'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>'
        f"{points}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    return file


def write_indoors(file, start):
    """3 km counted by the device alone."""
    points = "".join(
        f"<Trackpoint><Time>{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}</Time>"
        f"<DistanceMeters>{3 * at}</DistanceMeters></Trackpoint>"
        for at in range(0, 1001, 5)
    )
    day = f"{start:%Y-%m-%dT%H:%M:%SZ}"
    file.write_text(
        '<?xml version="1.0"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Running"><Id>{day}</Id><Lap StartTime="{day}">'
        "<TotalTimeSeconds>1000</TotalTimeSeconds><DistanceMeters>3000</DistanceMeters>"
        f"<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def pbf(tmp_path):
    return write_pbf(tmp_path / "here.osm.pbf", [along()])


@pytest.fixture
def elsewhere(tmp_path):
    return write_pbf(tmp_path / "far.osm.pbf", [straight(NORTH, (20.0, 60.0))])


@pytest.fixture
def three(ran, now):
    for day in (3, 2, 1):
        ran(now - timedelta(days=day))


def test_a_run_on_one_street_is_matched_to_it(journal, three, pbf):
    journal.add_map(pbf)
    assert journal.match_ground().done == 3
    found = journal.ground_of_run("latest")
    assert found.totals.unknown < 0.02
    assert found.totals.hardness[3].mid > 0.9
    assert found.attribution == "© OpenStreetMap contributors, ODbL"
    assert [source.name for source in found.maps] == ["here"]


def test_segments_are_those_of_the_profile(journal, three, pbf):
    journal.add_map(pbf)
    journal.match_ground()
    history = load_history(journal.store, ME)
    assert set(history.ground) == {run.id for run in history.runs}
    for run_id, ground in history.ground.items():
        np.testing.assert_array_equal(
            ground.segments["km"], history.profiles[run_id].segments["km"]
        )


def test_what_is_kept_is_not_matched_again(journal, three, pbf):
    journal.add_map(pbf)
    journal.match_ground()
    assert journal.match_ground().done == 0
    assert journal.ground().waiting == 0


def test_progress_counts_the_runs(journal, three, pbf):
    journal.add_map(pbf)
    steps = []
    journal.match_ground(on_progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (3, 3)


def test_one_run_can_be_matched_alone(journal, three, pbf):
    journal.add_map(pbf)
    found = journal.match_ground("latest")
    assert (found.done, found.waiting) == (1, 2)
    assert journal.ground_of_run("latest").matched
    with pytest.raises(NotFoundError):
        journal.match_ground("99")


def test_a_newer_map_of_the_place_makes_it_wait_and_another_place_does_not(
    journal, three, pbf, elsewhere
):
    journal.add_map(pbf)
    journal.match_ground()
    journal.add_map(elsewhere)
    assert not waiting(journal.store, ME)
    journal.add_map(pbf)
    assert len(waiting(journal.store, ME)) == 3
    assert journal.ground().totals.matched_km > 14  # the older answer counts until then
    assert journal.match_ground().done == 3


def test_a_map_that_goes_takes_its_ground_with_it(journal, three, pbf):
    journal.add_map(pbf)
    journal.match_ground()
    journal.remove_map("here")
    assert not grounds(journal.store, ME)
    assert not load_history(journal.store, ME).ground


@pytest.fixture
def other(journal, now, tmp_path):
    """Somebody else of the same home, who ran on the same street."""
    theirs = Journal(journal.store, "ada")
    theirs.import_paths([write_gpx(tmp_path / "ada.gpx", now - timedelta(days=4), km=4.0)])
    return theirs


def test_a_map_that_goes_takes_everybodys_ground_with_it(journal, three, other, pbf, elsewhere):
    journal.add_map(pbf)
    journal.add_map(elsewhere)
    journal.match_ground()
    assert other.match_ground().done == 1
    journal.remove_map("far")  # on which nobody ran
    assert len(grounds(other.store, "ada")) == 1
    journal.remove_map("here")
    assert not grounds(journal.store, ME)
    assert not grounds(other.store, "ada")


def test_a_newer_map_makes_everybodys_runs_wait(journal, three, other, pbf):
    journal.add_map(pbf)
    other.match_ground()
    journal.add_map(pbf)
    assert len(waiting(other.store, "ada")) == 1
    assert len(grounds(other.store, "ada")) == 1  # the older answer counts until then


def test_no_map_there_and_a_treadmill_say_so(journal, ran, now, elsewhere):
    ran(now - timedelta(days=3))
    ran(now - timedelta(days=2))
    journal.edit_run("latest", sport=Sport.TREADMILL_RUNNING)
    journal.add_map(elsewhere)
    journal.match_ground()
    answer = journal.ground()
    assert [line.because for line in answer.recent] == ["treadmill", "no_map"]
    assert answer.because == {"no_map": 1, "treadmill": 1}
    assert (answer.totals.unknown, answer.attribution) == (1.0, None)


def test_a_run_without_positions_is_unknown_for_that_reason(journal, now, elsewhere, tmp_path):
    journal.import_paths([write_indoors(tmp_path / "inside.tcx", now - timedelta(days=1))])
    journal.add_map(elsewhere)
    journal.match_ground()
    (line,) = journal.ground().recent
    assert (line.because, line.unknown) == ("no_position", 1.0)
    assert line.km == pytest.approx(3.0, abs=0.05)


def test_without_any_map_nothing_is_done_and_nothing_kept(journal, three):
    assert journal.match_ground().done == 0
    assert journal.ground().totals is None
    assert not journal.has_maps()


def test_an_import_matches_the_few_it_brought(journal, ran, now, pbf):
    journal.add_map(pbf)
    ran(now - timedelta(days=1))
    assert not waiting(journal.store, ME)
    assert journal.ground_of_run("latest").matched


def test_an_import_of_many_leaves_them_waiting(journal, tmp_path, now, pbf, monkeypatch):
    monkeypatch.setattr(grounding, "AFTER_IMPORT", 0)
    journal.add_map(pbf)
    file = write_gpx(tmp_path / "one.gpx", now - timedelta(days=1))
    summary = journal.import_paths([file])
    assert summary.ground_waiting == 1
    assert "kneewise ground" in import_said(summary)[-1]
    assert journal.ground().waiting == 1
    assert not journal.ground_of_run("latest").matched


def test_stopped_halfway_what_was_done_is_kept(journal, three, pbf, monkeypatch):
    monkeypatch.setattr(grounding, "BATCH_RUNS", 1)
    journal.add_map(pbf)

    def stop(done, _total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.match_ground(on_progress=stop)
    assert journal.match_ground().done == 1


def test_a_damaged_tile_leaves_its_runs_waiting_and_says_which(journal, three, pbf):
    journal.add_map(pbf)
    for tile in (journal.store.home / "maps").rglob("*.parquet"):
        tile.write_bytes(tile.read_bytes()[:50])
    found = journal.match_ground()
    assert (found.done, found.waiting) == (0, 3)
    assert "Add the map again" in found.problems[0]
    journal.add_map(pbf)
    assert journal.match_ground().done == 3


def test_a_map_of_another_version_takes_no_ground_away_and_is_named(journal, three, pbf):
    journal.add_map(pbf)
    journal.match_ground()
    before = grounds(journal.store, ME)
    (folder,) = journal.store.maps.all().values()
    manifest = folder / "map.json"
    raw = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(raw | {"format": -1}), encoding="utf-8")
    found = journal.match_ground()
    assert (found.done, found.waiting) == (0, 3)
    assert "another version" in found.problems[0]
    now = grounds(journal.store, ME)
    assert {run: one.totals for run, one in now.items()} == {
        run: one.totals for run, one in before.items()
    }


def test_damaged_samples_of_one_run_leave_it_waiting_and_the_others_matched(journal, three, pbf):
    (_, content), *_ = journal.store.runs.main_contents(ME).values()
    path = journal.store.files.parquet_path(content)
    whole = path.read_bytes()
    path.write_bytes(whole[:50])
    journal.add_map(pbf)
    found = journal.match_ground()
    assert (found.done, found.waiting) == (2, 1)
    (problem,) = found.problems
    assert "damaged" in problem
    assert str(path) in problem
    path.write_bytes(whole)
    assert journal.match_ground().done == 1
    assert journal.ground().totals.unknown < 0.02


def test_a_run_across_the_date_line_is_matched_on_both_sides(journal, now, tmp_path):
    lons = [wrap(180.0 + metres / 106_600) for metres in range(-1500, 1501, 20)]
    file = write_track(tmp_path / "line.gpx", now - timedelta(days=1), lons, [-16.5] * len(lons))
    places = tuple((wrap(round(lon, 4)), -16.5) for lon in np.arange(179.97, 180.03, 0.0005))
    journal.add_map(write_pbf(tmp_path / "fiji.osm.pbf", [Road(places, NORTH)]))
    journal.import_paths([file])
    assert journal.ground_of_run("latest").totals.unknown < 0.05


def test_a_fix_that_leapt_away_does_not_stretch_the_place(journal, now, tmp_path, pbf):
    lats = [48.0 + n * 0.00018 for n in range(250)]
    lons = [9.0] * 250
    lons[100] = 35.0
    file = write_track(tmp_path / "leap.gpx", now - timedelta(days=1), lons, lats)
    journal.add_map(pbf)
    journal.import_paths([file])
    box = boxes_of_runs(journal.store, ME)[journal.runs()[0].id]
    assert (box.west, box.east) == pytest.approx((9.0, 9.0))
    assert journal.ground_of_run("latest").totals.matched_km > 4


def test_an_answer_that_follows_from_the_ground_notices_it(journal, three, pbf):
    before = ground_mark(journal.store, ME)
    journal.add_map(pbf)
    assert ground_mark(journal.store, ME) == before
    journal.match_ground()
    assert ground_mark(journal.store, ME) != before


def test_an_asked_why_is_asked_anew_once_the_ground_is_known(journal, three, pbf):
    for run in journal.runs():
        journal.rate(0, run=run.id)
    first = journal.kept_why().mark
    journal.add_map(pbf)
    journal.match_ground()
    assert journal.kept_why().mark != first


def test_the_frame_and_the_export_tell_the_shares_and_the_unknown(journal, three, pbf, tmp_path):
    bare = journal.runs_frame()
    assert bare["hard_share"].null_count() == bare["unknown_ground_share"].null_count() == 3
    journal.add_map(pbf)
    journal.match_ground()
    frame = journal.runs_frame()
    assert frame["hard_share"].min() > 0.9
    assert frame["unknown_ground_share"].max() < 0.02
    (table,) = [path for path in journal.export(tmp_path / "out") if path.stem == "ground"]
    head, first, *_ = table.read_text().splitlines()
    assert "hardness_3_share_low,hardness_3_share,hardness_3_share_high" in head
    assert "© OpenStreetMap contributors" in first


def test_whose_the_map_is_stands_wherever_its_ground_is_shown(journal, three, pbf):
    assert journal.run("latest").ground_from is None
    for run in journal.runs():
        journal.rate(0, run=run.id)
    assert not any("OpenStreetMap" in note for note in journal.why().notes)
    journal.add_map(pbf)
    journal.match_ground()
    assert "OpenStreetMap" in journal.run("latest").ground_from
    assert "OpenStreetMap" in journal.why().notes[-1]


def test_totals_of_several_runs_are_shares_of_all_their_km(journal, three, pbf):
    journal.add_map(pbf)
    journal.match_ground()
    each = [one.totals for one in grounds(journal.store, ME).values()]
    whole = total_of(each)
    assert whole.km == pytest.approx(sum(one.km for one in each))
    assert sum(one.mid for one in whole.evenness) + whole.unknown == pytest.approx(1.0)
    assert total_of([]) is None
