"""What a metre of each way costs a route: more where it is not what was asked for.

All weights are our choice. They steer the search and are never shown; what is shown of a route
is measured on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kneewise.model.ground import STEP_CV
from kneewise.model.route import Taste

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.graph import RouteGraph

Heights = Callable[["NDArray[np.float64]", "NDArray[np.float64]"], "NDArray[np.float64]"]
"""Metres above the sea by latitude and longitude; NaN where nothing is known."""

BIG_ROAD = 7.0
BUSY_ROAD = 1.6
STEPS = 5.0
"""More a metre of it: a detour of so many metres is taken instead."""

UNEVEN = 5.0
"""More where every step differs as on the roughest ground; 0 as on the evenest."""

HARD = 4.0
HARDNESS = np.array([0.0, 0.25, 0.7, 1.0])
"""More on asphalt, by class of hardness."""

DOWN = 30.0
UP = 15.0
"""More for each metre down or up where flat is asked for: downhill is what loads the kneecap
(VANHOOREN2024); uphill comes with it on any loop."""

FLAT_GRADE = 0.015
"""Less than this counts as flat: between two posts of an elevation tile it can't be told."""

AROUND_M = 30.0
"""A height is the mean of five places so far apart, which halves a tile's noise."""


@dataclass(frozen=True)
class Costs:
    """What each arc costs, in metres of the best ground; infinite where it may not be run."""

    arc: NDArray[np.float64]
    factor: NDArray[np.float64]  # the same a metre, by piece, the cheaper direction


def costs_of(graph: RouteGraph, taste: Taste, height_m: NDArray[np.float64] | None) -> Costs:
    """The cost of every arc for one taste; `height_m` at the nodes where it is known."""
    factor = np.ones(graph.pieces)
    factor += BIG_ROAD * graph.bare_big_road + (BUSY_ROAD * graph.bare_busy_road)
    factor += STEPS * graph.steps
    factor += _of_taste(graph, taste)
    arc = np.repeat(graph.length_m * factor, 2)
    if taste is Taste.FLATTER and height_m is not None:
        arc += slope_cost(graph, height_m)
    allowed = np.column_stack((graph.onward, graph.back)).ravel()
    arc[~allowed] = np.inf
    return Costs(arc, arc.reshape(-1, 2).min(axis=1) / graph.length_m)


def heights_of(graph: RouteGraph, heights: Heights) -> NDArray[np.float64] | None:
    """Heights of all nodes in m; None where nothing is known of any."""
    plane = graph.network.plane
    asked = [(0, 0), (AROUND_M, 0), (-AROUND_M, 0), (0, AROUND_M), (0, -AROUND_M)]
    found = []
    for east, north in asked:
        lon, lat = plane.to_deg(graph.x + east, graph.y + north)
        found.append(heights(lat, lon))
    mean: NDArray[np.float64] = np.mean(found, axis=0)
    network = graph.network
    away = (network.has("bridge", "yes") | network.has("tunnel", "yes"))[graph.way]
    ground = np.zeros(graph.nodes, dtype=np.bool_)
    ground[graph.tail[~away]] = ground[graph.head[~away]] = True
    mean[~ground] = np.nan  # a tile speaks of what is around a bridge or a tunnel
    return mean if np.isfinite(mean).any() else None


def _of_taste(graph: RouteGraph, taste: Taste) -> NDArray[np.float64]:
    if taste is Taste.EVENER:
        rough = (graph.surfaces.step_cv - STEP_CV[0]) / (STEP_CV[-1] - STEP_CV[0])
        return UNEVEN * rough[graph.way]
    if taste is Taste.SOFTER:
        hard: NDArray[np.float64] = graph.surfaces.hardness @ HARDNESS
        return HARD * hard[graph.way]
    return np.zeros(graph.pieces)


def slope_cost(graph: RouteGraph, height_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """More for each arc, up and down; what is unknown counts as flat."""
    rise = np.nan_to_num(height_m[graph.head] - height_m[graph.tail])
    real = np.sign(rise) * np.maximum(np.abs(rise) - FLAT_GRADE * graph.length_m, 0.0)
    up, down = np.maximum(real, 0.0), np.maximum(-real, 0.0)
    return np.column_stack((UP * up + DOWN * down, UP * down + DOWN * up)).ravel()
