from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.ground.routing.towns import (
    STREET,
    begin_of,
    end_of,
    grid,
    is_closed,
    is_joined,
    longest_step_m,
    place,
    street,
)

from kneewise.ground.routing import Planner
from kneewise.ground.routing.core import cores_of, homes_of
from kneewise.ground.routing.costs import costs_of
from kneewise.ground.routing.graph import route_graph
from kneewise.ground.routing.loops import MOST_REPEATED, WITHIN, LoopSearch
from kneewise.ground.routing.paths import Paths
from kneewise.model.errors import MapError, UsageError
from kneewise.model.route import NoRoute, RouteWish, Taste

SOFT = {"highway": "track", "surface": "grass"}
ROUGH = {"highway": "residential", "surface": "cobblestone"}


def wish(column=5.0, row=5.0, km=4.0, **more):
    lon, lat = place(column, row)
    return RouteWish(lat, lon, km, **more)


def planned(network, heights=None, **asked):
    return Planner(network, heights).plan(wish(**asked))


@pytest.fixture
def town(network_of):
    return network_of(*grid(11, 11))


def test_loops_are_as_long_as_asked_closed_and_repeat_little(town):
    found = planned(town, count=5).found
    assert len(found) >= 3
    for one in found:
        route = one.route
        assert abs(route.km / 4 - 1) <= WITHIN
        assert route.repeated <= MOST_REPEATED
        assert is_closed(route)
        assert longest_step_m(route) <= 201
        assert route.along_m[-1] == pytest.approx(1000 * route.km, rel=1e-3)


