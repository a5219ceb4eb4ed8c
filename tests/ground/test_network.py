from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.osm import Road, straight

from kneewise.ground.mapfile import read_network
from kneewise.ground.network import no_network

PATH = {"highway": "path"}


def test_ways_that_share_a_node_meet_there(network_of):
    one = straight(PATH, count=3)
    other = straight(PATH, (9.001, 48.0), (0.0, 0.001), count=2)
    network = network_of(one, other)
    assert len(network.nodes) == 4
    crossing = network.nodes.of_vertex[1]
    assert network.nodes.of_vertex[3] == crossing
    assert network.nodes.uses[crossing] == 2


def test_no_segment_joins_two_ways_or_has_no_length(network_of):
    network = network_of(straight(PATH, count=4), straight(PATH, (9.1, 48.0), count=2))
    assert network.segments.way.tolist() == [0, 0, 0, 1]
    assert network.segments.start.tolist() == [0, 1, 2, 4]
    there_and_there = Road(((9.0, 48.0), (9.0, 48.0), (9.001, 48.0)), PATH)
    assert len(network_of(there_and_there).segments) == 1


def test_near_finds_what_a_look_at_every_segment_finds(real_maps):
    network = read_network([real_maps["porto"]])
    one = network.segments
    draw = np.random.default_rng(5)
    x = draw.uniform(one.x0.min(), one.x0.max(), 40)
    y = draw.uniform(one.y0.min(), one.y0.max(), 40)
    point, segment, distance = network.near(x, y, 40.0)
    found = {(int(p), int(s)) for p, s in zip(point, segment, strict=True)}
    every = np.arange(len(one))
    expected = set()
    for number in range(len(x)):
        away = network.onto(every, np.full(len(one), x[number]), np.full(len(one), y[number]))[1]
        expected |= {(number, int(s)) for s in np.flatnonzero(away <= 40.0)}
    assert found == expected
    assert len(found) > 100
    assert distance.max() <= 40.0


def test_a_point_without_a_position_is_near_nothing(network_of):
    network = network_of(straight(PATH))
    point, _, _ = network.near(np.array([np.nan, 0.0]), np.array([0.0, 0.0]), 1000.0)
    assert set(point.tolist()) == {1}


@given(st.floats(-200, 200), st.floats(-200, 200))
def test_the_nearest_place_of_a_segment_is_none_further_than_its_ends(x, y):
    network = _cross()
    along, away = network.onto(np.array([0]), np.array([x]), np.array([y]))
    one = network.segments
    ends = min(np.hypot(x - one.x0[0], y - one.y0[0]), np.hypot(x - one.x1[0], y - one.y1[0]))
    assert 0.0 <= along[0] <= 1.0
    assert away[0] <= ends + 1e-9


def _cross():
    from dataclasses import replace

    return replace(
        no_network(),
        way_id=np.array([1]),
        offsets=np.array([0, 2]),
        lon_deg=np.array([9.0, 9.001]),
        lat_deg=np.array([48.0, 48.0005]),
        node_id=np.array([1, 2]),
    )


@pytest.mark.parametrize(
    ("tags", "may"),
    [
        ({"highway": "path"}, True),
        ({"highway": "path", "foot": "no"}, False),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "service", "access": "no", "foot": "yes"}, True),
        ({"highway": "footway", "indoor": "yes"}, False),
        ({"highway": "steps", "conveying": "forward"}, False),
        ({"highway": "via_ferrata"}, False),
    ],
)
def test_a_route_keeps_to_ways_that_are_open_on_foot(network_of, tags, may):
    assert network_of(straight(tags)).may_run.tolist() == [may]


def test_without_any_map_there_is_an_empty_network():
    network = read_network([])
    assert len(network) == len(network.segments) == len(network.nodes) == 0
    assert network.near(np.array([0.0]), np.array([0.0]), 50.0)[0].size == 0
    assert network.sources == ()
