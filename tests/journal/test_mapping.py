from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.ground.osm import straight, write_pbf
from tests.ground.test_regions import feature
from tests.journal.map_service import serving

from kneewise.journal.mapping import name_from, open_maps
from kneewise.model.errors import MapError, NotFoundError

PATH = {"highway": "path"}
NORTH = ((9.0, 48.0), (0.0, 0.005))  # where `ran` runs


@pytest.fixture
def pbf(tmp_path):
    return write_pbf(tmp_path / "swabia-latest.osm.pbf", [straight(PATH, *NORTH, count=12)])


@pytest.fixture
def service(journal, pbf):
    """A service with three regions, and the file of the smallest."""
    with serving() as found:
        regions = [
            feature("europe", None, -10, 35, 30, 70),
            feature("germany", "europe", 5, 47, 15, 55),
            feature("swabia", "germany", 8.5, 47.5, 10, 49),
        ]
        for one in regions:
            name = one["properties"]["id"]
            one["properties"]["urls"]["pbf"] = found.url(f"{name}-latest.osm.pbf")
        found.put("index.json", json.dumps({"features": regions}).encode(), md5=None)
        found.put("swabia-latest.osm.pbf", pbf.read_bytes())
        journal.set_fact("map_regions", found.url("index.json"))
        yield found


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("andorra-latest.osm.pbf", "andorra"),
        ("andorra-200501.osm.pbf", "andorra"),
        ("baden-württemberg.osm.pbf", "baden-württemberg"),
        ("x.pbf", "x"),
        (".osm.pbf", "map"),
    ],
)
def test_a_map_is_called_after_its_file(tmp_path, file, name):
    assert name_from(tmp_path / file) == name


def test_a_map_is_added_listed_read_and_removed(journal, pbf):
    line = journal.add_map(pbf)
    assert (line.name, line.ways, line.problem) == ("swabia", 1, None)
    assert line.dated.year == 2026
    assert "OpenStreetMap" in line.attribution
    assert journal.maps() == (line,)
    assert [found.source.name for found in open_maps(journal.store)] == ["swabia"]
    journal.remove_map("swabia")
    assert journal.maps() == ()


def test_a_map_that_is_damaged_is_listed_with_what_is_wrong(journal, pbf):
    journal.add_map(pbf)
    next(journal.store.maps.folder.glob("swabia/*/map.json")).write_text("{")
    (line,) = journal.maps()
    assert "damaged" in line.problem
    assert open_maps(journal.store) == ()
    assert journal.add_map(pbf).problem is None


def test_a_file_that_is_no_map_leaves_the_one_that_is_there(journal, pbf, tmp_path):
    journal.add_map(pbf, "here")
    bad = tmp_path / "bad.osm.pbf"
    bad.write_bytes(b"no")
    with pytest.raises(MapError):
        journal.add_map(bad, "here")
    assert [line.ways for line in journal.maps()] == [1]
    with pytest.raises(NotFoundError):
        journal.add_map(tmp_path / "nowhere.osm.pbf")


def test_the_map_of_where_the_runs_were_is_found_and_fetched(journal, ran, now, service):
    ran(now - timedelta(days=3))
    ran(now - timedelta(days=1), sport="cycling")
    wanted = journal.uncovered_runs()
    assert (wanted.runs, len(wanted.uncovered)) == (1, 1)
    assert service.asked == []
    offer = journal.offer_map(wanted)
    assert (offer.region, offer.name, offer.covered) == ("europe/germany/swabia", "Swabia", 1)
    assert offer.remote.size == len(service.files["swabia-latest.osm.pbf"])
    assert service.gets("swabia-latest.osm.pbf") == []
    line = journal.get_map(offer)
    assert (line.name, line.ways) == ("swabia", 1)
    assert journal.uncovered_runs().uncovered == ()
    assert not list((journal.store.maps.folder / ".fetched").iterdir())


def test_another_address_may_be_named_for_the_files(journal, ran, now, service):
    ran(now - timedelta(days=3))
    service.put("mirror/europe/germany/swabia.pbf", service.files["swabia-latest.osm.pbf"])
    journal.set_fact("map_address", service.url("mirror/{path}.pbf"))
    offer = journal.offer_map(journal.uncovered_runs())
    assert offer.remote.address.endswith("/mirror/europe/germany/swabia.pbf")
    assert journal.get_map(offer).ways == 1


def test_a_list_that_points_to_another_host_is_not_followed(journal, ran, now, service):
    ran(now - timedelta(days=3))
    text = service.files["index.json"].replace(b"127.0.0.1", b"elsewhere.example")
    service.files["index.json"] = text
    with pytest.raises(MapError, match="a host you did not choose"):
        journal.offer_map(journal.uncovered_runs())


def test_an_address_without_a_place_for_the_region_is_refused(journal):
    journal.set_fact("map_address", "https://mirror.example/all.osm.pbf")
    with pytest.raises(MapError, match="in it, where the region"):
        journal.map_service()


def test_a_file_that_is_no_map_is_thrown_away(journal, ran, now, service):
    ran(now - timedelta(days=3))
    service.put("swabia-latest.osm.pbf", b"<html>come back later</html>" * 20)
    offer = journal.offer_map(journal.uncovered_runs())
    with pytest.raises(MapError, match="not an OpenStreetMap file"):
        journal.get_map(offer)
    assert journal.maps() == ()
    assert not list((journal.store.maps.folder / ".fetched").iterdir())
