from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import UTC, datetime

import numpy as np
import osmium
import pytest
from tests.ground.conftest import EXTRACTS
from tests.ground.osm import Road, straight, write_pbf

from kneewise.ground.building import MapBuilder
from kneewise.ground.mapfile import MANIFEST, open_map, read_network
from kneewise.ground.projection import Box
from kneewise.ground.tags import HIGHWAY
from kneewise.model.errors import MapError
from kneewise.model.ground import ATTRIBUTION, MADE_UP
from kneewise.model.words import say

PATH = {"highway": "path"}


def test_a_way_comes_back_with_its_places_ids_tags_and_name(network_of):
    tags = {"highway": "track", "surface": "gravel", "tracktype": "grade2", "name": "Höhenweg"}
    network = network_of(straight({**tags, "layer": "-2", "mtb:scale": "1"}))
    assert network.way_id.tolist() == [1]
    assert network.lon_deg.tolist() == [9.0, 9.001, 9.002]
    assert network.lat_deg.tolist() == [48.0] * 3
    assert network.node_id.tolist() == [1, 2, 3]
    assert [network.tag(0, one) for one in ("highway", "surface", "tracktype", "mtb_scale")] == [
        "track",
        "gravel",
        "grade2",
        "1",
    ]
    assert network.tag(0, "smoothness") is None
    assert network.names[network.name[0]] == "Höhenweg"
    assert network.layer.tolist() == [-2]


def test_what_nobody_runs_on_is_left_out(network_of):
    network = network_of(
        straight({"highway": "motorway"}),
        straight({"highway": "construction"}),
        straight({"building": "yes"}),
        straight({"leisure": "track", "sport": "motor"}),
        straight({"leisure": "track", "sport": "running;football"}),
        straight({"man_made": "pier"}),
        straight(PATH),
    )
    assert [network.tag(n, "highway") for n in range(len(network))] == [
        "running_track",
        "pier",
        "path",
    ]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"surface": "asphalt;gravel"}, {"surface": "asphalt"}),
        ({"surface": "lava"}, {"surface": "other"}),
        ({"sidewalk:both:surface": "sett"}, {"sidewalk_surface": "sett"}),
        (
            {"sidewalk:left:surface": "sett", "sidewalk:right:surface": "asphalt"},
            {"sidewalk_surface": None},
        ),
        ({"sidewalk:left": "yes", "sidewalk:right": "no"}, {"sidewalk": "left"}),
        ({"sidewalk:left": "yes", "sidewalk:right": "yes"}, {"sidewalk": "both"}),
        ({"sidewalk:both": "separate"}, {"sidewalk": "separate"}),
        ({"sidewalk": "none", "sidewalk:left": "yes"}, {"sidewalk": "none"}),
    ],
)
def test_tags_are_read_as_they_are_meant(network_of, tags, expected):
    network = network_of(straight({"highway": "residential", **tags}))
    assert {column: network.tag(0, column) for column in expected} == expected


def test_a_way_whose_nodes_are_partly_missing_comes_in_pieces(network_of):
    road = straight(PATH, count=7)
    network = network_of(road, without=[road.places[2], road.places[5]])
    assert network.way_id.tolist() == [1, 1]
    assert network.node_id.tolist() == [1, 2, 4, 5]
    assert np.diff(network.offsets).tolist() == [2, 2]


def test_ways_before_their_nodes_ask_for_sorting(tmp_path, build):
    file = write_pbf(tmp_path / "odd.osm.pbf", [straight(PATH)], nodes_first=False)
    with pytest.raises(MapError, match="sort it first"):
        build(file)


def test_a_file_without_a_way_is_said_to_hold_none(tmp_path, build):
    file = write_pbf(tmp_path / "houses.osm.pbf", [straight({"building": "yes"})])
    with pytest.raises(MapError, match="no way that people could run on"):
        build(file)


def test_the_day_of_the_data_comes_from_the_head_or_else_the_newest_way(tmp_path, build):
    dated = build(write_pbf(tmp_path / "a.osm.pbf", [straight(PATH)]))
    assert dated.source.dated == datetime(2026, 5, 1, tzinfo=UTC)
    bare = build(write_pbf(tmp_path / "b.osm.pbf", [straight(PATH)], data_at=None))
    assert bare.source.data_at is None
    assert bare.source.dated == datetime(2026, 4, 1, tzinfo=UTC)
    assert bare.source.attribution == ATTRIBUTION


def test_a_map_that_says_it_is_made_up_is_not_said_to_be_of_openstreetmap(tmp_path, build):
    made_up = build(write_pbf(tmp_path / "a.osm.pbf", [straight(PATH)], written_by=MADE_UP))
    assert made_up.source.attribution == say("kneewise.ground", "map.made_up")
    assert "OpenStreetMap" not in made_up.source.attribution


