from __future__ import annotations

import numpy as np
import pytest
from tests.ground.routing.towns import STREET, end_of, street

from kneewise.ground.routing.graph import route_graph
from kneewise.ground.routing.line import line_of, repeated_share
from kneewise.ground.routing.measuring import ground_of, route_of
from kneewise.ground.routing.planning import found_along
from kneewise.model.route import Turning

GRASS = {"highway": "track", "surface": "grass"}


def along(graph, *, first=0):
    """All pieces in the order they were mapped, turned so that each follows the one before."""
    arcs = [2 * first]
    for piece in range(1, graph.pieces):
        arcs.append(2 * piece if graph.tail[piece] == end_of(graph, arcs[-1]) else 2 * piece + 1)
    return np.array(arcs)


def measured(graph, arcs, *, loop=False):
    return route_of(graph, arcs, ground_of(graph, arcs), loop=loop)


def test_shares_are_of_the_length_and_add_up(network_of):
    graph = route_graph(
        network_of(
            street([(0, 0), (3, 0)]), street([(3, 0), (4, 0)], GRASS), street([(4, 0), (4, 1)])
        )
    )
    found = measured(graph, along(graph))
    assert found.km == pytest.approx(1.0, rel=0.01)
    assert sum(one.mid for one in found.ground.evenness) == pytest.approx(1)
    assert sum(one.mid for one in found.ground.hardness) == pytest.approx(1)
    assert found.ground.hardness[0].mid == pytest.approx(0.2, abs=0.06)
    assert found.ground.unknown == 0
    assert found.untagged == 0


def test_what_no_tag_speaks_of_is_said_and_widens_the_interval(network_of):
    bare = {"highway": "path"}
    even = {**bare, "smoothness": "good"}
    tagged = route_graph(network_of(street([(0, 0), (4, 0)], even)))
    untagged = route_graph(network_of(street([(0, 0), (4, 0)], bare)))
    known, open_ = measured(tagged, along(tagged)), measured(untagged, along(untagged))
    assert (known.untagged, open_.untagged) == (0, 1)
    widths = [found.ground.step_cv.high - found.ground.step_cv.low for found in (known, open_)]
    assert widths[0] < widths[1]
    assert max(one.high for one in open_.ground.evenness) > 0.9


def test_out_and_back_is_half_repeated_and_a_line_is_not(network_of):
    graph = route_graph(network_of(street([(0, 0), (4, 0)]), street([(4, 0), (4, 3)])))
    out = along(graph)
    assert repeated_share(line_of(graph, out), loop=False) == 0
    whole = np.concatenate((out, (out ^ 1)[::-1]))
    assert repeated_share(line_of(graph, whole), loop=False) == pytest.approx(0.5, abs=0.03)


def test_turns_say_left_and_right_and_into_what(network_of):
    named = {**STREET, "name": "Höhenweg"}
    graph = route_graph(
        network_of(
            street([(0, 0), (1, 0)]),
            street([(1, 0), (1, 1)], named),
            street([(1, 1), (2, 1)]),
            street([(1, 0), (2, 0)]),
            street([(1, 1), (0, 1)]),
        )
    )
    turns = measured(graph, np.array([0, 2, 4])).turns
    assert [(turn.turning, turn.name) for turn in turns] == [
        (Turning.LEFT, "Höhenweg"),
        (Turning.RIGHT, None),
    ]
    assert [turn.along_m for turn in turns] == pytest.approx([200, 400], rel=0.01)


def test_a_bend_without_a_choice_is_no_turn(network_of):
    graph = route_graph(network_of(street([(0, 0), (1, 0), (1, 1)])))
    assert measured(graph, along(graph)).turns == ()


def test_on_a_bridge_and_in_a_tunnel_the_height_is_not_that_of_the_land(network_of):
    tunnel = {**STREET, "tunnel": "yes"}
    graph = route_graph(
        network_of(
            street([(0, 0), (2, 0)]), street([(2, 0), (4, 0)], tunnel), street([(4, 0), (6, 0)])
        )
    )
    found = found_along(graph, along(graph), lambda lat, lon: 0 * lat + 0 * lon + 100.0, loop=False)
    inside = (found.metres > 410) & (found.metres < 790)
    outside = (found.metres < 390) | (found.metres > 810)
    assert np.isnan(found.height_m[inside]).all()
    assert (found.height_m[outside] == 100).all()


def test_its_ground_is_cut_in_the_segments_of_a_run(network_of):
    graph = route_graph(network_of(street([(0, 0), (3, 0)]), street([(3, 0), (6, 0)], GRASS)))
    ground = ground_of(graph, along(graph))
    assert ground.segments["km"] == pytest.approx([0.5, 0.5, 0.2], rel=0.02)
    assert ground.segments["hardness_0_km"][0] < 0.1
    assert ground.segments["hardness_0_km"][2] > 0.18
