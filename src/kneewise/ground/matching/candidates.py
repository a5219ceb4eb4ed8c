"""Where on the map a point may be: the nearest places of the ways around it.

A way is near in more than one place where it bends back on itself, so every place counts from
which its distance grows either way along it. On a square, which is drawn as its outline, every
place inside is on it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kneewise.model.errors import needs_extra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching.thinning import Points
    from kneewise.ground.network import Network

Scalar = TypeVar("Scalar", bound=np.generic)

WITHIN_M = 40.0
"""How far a way may be: four times the error of a poor receiver."""

MOST = 12
"""Places kept a point; our choice. 16 of them hardly changed a figure in the densest city looked
at (München), and what they cost grows with their square."""

TURNED_M = 12.0
"""Metres that a way square to the runner's heading is put behind one along it when the nearest
are chosen. Our choice: at a corner the next way is square and near, far off it is of no use."""

SHORTEST_M = 1e-3
"""Inside a square one is at least so far from its outline."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places by point, padded: every column is (points, places), nearest first."""

    there: NDArray[np.bool_]  # False for padding
    segment: NDArray[np.int64]  # -1 for padding
    way: NDArray[np.int64]  # -1 for padding
    closed: NDArray[np.bool_]  # people on foot are not let in
    no_sky: NDArray[np.bool_]  # below the ground or indoors
    along_m: NDArray[np.float64]  # metres into the segment
    aside_m: NDArray[np.float64]  # signed distance, to the left of the segment; 0 inside
    normal_x: NDArray[np.float64]  # unit vector to the left of the segment; 0 inside
    normal_y: NDArray[np.float64]
    inside_m: NDArray[np.float64]  # metres from the outline of the square it is inside of, else 0

    def __len__(self) -> int:
        return len(self.there)

    def part(self, rows: slice) -> Candidates:
        """Those of some points in a row."""
        return Candidates(*(getattr(self, one.name)[rows] for one in fields(self)))


def find_candidates(network: Network, points: Points) -> Candidates:
    """The `MOST` nearest places of every point, those along the runner's heading first."""
    row, rank, segment, inside = _chosen(network, points)
    pieces, x, y = network.segments, points.x[row], points.y[row]
    share, distance = network.onto(segment, x, y)
    east, north = _direction(network, segment)
    left = (y - pieces.y0[segment]) * east - (x - pieces.x0[segment]) * north
    shape = (len(points), int(rank.max()) + 1 if len(rank) else 0)

    def padded(values: NDArray[Scalar], empty: float) -> NDArray[Scalar]:
        column = np.full(shape, empty, dtype=values.dtype)
        column[row, rank] = values
        return column

    way = pieces.way[segment]
    below = (network.layer < 0) | network.has("indoor", "yes") | network.has("tunnel")
    return Candidates(
        there=padded(np.ones(len(row), dtype=np.bool_), 0),
        segment=padded(segment, -1),
        way=padded(way, -1),
        closed=padded(~network.may_run[way], 0),
        no_sky=padded(below[way], 0),
        along_m=padded(share * pieces.length_m[segment], 0.0),
        aside_m=padded(np.where(inside, 0.0, np.copysign(distance, left)), 0.0),
        normal_x=padded(-north * ~inside, 0.0),
        normal_y=padded(east * ~inside, 0.0),
        inside_m=padded(np.where(inside, np.maximum(distance, SHORTEST_M), 0.0), 0.0),
    )


def _chosen(
    network: Network, points: Points
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """(point, rank among its places, segment, whether inside a square) of the places kept."""
    point, segment, distance = _near(network, points)
    inside = _inside(network, points, point, segment)
    once = _nearest_inside(point, network.segments.way[segment], distance, inside)
    point, segment, distance, inside = point[once], segment[once], distance[once], inside[once]
    east, north = _direction(network, segment)
    heading_x, heading_y = _heading(points)
    parallel = np.abs(east * heading_x[point] + north * heading_y[point])
    behind = np.where(inside, 0.0, distance + TURNED_M * (1.0 - parallel))
    order = np.lexsort((behind, point))
    rank = np.arange(len(order)) - np.searchsorted(point[order], point[order])
    kept = order[rank < MOST]
    return point[kept], rank[rank < MOST], segment[kept], inside[kept]


def _direction(
    network: Network, segment: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Unit vectors along segments."""
    one, length = network.segments, network.segments.length_m[segment]
    east = (one.x1[segment] - one.x0[segment]) / length
    return east, (one.y1[segment] - one.y0[segment]) / length


def _near(
    network: Network, points: Points
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """(point, segment, distance_m) of the places near each point, one a bend of a way.

    Boxes are asked for, not distances, which takes a fifth of the time.
    """
    with needs_extra("ground"):
        import shapely
    x, y, far = points.x, points.y, WITHIN_M
    pairs = network.tree.query(shapely.box(x - far, y - far, x + far, y + far))
    order = np.lexsort((pairs[1], pairs[0]))
    point, segment = pairs[0][order], pairs[1][order]
    _, distance = network.onto(segment, x[point], y[point])
    way = network.segments.way[segment]
    joined = (np.diff(point) == 0) & (np.diff(segment) == 1) & (np.diff(way) == 0)
    nearest = distance <= WITHIN_M
    nearest[1:] &= ~joined | (distance[1:] < distance[:-1])
    nearest[:-1] &= ~joined | (distance[1:] >= distance[:-1])
    return point[nearest], segment[nearest], distance[nearest]


def _inside(
    network: Network, points: Points, point: NDArray[np.int64], segment: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each point is inside the square whose outline its segment is part of."""
    with needs_extra("ground"):
        import shapely
    way, offsets = network.segments.way[segment], network.offsets
    x, y = network.xy_m
    inside = np.zeros(len(point), dtype=np.bool_)
    of_square = np.flatnonzero(network.has("area", "yes")[way])
    for square in np.unique(way[of_square]).tolist():
        ring = slice(int(offsets[square]), int(offsets[square + 1]))
        closed = network.node_id[ring.start] == network.node_id[ring.stop - 1]
        if closed and ring.stop - ring.start > 3:
            outline = shapely.polygons(np.column_stack((x[ring], y[ring])))
            these = of_square[way[of_square] == square]
            at_x, at_y = points.x[point[these]], points.y[point[these]]
            inside[these] = shapely.contains_xy(outline, at_x, at_y)
    return inside


def _nearest_inside(
    point: NDArray[np.int64],
    way: NDArray[np.int64],
    distance: NDArray[np.float64],
    inside: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Rows to keep: of all places of one square that a point is inside of, the nearest."""
    order = np.lexsort((distance, way, point))
    again = (np.diff(point[order]) == 0) & (np.diff(way[order]) == 0) & inside[order[1:]]
    kept: NDArray[np.int64] = np.sort(np.delete(order, np.flatnonzero(again) + 1))
    return kept


def _heading(points: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Unit vector of travel at every point, from the one before to the one after; 0 for none."""
    here = np.arange(len(points))
    ahead = np.minimum(here + 1, len(points) - 1)
    ahead = np.where(points.fresh[ahead], here, ahead)
    back = np.where(points.fresh, here, here - 1)
    x, y = points.x[ahead] - points.x[back], points.y[ahead] - points.y[back]
    length = np.hypot(x, y)
    length[length == 0] = 1.0
    return x / length, y / length
