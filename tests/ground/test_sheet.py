"""The plain map of a box: clipped, thinned, bounded, the bigger roads first."""

from __future__ import annotations

import numpy as np
import pytest
from tests.ground.osm import Road, straight
from tests.ground.routing.towns import LAT, LON, grid

from kneewise.ground import sheet as module
from kneewise.ground.network import no_network
from kneewise.ground.projection import Box
from kneewise.ground.sheet import sheet_of

HERE = Box(9.0, 48.0, 9.02, 48.012)
PRIMARY, PATH = {"highway": "primary"}, {"highway": "path"}


def test_ways_are_cut_at_the_edge_of_the_box(network_of):
    long = straight({"highway": "residential"}, (8.9, 48.006), (0.001, 0.0), count=300)
    found = sheet_of(network_of(long), HERE)
    (way,) = found.ways
    assert max(map(abs, way.east_m)) <= found.reach_east_m + 1
    assert len(way.east_m) == 2  # straight, so its ends are enough


def test_places_come_back_as_they_were(network_of):
    found = sheet_of(network_of(*grid(4, 4)), HERE)
    assert found.degrees(*found.metres(48.003, 9.004)) == pytest.approx((48.003, 9.004))
    assert found.metres(48.006, 9.01) == pytest.approx((0.0, 0.0), abs=1e-6)


def test_big_roads_come_first_and_paths_last(network_of):
    path = straight(PATH, (9.0, 48.002))
    road = straight({"highway": "tertiary"}, (9.0, 48.004))
    big = straight(PRIMARY, (9.0, 48.006))
    found = sheet_of(network_of(path, road, big), HERE)
    assert [way.kind.value for way in found.ways] == ["big", "road", "path"]


def test_a_bend_too_small_to_see_is_not_drawn(network_of):
    wriggling = tuple((9.0 + n * 1e-4, 48.006 + 1e-6 * (-1) ** n) for n in range(200))
    (way,) = sheet_of(network_of(Road(wriggling, PATH)), HERE).ways
    assert len(way.east_m) == 2


def test_a_dense_town_is_bounded_and_says_that_it_is(network_of, monkeypatch):
    monkeypatch.setattr(module, "MOST_POINTS", 20)
    found = sheet_of(network_of(*grid(8, 8)), Box(LON, LAT, LON + 0.02, LAT + 0.012))
    assert sum(len(way.east_m) for way in found.ways) <= 20
    assert found.left_out


def test_no_way_is_an_empty_map():
    found = sheet_of(no_network(), HERE)
    assert (found.ways, found.left_out) == ((), False)


def test_a_real_town_stays_small(real_maps):
    from kneewise.ground.mapfile import read_network

    folder = real_maps["porto"]
    middle = folder.box.middle
    box = Box.around(np.array([middle.west]), np.array([middle.south]), 3000.0)
    found = sheet_of(read_network([folder], box), box)
    assert found.ways
    assert sum(len(way.east_m) for way in found.ways) <= module.MOST_POINTS
