from __future__ import annotations

import numpy as np
import pytest
from tests.ground.osm import Road, straight
from tests.ground.routing.towns import STREET, begin_of, end_of, grid, place, street

from kneewise.ground.mapfile import read_network
from kneewise.ground.routing.graph import LONGEST_PIECE_M, route_graph


def metres(graph):
    return graph.length_m.sum()


def test_ways_meet_where_they_share_a_node_and_nowhere_else(network_of):
    crossing = [street([(0, 1), (1, 1), (2, 1)]), street([(1, 0), (1, 1), (1, 2)])]
    bridge = [street([(0, 1), (2, 1)]), street([(1, 0), (1, 2)])]
    assert route_graph(network_of(*crossing)).degree.max() == 4
    assert route_graph(network_of(*bridge)).degree.max() == 1


@pytest.mark.parametrize(
    ("tags", "runnable"),
    [
        ({"highway": "path"}, True),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "service", "access": "private", "foot": "yes"}, True),
        ({"highway": "path", "foot": "no"}, False),
        ({"highway": "corridor"}, False),
        ({"highway": "footway", "indoor": "yes"}, False),
        ({"highway": "via_ferrata"}, False),
        ({"highway": "path", "sac_scale": "demanding_mountain_hiking"}, True),
        ({"highway": "path", "sac_scale": "alpine_hiking"}, False),
        ({"highway": "path", "sac_scale": "difficult_alpine_hiking", "foot": "yes"}, False),
        ({"highway": "trunk"}, False),
        ({"highway": "trunk", "sidewalk": "both"}, True),
        ({"highway": "trunk", "foot": "designated"}, True),
        ({"highway": "primary"}, True),
    ],
)
def test_only_what_may_be_run_on_is_in_it(network_of, tags, runnable):
    graph = route_graph(network_of(street([(0, 0), (1, 0)]), street([(1, 0), (2, 0)], tags)))
    assert metres(graph) == pytest.approx(400 if runnable else 200, rel=0.01)


def test_one_way_on_foot_is_run_one_way(network_of):
    graph = route_graph(
        network_of(
            street([(0, 0), (1, 0)], {**STREET, "oneway:foot": "yes"}),
            street([(1, 0), (2, 0)], {**STREET, "oneway:foot": "-1"}),
            street([(2, 0), (3, 0)], {**STREET, "oneway": "yes"}),
        )
    )
    assert graph.onward.tolist() == [True, False, True]
    assert graph.back.tolist() == [False, True, True]


def test_a_long_way_is_cut_so_that_a_route_can_turn_on_it(network_of):
    graph = route_graph(network_of(straight({"highway": "track"}, count=40)))
    assert graph.nodes > 15
    assert graph.length_m.max() <= 1.5 * LONGEST_PIECE_M
    assert (graph.degree <= 2).all()


def test_no_two_pieces_join_the_same_nodes_and_none_is_a_circle(network_of):
    short = 0.0004  # the way round is shorter than a piece
    lon, lat = place(1, 0)
    round_a_tree = Road(
        ((lon, lat), (lon + short, lat), (lon + short, lat + short), (lon, lat)), STREET
    )
    graph = route_graph(
        network_of(
            street([(0, 0), (1, 0)]),
            street([(0, 0), (1, 0)], {"highway": "steps"}),
            round_a_tree,
        )
    )
    assert graph.pieces == 1
    assert not graph.steps.any()


def test_a_big_road_is_bare_unless_its_pavement_is_mapped(network_of):
    primary = {"highway": "primary"}
    graph = route_graph(
        network_of(
            street([(0, 0), (1, 0)], primary),
            street([(1, 0), (2, 0)], {**primary, "sidewalk": "right"}),
            street([(2, 0), (3, 0)], {**primary, "sidewalk:both:surface": "asphalt"}),
            street([(3, 0), (4, 0)], {**primary, "sidewalk": "separate"}),
        )
    )
    assert graph.bare_big_road.tolist() == [True, False, False, True]


def test_an_arc_and_its_reverse_run_the_same_vertices(network_of):
    graph = route_graph(network_of(straight({"highway": "path"}, step=(0.0004, 0.0001), count=9)))
    place_of = np.column_stack((graph.x, graph.y))
    x, y = graph.network.xy_m
    for arc in range(2 * graph.pieces):
        vertices = graph.along(arc)
        assert vertices.tolist() == graph.along(arc ^ 1)[::-1].tolist()
        ends = [place_of[begin_of(graph, arc)], place_of[end_of(graph, arc)]]
        found = np.column_stack((x, y))[vertices[[0, -1]]]
        assert found == pytest.approx(np.array(ends))


def test_nearly_every_metre_of_a_real_map_that_leads_on_is_in_it(real_maps):
    for name in ("andorra", "porto"):
        network = read_network([real_maps[name]])
        graph = route_graph(network)
        node = network.nodes.of_vertex
        ring = node[network.offsets[:-1]] == node[network.offsets[1:] - 1]
        leading_on = network.length_m[network.may_run & ~ring].sum()
        assert metres(graph) >= 0.97 * leading_on
        assert metres(graph) <= network.length_m[network.may_run].sum()
        assert (network.may_run[graph.way]).all()
        low, high = np.minimum(graph.tail, graph.head), np.maximum(graph.tail, graph.head)
        assert (low < high).all()
        assert len(np.unique(low * graph.nodes + high)) == graph.pieces


def test_a_grid_has_a_node_a_crossing(network_of):
    graph = route_graph(network_of(*grid(4, 3)))
    assert (graph.nodes, graph.pieces) == (12, 17)
