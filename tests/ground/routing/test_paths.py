from __future__ import annotations

import numpy as np
import pytest
import rustworkx
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.routing.towns import begin_of, end_of, grid, is_joined, street

from kneewise.ground.routing.core import cores_of, homes_of
from kneewise.ground.routing.costs import Costs, costs_of
from kneewise.ground.routing.graph import RouteGraph, route_graph
from kneewise.ground.routing.loops import without_spurs
from kneewise.ground.routing.paths import AGAIN, Paths
from kneewise.model.route import Taste


def paths_over(graph: RouteGraph) -> Paths:
    return Paths(graph, costs_of(graph, Taste.PLAIN, None))


def node_at(graph, column, row):
    x, y = column * 200.0, row * 200.0
    return int(np.argmin(np.hypot(graph.x - graph.x.min() - x, graph.y - graph.y.min() - y)))


@pytest.fixture
def town(network_of):
    return route_graph(network_of(*grid(6, 5)))


def test_a_leg_is_as_cheap_as_rustworkx_finds_it(town):
    draw = np.random.default_rng(3)
    cost = draw.uniform(50, 500, 2 * town.pieces)
    paths = Paths(town, Costs(cost, np.ones(town.pieces)))
    other = rustworkx.PyDiGraph()
    other.add_nodes_from(range(town.nodes))
    arcs = range(2 * town.pieces)
    other.add_edges_from([(begin_of(town, a), end_of(town, a), cost[a]) for a in arcs])
    for _ in range(30):
        source, target = draw.choice(town.nodes, 2, replace=False).tolist()
        leg = paths.leg(source, target)
        best = rustworkx.dijkstra_shortest_path_lengths(other, source, float, target)[target]
        assert cost[leg].sum() == pytest.approx(best)
        assert begin_of(town, leg[0]) == source
        assert end_of(town, leg[-1]) == target
        assert is_joined(town, leg)


def test_a_leg_does_not_run_against_what_may_not_be_run(network_of):
    oneway = {"highway": "residential", "oneway:foot": "yes"}
    graph = route_graph(network_of(street([(0, 0), (1, 0)], oneway)))
    paths = paths_over(graph)
    there, back = node_at(graph, 0, 0), node_at(graph, 1, 0)
    assert paths.leg(there, back) is not None
    assert paths.leg(back, there) is None


def test_what_was_run_already_is_avoided_on_the_way_back(town):
    paths = paths_over(town)
    start, end = node_at(town, 0, 2), node_at(town, 5, 2)
    out = paths.leg(start, end)
    burden = paths.burden(out)
    assert (burden[out // 2] == 1 + AGAIN).all()
    back = paths.leg(end, start, burden)
    assert not set(back // 2) & set(out // 2)


def test_the_metres_to_every_node_are_those_of_its_leg(town):
    paths = paths_over(town)
    cost, metres = paths.reach(0)
    for node in (5, 11, town.nodes - 1):
        leg = paths.leg(0, node)
        assert metres[node] == pytest.approx(paths.length_m(leg))
        assert cost[node] == pytest.approx(paths.costs.arc[leg].sum())


def test_a_blind_end_is_no_core_and_leads_to_one(network_of):
    blind = [street([(2, 4), (2, 5)]), street([(2, 5), (2, 6)])]
    graph = route_graph(network_of(*grid(5, 5), *blind))
    cores, start = cores_of(graph), node_at(graph, 2, 6)
    assert cores.of_node[start] == -1
    (home,) = homes_of(paths_over(graph), cores, start, 4000)
    assert home.stem_m == pytest.approx(400, rel=0.02)
    assert home.door == node_at(graph, 2, 4)
    assert len(home.nodes) == 25


def test_two_towns_joined_by_one_road_are_two_cores(network_of):
    far = [street([(c + 10, r), (c + 11, r)]) for c in range(3) for r in range(4)]
    far += [street([(c + 10, r), (c + 10, r + 1)]) for c in range(4) for r in range(3)]
    graph = route_graph(network_of(*grid(4, 4), *far, street([(3, 0), (10, 0)])))
    cores = cores_of(graph)
    assert len(np.unique(cores.of_node[cores.of_node >= 0])) == 2
    assert sorted(cores.length_m[cores.length_m > 0]) == pytest.approx([4800, 4800], rel=0.02)


@given(st.lists(st.integers(0, 5), max_size=30))
def test_a_round_without_its_spurs_never_runs_straight_back(numbers):
    """Any walk over a star: arcs 2p lead out of its middle, 2p + 1 back."""
    walk = np.array([arc for p in numbers for arc in (2 * p, 2 * p + 1)], dtype=np.int64)
    assert not len(without_spurs(walk))


@given(st.integers(3, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4)), max_size=5))
def test_spurs_off_a_ring_leave_the_ring(size, spurs):
    ring = [2 * p for p in range(size)]
    walk = list(ring)
    for at, depth in spurs:
        out = [2 * (100 + 10 * at + step) for step in range(depth)]
        place = at % size
        walk[place:place] = [*out, *(arc ^ 1 for arc in reversed(out))]
    assert without_spurs(np.array(walk)).tolist() == ring
