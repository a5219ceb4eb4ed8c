"""Routes over real maps: whatever is found keeps what was promised."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.ground.routing.towns import is_closed, longest_step_m

from kneewise.ground.mapfile import read_network
from kneewise.ground.network import TOO_BIG
from kneewise.ground.routing import Planner, box_of
from kneewise.model.route import RouteWish, Taste

TOWNS = ("andorra", "liechtenstein-latest", "munchen", "porto")
STARTS = 2


@pytest.fixture(scope="module", params=TOWNS)
def answers(request, real_maps):
    """(network, wish, planned) from streets drawn at random."""
    maps = [real_maps[request.param]]
    whole = read_network(maps)
    draw = np.random.default_rng(5)
    streets = np.flatnonzero(whole.has("highway", "residential", "living_street") & whole.may_run)
    found = []
    for number, way in enumerate(draw.choice(streets, STARTS).tolist()):
        vertex = whole.offsets[way]
        taste = (Taste.PLAIN, Taste.EVENER, Taste.SOFTER)[number % 3]
        km = (5.0, 8.0)[number % 2]
        wish = RouteWish(float(whole.lat_deg[vertex]), float(whole.lon_deg[vertex]), km, taste)
        network = read_network(maps, box_of(wish))
        found.append((network, wish, Planner(network).plan(wish)))
    return found


def routes(answers):
    return [
        (network, wish, one.route) for network, wish, planned in answers for one in planned.found
    ]


def test_most_starts_have_loops_and_all_are_of_the_length(answers):
    assert sum(bool(planned.found) for *_, planned in answers) >= STARTS - 1
    for _, wish, route in routes(answers):
        assert abs(route.km / wish.km - 1) <= 0.05
        assert is_closed(route)
        assert route.repeated <= 0.36


def test_no_point_lies_off_the_ways_that_may_be_run(answers):
    for network, _, route in routes(answers):
        places = set(zip(np.round(network.lat_deg, 7), np.round(network.lon_deg, 7), strict=True))
        may = network.may_run[np.repeat(np.arange(len(network)), np.diff(network.offsets))]
        open_ = set(
            zip(np.round(network.lat_deg[may], 7), np.round(network.lon_deg[may], 7), strict=True)
        )
        line = set(zip(route.lat_deg, route.lon_deg, strict=True))
        assert line <= places
        assert line <= open_


def test_each_step_of_the_line_is_a_stretch_of_one_way(answers):
    for network, _, route in routes(answers):
        one = network.segments
        lat, lon = np.round(network.lat_deg, 7), np.round(network.lon_deg, 7)
        ends = {frozenset(((lat[v], lon[v]), (lat[v + 1], lon[v + 1]))) for v in one.start.tolist()}
        points = list(zip(route.lat_deg, route.lon_deg, strict=True))
        steps = {frozenset(pair) for pair in pairwise(points)}
        assert {step for step in steps if len(step) == 2} <= ends
        assert longest_step_m(route) <= one.length_m.max() * 1.01


def test_big_roads_are_rare(answers):
    for network, _, route in routes(answers):
        assert route.big_road <= 0.2
        if not network.has("highway", *TOO_BIG).any():
            assert route.big_road == 0
