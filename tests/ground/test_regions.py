from __future__ import annotations

import json

import pytest

from kneewise.ground.projection import Box
from kneewise.ground.regions import choose, read_regions
from kneewise.model.errors import MapError


def feature(name, parent, west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {
            "id": name,
            "parent": parent,
            "name": name.title(),
            "urls": {"pbf": f"https://maps.example/{name}-latest.osm.pbf"},
        },
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }


FEATURES = [
    feature("europe", None, -10, 35, 30, 70),
    feature("germany", "europe", 5, 47, 15, 55),
    feature("bavaria", "germany", 9, 47, 14, 50),
    feature("africa", None, -20, -35, 50, 34),
    feature("fiji", None, 176, -19, 180, -16),
]


def regions():
    return read_regions(json.dumps({"features": FEATURES}).encode(), "list")


def at(lon, lat):
    return Box(lon, lat, lon + 0.05, lat + 0.05)


def test_the_smallest_region_that_covers_the_runs_is_chosen():
    region, covered = choose(regions(), [at(11.5, 48.1)] * 3)
    assert (region.id, covered) == ("bavaria", 3)
    assert region.path == "europe/germany/bavaria"
    assert region.name == "Bavaria"


def test_runs_beyond_its_border_ask_for_the_larger_one():
    assert choose(regions(), [at(11.5, 48.1), at(8.0, 52.0)])[0].id == "germany"
    assert choose(regions(), [Box(13.9, 48.0, 14.1, 48.1)])[0].id == "germany"


def test_one_holiday_does_not_ask_for_a_continent():
    region, covered = choose(regions(), [at(11.5, 48.1)] * 19 + [at(2.0, 41.0)])
    assert (region.id, covered) == ("bavaria", 19)


def test_on_two_continents_the_one_with_most_runs_comes_first():
    runs = [at(11.5, 48.1)] * 3 + [at(20.0, 0.0)] * 2
    assert choose(regions(), runs)[0].id == "bavaria"


def test_where_no_region_is_there_is_none():
    assert choose(regions(), [at(-150.0, 0.0)]) is None


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[]", b'{"features": [1]}', b'{"features": 3}'])
def test_what_is_no_list_of_regions_is_said(raw):
    with pytest.raises(MapError, match="no list of regions"):
        read_regions(raw, "https://maps.example/index.json")


def test_regions_without_a_file_or_an_outline_are_left_out():
    bare = [
        {"properties": {"id": "x", "urls": {}}, "geometry": FEATURES[0]["geometry"]},
        {"properties": {"id": "y", "urls": {"pbf": "https://maps.example/y"}}, "geometry": None},
    ]
    raw = json.dumps({"features": [*FEATURES, *bare]}).encode()
    assert {region.id for region in read_regions(raw, "list")} == {
        one["properties"]["id"] for one in FEATURES
    }
