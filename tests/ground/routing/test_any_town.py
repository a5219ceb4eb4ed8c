"""Whatever a town looks like: what is found keeps its promises, and what is not is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ground.osm import write_pbf
from tests.ground.routing.towns import grid, is_closed, longest_step_m, place

from kneewise.ground.building import MapBuilder
from kneewise.ground.mapfile import read_network
from kneewise.ground.routing import Planner
from kneewise.model.errors import MapError
from kneewise.model.route import RouteWish, Taste

KINDS = (
    {"highway": "residential", "surface": "asphalt"},
    {"highway": "path"},
    {"highway": "track", "surface": "grass"},
    {"highway": "primary"},
    {"highway": "steps"},
    {"highway": "service", "access": "private"},
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**16),
    left_out=st.floats(0, 0.5),
    km=st.sampled_from((1.2, 2.4, 3.6)),
    taste=st.sampled_from(Taste),
    back=st.booleans(),
)
def test_a_route_is_of_the_length_closed_allowed_and_in_one_piece(
    tmp_path_factory, seed, left_out, km, taste, back
):
    draw = np.random.default_rng(seed)
    roads = [
        road
        for road in grid(7, 7, lambda *_: KINDS[draw.choice(len(KINDS), p=PARTS)])
        if draw.random() >= left_out
    ]
    folder = tmp_path_factory.mktemp("town")
    (folder / "map").mkdir()
    file = write_pbf(folder / "town.osm.pbf", roads)
    network = read_network([MapBuilder(file, "town").build(folder / "map")])
    lon, lat = place(*draw.integers(0, 7, 2).tolist())
    wish = RouteWish(lat, lon, km, taste, out_and_back=back)
    try:
        planned = Planner(network, lambda lat, lon: 100 * lat + 0 * lon).plan(wish)
    except MapError:
        return
    assert bool(planned.found) != bool(planned.because)
    closed = {
        (network.lon_deg[v], network.lat_deg[v])
        for way in np.flatnonzero(network.may_run)
        for v in range(network.offsets[way], network.offsets[way + 1])
    }
    for one in planned.found:
        route = one.route
        assert abs(route.km / km - 1) <= 0.05
        assert route.km * 1000 == pytest.approx(route.along_m[-1], abs=1)
        assert is_closed(route)
        assert longest_step_m(route) < 202
        assert set(zip(route.lon_deg, route.lat_deg, strict=True)) <= closed
        assert 0 <= route.repeated <= (0.55 if back else 0.36)
        shares = (*route.ground.evenness, *route.ground.hardness)
        assert sum(share.mid for share in shares) == pytest.approx(2)
        assert all(0 <= s.low <= s.mid <= s.high <= 1 for s in shares)
        assert len(one.metres) == len(one.height_m)


PARTS = (0.5, 0.15, 0.15, 0.1, 0.05, 0.05)