def test_each_arc_begins_where_the_one_before_ends(town):
    graph = route_graph(town)
    paths = Paths(graph, costs_of(graph, Taste.PLAIN, None))
    (home,) = homes_of(paths, cores_of(graph), graph.nodes // 2, 3200)
    loops = LoopSearch(paths, home, 3200).loops()
    assert loops
    for loop in loops:
        assert is_joined(graph, loop.arcs)
        assert begin_of(graph, loop.arcs[0]) == end_of(graph, loop.arcs[-1]) == graph.nodes // 2


def test_the_same_question_gives_the_same_routes(town):
    once, again = (planned(town) for _ in range(2))
    assert [one.route for one in once.found] == [one.route for one in again.found]


def test_candidates_differ_from_each_other(town):
    routes = [one.route for one in planned(town, count=4).found]
    lines = [set(zip(route.lat_deg, route.lon_deg, strict=True)) for route in routes]
    for number, line in enumerate(lines):
        assert all(len(line & other) <= 0.7 * len(line) for other in lines[:number])


def test_from_the_end_of_a_blind_street_only_that_street_is_run_twice(network_of):
    town = network_of(*grid(9, 9), street([(4, 8), (4, 9)]), street([(4, 9), (4, 10)]))
    found = planned(town, column=4, row=10, km=5).found
    assert found
    for one in found:
        assert 0.06 <= one.route.repeated <= 0.08 + MOST_REPEATED


def test_a_village_of_blind_ends_has_no_loop_but_a_way_out_and_back(network_of):
    roads = [street([(n, 0), (n + 1, 0)]) for n in range(20)]
    roads += [street([(n, 0), (n, 1)]) for n in range(20)]
    village = network_of(*roads)
    answer = planned(village, column=10, row=0, km=3)
    assert answer.found == ()
    assert answer.because is NoRoute.NO_WAY_BACK
    back = planned(village, column=10, row=0, km=3.2, out_and_back=True).found
    assert back
    for one in back:
        assert not one.route.loop
        assert is_closed(one.route)
        assert abs(one.route.km / 3.2 - 1) <= WITHIN
        assert one.route.repeated == pytest.approx(0.5, abs=0.03)


def test_a_town_too_small_for_it_says_so_and_which_length_there_is(network_of):
    answer = planned(network_of(*grid(5, 5)), column=2, row=2, km=16)
    assert answer.because is NoRoute.SMALL
    assert len(answer.other_km) == 1
    assert answer.other_km[0] < 16
    found = planned(network_of(*grid(5, 5)), column=2, row=2, km=answer.other_km[0])
    assert found.found


def test_a_small_town_gives_a_long_loop_in_lobes(network_of):
    """A ring of the length asked for does not fit into it."""
    found = planned(network_of(*grid(8, 8)), column=4, row=4, km=8).found
    assert found
    assert abs(found[0].route.km / 8 - 1) <= WITHIN


def half_and_half(network_of, east, west=STREET):
    return network_of(*grid(13, 13, lambda column, _: east if column > 6 else west))


def east_of_the_middle(route):
    lon = place(6, 6)[0]
    return np.mean(np.array(route.lon_deg) > lon)


def test_softer_goes_where_the_ground_is_soft(network_of):
    town = half_and_half(network_of, SOFT)
    softer = planned(town, column=6, row=6, taste=Taste.SOFTER).found[0].route
    assert east_of_the_middle(softer) > 0.7
    plain = planned(town, column=6, row=6).found[0].route
    assert softer.ground.hardness[0].mid > plain.ground.hardness[0].mid


def test_evener_goes_where_the_ground_is_even(network_of):
    town = half_and_half(network_of, ROUGH)
    evener = planned(town, column=6, row=6, taste=Taste.EVENER).found[0].route
    assert east_of_the_middle(evener) < 0.3
    assert evener.ground.evenness[0].mid > 0.5


def test_flatter_stays_out_of_the_hills(network_of):
    town = half_and_half(network_of, STREET)
    middle = place(6, 6)[0]

    def hills(lat, lon):
        ridges = 30 * np.abs(np.sin((lat - 48.0) * 2000))
        return np.where(lon > middle, ridges, 0.0)

    flatter = planned(town, hills, column=6, row=6, taste=Taste.FLATTER).found[0].route
    assert east_of_the_middle(flatter) < 0.2


def test_a_loop_is_run_the_way_round_that_goes_down_gently(network_of):
    """Steep up one side of a ring and gently down the long other one."""
    ring = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
    corners = []
    for (c, r), (c2, r2) in pairwise(ring):
        corners += [(c + (c2 - c) * n / 8, r + (r2 - r) * n / 8) for n in range(8)]
    roads = [street([a, b]) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    town = network_of(*roads)
    xs, ys = zip(*(place(*one) for one in corners), strict=True)
    height = np.array([20 * n / 4 if n <= 4 else 20 * (32 - n) / 28 for n in range(32)])

    def hill(lat, lon):
        away = (np.subtract.outer(np.ravel(lon), xs) ** 2) + (
            np.subtract.outer(np.ravel(lat), ys) ** 2
        )
        return height[np.argmin(away, axis=1)].reshape(np.shape(lat))

    route = planned(town, hill, column=0, row=0, km=3.2).found[0]
    early = np.nanmean(np.diff(route.height_m)[: len(route.height_m) // 6])
    late = np.nanmean(np.diff(route.height_m)[-len(route.height_m) // 6 :])
    assert early > abs(late)


def test_big_roads_and_steps_are_gone_round(network_of):
    def tags(column, row):
        if row == 5:
            return {"highway": "primary"}
        return {"highway": "steps"} if column == 4 else STREET

    for one in planned(network_of(*grid(11, 11, tags))).found:
        assert one.route.big_road <= 0.1
        assert one.route.steps <= 0.1


def test_two_pavements_of_one_street_are_one_street(network_of):
    """Out on one side and back on the other is no loop."""
    roads = []
    for row in (0, 0.05):
        roads += [street([(n, row), (n + 1, row)]) for n in range(20)]
    roads += [street([(n, 0), (n, 0.05)]) for n in (0, 5, 10, 15, 20)]
    answer = planned(network_of(*roads), column=0, row=0, km=4)
    assert answer.found == ()


def test_across_the_date_line_a_loop_stays_in_one_piece(tmp_path, build):
    from tests.ground.osm import Road, write_pbf

    from kneewise.ground.mapfile import read_network
    from kneewise.ground.routing import box_of

    def over(one):
        return round((one[0] - 9.0 + 179.99 + 180) % 360 - 180, 7), round(one[1] - 65.0, 7)

    moved = [Road(tuple(over(p) for p in road.places), road.tags) for road in grid(9, 9)]
    found = build(write_pbf(tmp_path / "fiji.osm.pbf", moved))
    lon, lat = over(place(4, 4))
    asked = RouteWish(lat, lon, 4)
    (route, *_) = (
        one.route for one in Planner(read_network([found], box_of(asked))).plan(asked).found
    )
    assert min(route.lon_deg) < -179.9 < 179.9 < max(route.lon_deg)
    assert longest_step_m(route) < 300


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"km": 0}, "from 1 km to 60 km long, not 0 km"),
        ({"km": 500}, "not 500"),
        ({"km": float("nan")}, "not nan"),
        ({"count": 0}, "From 1 to 10 routes"),
    ],
)
def test_a_length_that_is_none_is_refused_in_one_sentence(town, change, sentence):
    with pytest.raises(UsageError, match=sentence):
        planned(town, **change)


@pytest.mark.parametrize(
    ("lat", "lon", "sentence"),
    [
        (95, 9, "latitude of 95 is none"),
        (48, 200, "longitude of 200 is none"),
        (float("nan"), 9, "latitude,longitude in degrees"),
    ],
)
def test_a_place_that_is_none_is_refused_in_one_sentence(town, lat, lon, sentence):
    with pytest.raises(UsageError, match=sentence):
        Planner(town).plan(RouteWish(lat, lon, 4))


def test_far_from_any_way_it_says_how_far(town, network_of):
    with pytest.raises(MapError, match=r"nearest way on the map is \d\.\d km"):
        planned(town, column=40, row=5)
    with pytest.raises(MapError, match="no way to run on"):
        Planner(network_of(street([(0, 0), (1, 0)], {"highway": "path", "foot": "no"}))).plan(
            wish(column=0, row=0)
        )


def test_the_start_is_the_nearest_way_with_somewhere_to_run(network_of):
    """A garden path of its own lies nearer."""
    town = network_of(*grid(9, 9), street([(4.3, 4.3), (4.5, 4.3)]))
    answer = planned(town, column=4.3, row=4.3, km=3.2)
    assert answer.found
    assert 50 < answer.away_m < 200
