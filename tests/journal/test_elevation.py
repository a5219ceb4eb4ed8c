"""Elevation tiles of a home: kept beside the maps, laid under the runs they cover and no others."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest
from tests.ground.heights import write_hgt, write_tif
from tests.ground.osm import straight, write_pbf
from tests.journal.conftest import write_gpx

from kneewise.ground.elevation import ElevationBuilder
from kneewise.journal import open_journal
from kneewise.journal.elevation import elevation_name, open_elevation, tiles_under
from kneewise.journal.journal import Journal
from kneewise.journal.past import load_history
from kneewise.model.errors import MapError, NotFoundError, UsageError
from kneewise.model.recording import Samples
from kneewise.model.sport import Sport
from kneewise.store import open_store
from kneewise.store.kept import PROFILES, Subject
from kneewise.store.wiping import wipe


def falling(lat, lon):
    """30 m down a kilometre to the north: where `ran` runs."""
    return 900 - 0.03 * 111_195 * (lat - 48)


@pytest.fixture
def hgt(tmp_path):
    return write_hgt(tmp_path / "N48E009.hgt", falling)


@pytest.fixture
def elsewhere(tmp_path):
    return write_hgt(tmp_path / "N10W020.hgt", lambda lat, lon: 0 * (lat + lon))


def kept(journal):
    found = journal.store.features.all(PROFILES, Subject.RECORDING)
    return {number: (one.key, one.value) for number, one in found.items()}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("N42E001.hgt", "N42E001"),
        ("N42E001.hgt.zip", "N42E001"),
        ("N42E001.SRTMGL1.hgt.zip", "N42E001"),
        (
            "Copernicus_DSM_COG_10_N42_00_E001_00_DEM.tif",
            "Copernicus_DSM_COG_10_N42_00_E001_00_DEM",
        ),
        (".hgt", "elevation"),
    ],
)
def test_a_tile_is_called_after_its_file(tmp_path, file, name):
    assert elevation_name(tmp_path / file) == name


def test_a_tile_is_added_listed_read_and_removed(journal, hgt):
    line = journal.add_map(hgt)
    assert (line.name, line.kind, line.ways, line.problem) == ("N48E009", "elevation", None, None)
    assert journal.maps() == (line,)
    assert "SRTM" in line.attribution
    tiles = open_elevation(journal.store)
    assert tiles.at(48.01, 9.0) == pytest.approx(falling(48.01, 9.0), abs=0.6)
    assert journal.remove_map("N48E009") == line
    assert journal.maps() == ()
    assert not open_elevation(journal.store)


def test_it_is_listed_after_the_maps_and_takes_no_name_of_one(journal, hgt, tmp_path):
    pbf = write_pbf(tmp_path / "swabia.osm.pbf", [straight({"highway": "path"})])
    journal.add_map(pbf, "here")
    with pytest.raises(UsageError, match="the name of the map that is here"):
        journal.add_map(hgt, "here")
    journal.add_map(hgt, "alps")
    with pytest.raises(UsageError, match="the name of the elevation tile"):
        journal.add_map(pbf, "alps")
    assert [(line.name, line.kind) for line in journal.maps()] == [
        ("here", "map"),
        ("alps", "elevation"),
    ]
    journal.remove_map("here")
    assert [line.name for line in journal.maps()] == ["alps"]
    with pytest.raises(NotFoundError):
        journal.remove_map("here")


def test_a_file_that_is_refused_leaves_the_tile_of_that_name(journal, hgt):
    journal.add_map(hgt)
    hgt.write_bytes(hgt.read_bytes()[:1000])
    with pytest.raises(MapError, match="not whole"):
        journal.add_map(hgt)
    assert open_elevation(journal.store).at(48.01, 9.0) > 800


def test_a_tile_that_is_damaged_is_listed_with_what_is_wrong(journal, hgt):
    journal.add_map(hgt)
    (folder,) = journal.store.elevation.all().values()
    (folder / "elevation.json").write_text("{")
    (line,) = journal.maps()
    assert "damaged" in line.problem
    assert not open_elevation(journal.store)
    journal.remove_map("N48E009")
    assert journal.maps() == ()


def test_a_run_above_a_tile_gets_its_slope_and_loses_it_with_the_tile(journal, ran, now, hgt):
    ran(now - timedelta(days=3))
    plain, bare = journal.run("latest"), kept(journal)
    assert plain.descent_m == 0
    journal.add_map(hgt)
    above = journal.run("latest")
    assert above.descent_m == pytest.approx(150, rel=0.05)
    assert above.ascent_m == 0
    assert above.altitude_source == "terrain"
    assert any("SRTM" in one for one in above.climb_said)
    slopes = journal.strips("latest").slope_percent
    assert slopes.mean == pytest.approx(-3.0, abs=0.3)
    journal.remove_map("N48E009")
    assert kept(journal) == bare
    assert journal.run("latest") == plain


def test_a_tile_elsewhere_leaves_every_profile_as_it_is(journal, ran, now, elsewhere):
    ran(now - timedelta(days=3))
    journal.runs()
    before = kept(journal)
    journal.add_map(elsewhere)
    journal.runs()
    assert kept(journal) == before


def test_a_run_brought_in_above_a_tile_is_reduced_once(journal, ran, now, hgt):
    journal.add_map(hgt)
    ran(now - timedelta(days=3))
    before = kept(journal)
    assert journal.run("latest").altitude_source == "terrain"
    assert kept(journal) == before


def test_what_is_no_run_goes_without_a_tile(journal, ran, now, hgt):
    journal.add_map(hgt)
    ran(now - timedelta(days=3), sport="cycling")
    before = kept(journal)
    journal.runs(others=True)
    assert kept(journal) == before
    assert journal.run(1).altitude_source is None


@pytest.mark.parametrize("sport", [Sport.TREADMILL_RUNNING, Sport.VIRTUAL_RUNNING])
def test_no_land_lies_under_a_treadmill_or_a_game(journal, ran, now, hgt, sport):
    journal.add_map(hgt)
    ran(now - timedelta(days=3))
    assert journal.run("latest").altitude_source == "terrain"
    journal.edit_run("latest", sport=sport)
    assert journal.run("latest").altitude_source is None
    samples = Samples({"latitude_deg": np.array([48.01]), "longitude_deg": np.array([9.0])})
    tiles = open_elevation(journal.store)
    assert tiles_under(tiles, samples, Sport.RUNNING)
    assert not tiles_under(tiles, samples, sport)


def test_a_home_that_is_open_elsewhere_sees_a_tile_that_comes(journal, ran, now, hgt, home):
    ran(now - timedelta(days=3))
    assert journal.run("latest").descent_m == 0
    with open_journal(home) as other:
        other.add_map(hgt)
    assert journal.run("latest").descent_m == pytest.approx(150, rel=0.05)


def test_a_tile_that_comes_or_goes_changes_the_runs_of_everybody(journal, now, hgt, tmp_path):
    other = Journal(journal.store, "ada")
    other.import_paths([write_gpx(tmp_path / "ada.gpx", now - timedelta(days=3))])
    assert other.run("latest").descent_m == 0
    journal.add_map(hgt)
    assert other.run("latest").descent_m == pytest.approx(150, rel=0.05)
    journal.remove_map("N48E009")
    assert other.run("latest").descent_m == 0


def put_on_the_shelf(journal, file):
    """A tile whose runs nobody reduced: whoever added it was killed right after."""
    with journal.store.elevation.making("alps") as folder:
        ElevationBuilder(file, "alps").build(folder)


def test_a_tile_nobody_told_of_is_seen_by_all_that_was_remembered(journal, ran, now, hgt):
    ran(now - timedelta(days=3))
    assert load_history(journal.store, "me").profiles[1].altitude_source is None
    put_on_the_shelf(journal, hgt)
    assert load_history(journal.store, "me").profiles[1].altitude_source == "terrain"
    journal.store.elevation.remove("alps")
    assert load_history(journal.store, "me").profiles[1].altitude_source is None


def test_an_asked_why_is_asked_anew_over_other_tiles(journal, ran, now, hgt):
    ran(now - timedelta(days=3))
    before = journal.kept_why().mark
    put_on_the_shelf(journal, hgt)
    assert journal.kept_why().mark != before
    journal.store.elevation.remove("alps")
    assert journal.kept_why().mark == before


def test_a_finer_tile_takes_over_where_it_lies(journal, ran, now, hgt, tmp_path):
    ran(now - timedelta(days=3))
    journal.add_map(hgt)
    row = np.arange(600)[:, np.newaxis]
    rising = 200 + 0.05 * 111_195 * (0.1 - row * 0.0002) + np.zeros((600, 600))
    journal.add_map(
        write_tif(tmp_path / "fine.tif", rising.astype(np.float32), (8.95, 48.1), 0.0002)
    )
    run = journal.run("latest")
    assert (run.ascent_m, run.descent_m) == (pytest.approx(250, rel=0.05), 0)


def test_what_climb_rests_on_is_said_with_what_cannot_be_measured(journal, ran, now):
    ran(now - timedelta(days=3))
    said = journal.run("latest").climb_said
    assert "can't be told" in said[0]
    assert "camber" in said[-1]


def test_deleting_everything_takes_the_tiles_too(home, hgt):
    with open_journal(home) as journal:
        journal.add_map(hgt)
    with open_store(home) as store:
        wipe(store)
        assert not store.elevation.folder.exists()


def test_a_backup_leaves_the_tiles_out(journal, hgt, tmp_path):
    journal.add_map(hgt)
    backup = journal.backup(tmp_path / "backup.zip")
    assert backup.stat().st_size < 100_000


def test_the_answer_is_plain_json(journal, hgt):
    from kneewise.journal.encoding import to_json

    (line,) = json.loads(to_json((journal.add_map(hgt),)))
    assert line["cell_m"] == pytest.approx(92.7, abs=0.1)
    assert line["highest_m"] == 900