def test_only_the_ways_that_come_into_the_box_are_read(tmp_path, build):
    roads = [straight(PATH, (9.0 + n * 0.05, 48.0)) for n in range(9)]
    found = build(write_pbf(tmp_path / "far.osm.pbf", roads))
    assert len(found.tiles) > 3
    near = read_network([found], Box(9.101, 47.9, 9.16, 48.1))
    assert near.way_id.tolist() == [3, 4]
    assert len(read_network([found], Box(10, 47, 11, 48))) == 0
    assert len(read_network([found])) == 9


def test_a_long_way_is_found_from_any_tile_it_comes_through(tmp_path, build):
    road = straight(PATH, (9.0, 48.0), (0.05, 0.0), count=9)
    found = build(write_pbf(tmp_path / "long.osm.pbf", [road]))
    assert len(read_network([found], Box(9.39, 47.99, 9.41, 48.01))) == 1


def test_across_the_date_line_both_sides_are_read(tmp_path, build):
    roads = [straight(PATH, (179.95, -17.0)), straight(PATH, (-179.96, -17.0))]
    found = build(write_pbf(tmp_path / "fiji.osm.pbf", roads))
    assert found.box.west > found.box.east
    network = read_network([found], Box(179.9, -17.1, -179.9, -16.9))
    assert len(network) == 2
    assert np.ptp(network.xy_m[0]) < 10_000


def test_where_maps_overlap_the_newer_one_counts(tmp_path, build):
    old = build(
        write_pbf(tmp_path / "old.osm.pbf", [straight(PATH)], data_at="2020-01-01T00:00:00Z")
    )
    newer = straight({**PATH, "surface": "ground"})
    more = Road(((9.0, 48.001), (9.001, 48.001)), PATH, id=7)
    new = build(write_pbf(tmp_path / "new.osm.pbf", [newer, more]))
    for maps in ([old, new], [new, old]):
        network = read_network(maps)
        assert network.way_id.tolist() == [1, 7]
        assert network.tag(0, "surface") == "ground"
        assert [source.data_at.year for source in network.sources] == [2026]


def test_a_full_disk_is_said_before_anything_is_read(tmp_path, monkeypatch):
    file = write_pbf(tmp_path / "here.osm.pbf", [straight(PATH)])
    folder = tmp_path / "map"
    folder.mkdir()
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 99, 1))
    with pytest.raises(MapError, match="Make room"):
        MapBuilder(file, "here").build(folder)
    assert not list(folder.iterdir())


def test_damage_inside_a_block_is_said_and_leaves_no_map(tmp_path, real_data):
    content = bytearray((real_data / "osm" / "andorra.osm.pbf").read_bytes())
    content[800_000:800_100] = bytes(100)
    file = tmp_path / "damaged.osm.pbf"
    file.write_bytes(content)
    folder = tmp_path / "map"
    folder.mkdir()
    with pytest.raises(MapError, match="cannot be read to its end"):
        MapBuilder(file, "here").build(folder)
    assert not (folder / MANIFEST).exists()


def test_a_damaged_map_or_one_of_another_version_says_so(tmp_path, build):
    found = build(write_pbf(tmp_path / "here.osm.pbf", [straight(PATH)]))
    manifest = found.folder / MANIFEST
    text = manifest.read_text()
    manifest.write_text(text.replace('"format": 1', '"format": 99'))
    with pytest.raises(MapError, match="another version"):
        open_map(found.folder)
    manifest.write_text(text[:-20])
    with pytest.raises(MapError, match="damaged"):
        open_map(found.folder)
    manifest.write_text(text)
    for tile in found.folder.glob("tiles/*"):
        tile.write_bytes(b"no")
    with pytest.raises(MapError, match="cannot be read"):
        read_network([open_map(found.folder)])


@pytest.mark.parametrize("name", EXTRACTS)
def test_a_real_extract_comes_back_as_osmium_reads_it(name, real_data, real_maps):
    """Counted and measured by osmium itself, with its own store of places."""
    ways, vertices, metres = 0, 0, 0.0
    reader = osmium.FileProcessor(str(real_data / "osm" / f"{name}.osm.pbf")).with_locations()
    for way in reader.with_filter(osmium.filter.KeyFilter("highway")):
        if way.is_way() and way.tags["highway"] in HIGHWAY and len(way.nodes) > 1:
            ways += 1
            vertices += len(way.nodes)
            metres += osmium.geom.haversine_distance(way.nodes)
    network = read_network([real_maps[name]])
    real = ~network.has("highway", "running_track", "pier")
    assert real.sum() == ways
    assert np.diff(network.offsets)[real].sum() == vertices
    assert network.length_m[real].sum() == pytest.approx(metres, rel=0.005)
