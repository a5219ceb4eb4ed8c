"""A route as a line on the plane: its points, its metres, and what of it is run twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.graph import RouteGraph

SPACING_M = 10.0
SIDE_BY_SIDE_M = 15.0
"""The two pavements of a street are the same street twice; our choice."""

APART_M = 120.0
"""Nearer than this along the way, a bend is not a return; our choice."""

ALIKE = 0.8
"""Cosine of the angle between what runs side by side; our choice (37 degrees)."""


@dataclass(frozen=True)
class Line:
    """The vertices of a route in the order they are run, in metres on the network's plane.

    `arc[i]` is the place in the route's list of arcs of the stretch from point i to i + 1.
    """

    vertex: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    along_m: NDArray[np.float64]
    arc: NDArray[np.int64]

    @property
    def length_m(self) -> float:
        """Metres of all of it."""
        return float(self.along_m[-1])

    def every(self, spacing_m: float) -> tuple[NDArray[np.float64], ...]:
        """(metres, x, y) of places evenly along it, both ends included."""
        count = max(2, round(self.length_m / spacing_m) + 1)
        metres = np.linspace(0.0, self.length_m, count)
        return (
            metres,
            np.interp(metres, self.along_m, self.x),
            np.interp(metres, self.along_m, self.y),
        )


def line_of(graph: RouteGraph, arcs: NDArray[np.int64]) -> Line:
    """The line of some arcs, each beginning where the one before ends; at least one."""
    parts = [graph.along(arc) for arc in arcs.tolist()]
    vertex = np.concatenate([parts[0][:1], *(part[1:] for part in parts)])
    arc = np.repeat(np.arange(len(parts)), [len(part) - 1 for part in parts])
    x, y = (column[vertex] for column in graph.network.xy_m)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    return Line(vertex, x, y, along, arc)


def repeated_share(line: Line, *, loop: bool = True) -> float:
    """Share of a line that is run a second time, on the other side of the street too."""
    metres, x, y = line.every(SPACING_M)
    direction = np.gradient(x) + 1j * np.gradient(y)
    direction = direction / np.maximum(np.abs(direction), 1e-9)
    pairs = cKDTree(np.column_stack((x, y))).query_pairs(SIDE_BY_SIDE_M, output_type="ndarray")
    first, second = pairs[:, 0], pairs[:, 1]
    cosine = np.real(direction[first] * np.conj(direction[second]))
    apart = metres[second] - metres[first]
    if loop:
        apart = np.minimum(apart, line.length_m - apart)
    again = (np.abs(cosine) > ALIKE) & (apart > APART_M)
    back = (cosine < -ALIKE) & (apart > SPACING_M / 2)  # straight back after a dead end
    return len(np.unique(second[again | back])) / len(metres)
