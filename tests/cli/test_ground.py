"""`kneewise ground` at a terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.ground.osm import straight, write_pbf
from tests.journal.conftest import write_gpx

from kneewise.cli.app import run
from kneewise.journal import open_journal
from kneewise.model.ground import GROUND_COLUMNS


@pytest.fixture
def kneewise(home, capsys):
    def call(*arguments):
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), " ".join(out.err.split())

    return call


@pytest.fixture
def runs(home, tmp_path):
    """Three runs, of which two are on a path that is on the map."""
    now = datetime.now(UTC).replace(microsecond=0)
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        for days in (5, 3, 1):
            file = write_gpx(tmp_path / f"{days}.gpx", now - timedelta(days=days))
            if days == 1:
                file.write_text(file.read_text().replace('lon="9.0"', 'lon="9.5"'))
            journal.import_paths([file])


@pytest.fixture
def pbf(tmp_path):
    tags = {"highway": "path", "surface": "ground", "smoothness": "very_bad"}
    return write_pbf(
        tmp_path / "here.osm.pbf", [straight(tags, (9.0, 47.999), (0.0, 0.001), count=60)]
    )


def test_without_a_map_it_says_how_to_get_one(kneewise, runs):
    code, out, err = kneewise("ground")
    assert (code, out) == (7, "")
    assert "kneewise map add" in err
    assert "kneewise map get" in err


def test_a_map_without_any_run_counts_no_runs(kneewise, pbf):
    kneewise("map", "add", str(pbf))
    assert kneewise("ground")[:2] == (0, "No run was matched to your maps yet.")


def test_the_past_is_shares_with_intervals_and_the_unknown_beside_them(kneewise, runs, pbf):
    kneewise("map", "add", str(pbf))
    code, out, _ = kneewise("ground")
    assert code == 0
    assert "2 runs out of 3" in out
    assert "1 run where no map of yours is" in out
    assert out.count("not known: off the map") == 2
    assert "33 %" in out
    assert "Map here, data of 1 May 2026. © OpenStreetMap contributors, ODbL" in out


def test_research_is_said_to_point_neither_way(kneewise, runs, pbf):
    kneewise("map", "add", str(pbf))
    out = kneewise("ground")[1]
    assert "whether rough ground hurts knees was never compared" in out
    assert "no credit is given for soft ground" in out


def test_one_run_is_shown_with_its_map(kneewise, runs, pbf):
    kneewise("map", "add", str(pbf))
    out = kneewise("ground", "1")[1]
    assert "rough, like cobbles or a path with roots" in out
    assert "© OpenStreetMap contributors, ODbL" in out
    bare = kneewise("ground", "latest")[1]
    assert "None of your maps covers this run" in bare
    assert "©" not in bare


def test_json_is_the_same_answer(kneewise, runs, pbf):
    kneewise("map", "add", str(pbf))
    past = json.loads(kneewise("ground", "--json")[1])
    assert past["totals"]["unknown"] == pytest.approx(1 / 3, abs=0.02)
    assert past["waiting"] == 0
    one = json.loads(kneewise("ground", "1", "--json")[1])
    assert set(one["segments"]) == set(GROUND_COLUMNS)
    assert one["segments"]["watched_cv"] == [None] * 10
    assert one["line"]["rough"]["mid"] > 0.5


def test_a_damaged_map_is_one_sentence_and_nothing_is_lost(kneewise, runs, pbf, home):
    kneewise("map", "add", str(pbf))
    for tile in (home / "maps").rglob("*.parquet"):
        tile.write_bytes(b"PAR1 no more")
    code, out, err = kneewise("ground")
    assert code == 0
    assert "2 runs still wait" in out
    assert "Add the map again" in err


def test_a_run_that_is_not_there_is_a_sentence(kneewise, runs, pbf):
    kneewise("map", "add", str(pbf))
    code, _, err = kneewise("ground", "77")
    assert code == 3
    assert "no run 77" in err
