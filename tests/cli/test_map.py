from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta

import pytest
from tests.ground.heights import write_hgt
from tests.ground.osm import straight, write_pbf
from tests.ground.test_regions import feature
from tests.journal.conftest import write_gpx
from tests.journal.map_service import serving

from kneewise.cli.app import run
from kneewise.journal import open_journal

GEOFABRIK = "download.geofabrik.de"


@pytest.fixture
def kneewise(home, capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), " ".join(out.err.split())

    return call


@pytest.fixture
def pbf(tmp_path):
    return write_pbf(tmp_path / "swabia-latest.osm.pbf", [straight({"highway": "path"})])


@pytest.fixture
def one_run(home, tmp_path):
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        start = datetime.now(UTC) - timedelta(days=2)
        journal.import_paths([write_gpx(tmp_path / "run.gpx", start)])


@pytest.fixture
def no_network(monkeypatch):
    """Whoever goes online fails the test."""

    def refuse(*_, **__):
        pytest.fail("went online without a yes")

    monkeypatch.setattr("urllib.request.OpenerDirector.open", refuse)


def test_a_map_is_added_with_its_day_and_attribution(kneewise, pbf):
    code, out, _ = kneewise("map", "add", str(pbf))
    assert code == 0
    assert "swabia: 1 ways, data of 1 May 2026" in out
    assert "© OpenStreetMap contributors, ODbL" in out


def test_the_list_names_every_map_and_says_whose_they_are(kneewise, pbf):
    assert "No map is kept yet" in kneewise("map", "list")[1]
    kneewise("map", "add", str(pbf))
    kneewise("map", "add", str(pbf), "--name", "Alb")
    out = kneewise("map", "list")[1]
    assert "swabia" in out
    assert "Alb" in out
    assert out.count("© OpenStreetMap contributors, ODbL") == 1
    listed = json.loads(kneewise("map", "list", "--json")[1])
    assert [one["name"] for one in listed] == ["Alb", "swabia"]
    kneewise("map", "remove", "Alb")
    assert "Alb" not in kneewise("map", "list")[1]


def test_heights_are_added_listed_and_removed_like_a_map(kneewise, tmp_path):
    hgt = write_hgt(tmp_path / "N48E009.hgt", lambda lat, lon: 100 + 50 * (lat - 48) + 0 * lon)
    code, out, _ = kneewise("map", "add", str(hgt))
    assert code == 0
    assert "N48E009: heights of 100 to 150 m in cells of 93 m, 2.9 MB here." in out
    assert "SRTM by NASA and USGS" in out
    listed = kneewise("map", "list")[1]
    assert "heights of 100 to 150 m" in listed
    assert "public domain" in listed
    (line,) = json.loads(kneewise("map", "list", "--json")[1])
    assert (line["kind"], line["ways"]) == ("elevation", None)
    assert "go by the altitude of the watch" in kneewise("map", "remove", "N48E009")[1]
    assert "No map is kept yet" in kneewise("map", "list")[1]


def test_heights_without_the_extra_say_its_install_line(kneewise, tmp_path, monkeypatch):
    hgt = write_hgt(tmp_path / "N48E009.hgt", lambda lat, lon: 0 * (lat + lon))
    monkeypatch.setitem(sys.modules, "rasterio", None)
    code, _, err = kneewise("map", "add", str(hgt))
    assert code == 6
    assert "pip install 'kneewise[ground]'" in err


def test_heights_that_are_none_are_one_sentence(kneewise, tmp_path):
    broken = tmp_path / "N48E009.hgt"
    broken.write_bytes(b"x" * 1000)
    code, _, err = kneewise("map", "add", str(broken))
    assert code == 7
    assert "not whole" in err
    assert err.startswith("kneewise: ")


def test_a_run_says_what_its_climb_rests_on(kneewise, one_run):
    out = kneewise("runs", "show", "latest")[1]
    assert "Climb and slope are from altitude" in out
    assert "camber" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "nowhere.osm.pbf"), 3, "There is no file"),
        (("add", "."), 7, "is a folder"),
        (("remove", "x"), 3, "There is no map 'x'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(kneewise, arguments, code, said):
    found, _, err = kneewise("map", *arguments)
    assert found == code
    assert said in err
    assert err.startswith("kneewise: ")


def test_nothing_is_fetched_while_nobody_is_there_to_say_yes(kneewise, one_run, no_network):
    code, _, err = kneewise("map", "get")
    assert code == 2
    assert GEOFABRIK in err
    assert "nobody is there to say yes" in err


def test_nothing_is_fetched_after_a_no(kneewise, one_run, no_network, monkeypatch):
    monkeypatch.setattr("kneewise.cli.commands.map.someone_is_there", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    code, _, err = kneewise("map", "get")
    assert code == 0
    assert "Nothing more was fetched" in err


def test_without_a_run_with_a_position_there_is_nothing_to_ask(kneewise, no_network):
    code, _, err = kneewise("map", "get", "--yes")
    assert code == 0
    assert "No run has a position yet" in err


def test_after_a_yes_the_map_of_the_runs_is_there(kneewise, one_run, tmp_path):
    along = straight({"highway": "path"}, (9.0, 48.0), (0.0, 0.005), count=12)
    content = write_pbf(tmp_path / "x.osm.pbf", [along]).read_bytes()
    with serving() as service:
        region = feature("swabia", None, 8.5, 47.5, 10, 49)
        region["properties"]["urls"]["pbf"] = service.put("swabia-latest.osm.pbf", content)
        service.put("index.json", json.dumps({"features": [region]}).encode())
        kneewise("profile", "map_regions", service.url("index.json"))
        code, out, err = kneewise("map", "get", "--yes")
    assert code == 0
    assert "Swabia is the smallest region that covers 1 of 1 run" in err
    assert "swabia: 1 ways" in out
    assert "© OpenStreetMap" in out
    assert "cover all that has a position: 1 run" in kneewise("map", "get", "--yes")[2]


def test_without_the_extra_its_install_line_is_said(kneewise, pbf, monkeypatch):
    monkeypatch.setitem(sys.modules, "osmium", None)
    code, _, err = kneewise("map", "add", str(pbf))
    assert code == 6
    assert "pip install 'kneewise[ground]'" in err
    assert "No map is kept yet" in kneewise("map", "list")[1]
