"""The ways people can run on, in memory: NumPy columns and an index over their segments.

    network = read_network(folder, Box.around(lon, lat, margin_m=500))
    plane = network.plane                        # metres around the middle of what was read
    point, segment, distance = network.near(x, y, 30.0)  # candidates of every sample

A *way* w owns the vertices `offsets[w]:offsets[w + 1]` of `lon_deg`, `lat_deg`, `node_id`; where
two ways share a `node_id` they meet (the routing graph: `network.nodes`). A *segment* is the
straight piece between vertex v and v + 1 of one way; `segments.start` holds v, `segments.way` w.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.counting import Counts, no_counts
from kneewise.ground.projection import Box, LocalPlane, middle_of
from kneewise.ground.tags import CODES, TAG_COLUMNS, value_of
from kneewise.model.errors import needs_extra
from kneewise.model.ground import MapSource

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import STRtree

TOO_BIG = ("trunk", "trunk_link", "primary", "primary_link", "raceway")
"""Roads a route avoids unless their pavement is there (our choice: fast and heavy traffic)."""

_ALLOWED = ("yes", "designated", "permissive")


@dataclass(frozen=True, slots=True)
class Segments:
    """Straight pieces in metres on the network's plane, all equally long columns."""

    start: NDArray[np.int64]  # vertex it begins at; it ends at the next one
    way: NDArray[np.int64]  # row of its way
    x0: NDArray[np.float64]
    y0: NDArray[np.float64]
    x1: NDArray[np.float64]
    y1: NDArray[np.float64]
    length_m: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Nodes:
    """Vertices that are one place, numbered 0..n-1: the routing graph's nodes."""

    id: NDArray[np.int64]  # OpenStreetMap's id, one a place
    of_vertex: NDArray[np.int64]  # the place of every vertex of the network
    uses: NDArray[np.int64]  # how many vertices stand on the place; > 1 where ways meet
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True)
class Network:
    """Ways of one or more maps around a place; frozen, derived columns are made once when asked.

    `tags[column]` holds a code of `ground/tags.py` for every way (uint8), `layer` an int8 (0
    without a tag), `names[name[w]]` the street's name ("" for none). `sources` are the maps it
    was read from, `counts` what is learnt of missing tags from the whole of them, `box` what was
    asked for.
    """

    way_id: NDArray[np.int64]
    offsets: NDArray[np.int64]  # len(ways) + 1
    lon_deg: NDArray[np.float64]
    lat_deg: NDArray[np.float64]
    node_id: NDArray[np.int64]
    tags: Mapping[str, NDArray[np.uint8]]
    layer: NDArray[np.int8]
    name: NDArray[np.int32]
    names: tuple[str, ...]
    counts: Counts = field(default_factory=no_counts)
    sources: tuple[MapSource, ...] = ()
    box: Box | None = None

    def __len__(self) -> int:
        return len(self.way_id)

    def tag(self, way: int, column: str) -> str | None:
        """The value of a tag of one way: None without one, "other" outside the vocabulary."""
        return value_of(column, int(self.tags[column][way]))

    def has(self, column: str, *values: str) -> NDArray[np.bool_]:
        """Which ways are tagged with one of these values; with any at all where none is named."""
        codes = self.tags[column]
        if not values:
            wanted = np.arange(1, 256)
        else:
            wanted = np.array([CODES[column][value] for value in values])
        found: NDArray[np.bool_] = np.isin(codes, wanted)
        return found

    def vertices(self, way: int) -> slice:
        """Where the vertices of a way stand in the columns."""
        return slice(int(self.offsets[way]), int(self.offsets[way + 1]))

    @cached_property
    def plane(self) -> LocalPlane:
        """Metres around the middle of the ways; of (0, 0) without any."""
        if not len(self.lon_deg):
            return LocalPlane(0.0, 0.0)
        return middle_of(self.lon_deg, self.lat_deg)

    @cached_property
    def xy_m(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Metres east and north of every vertex on the plane."""
        return self.plane.to_m(self.lon_deg, self.lat_deg)

    @cached_property
    def segments(self) -> Segments:
        """Every straight piece, in the order of ways and along each; none of no length."""
        x, y = self.xy_m
        way_of_vertex = np.repeat(np.arange(len(self)), np.diff(self.offsets))
        start = np.flatnonzero(way_of_vertex[:-1] == way_of_vertex[1:])
        length = np.hypot(x[start + 1] - x[start], y[start + 1] - y[start])
        start, length = start[length > 0], length[length > 0]
        return Segments(
            start=start,
            way=way_of_vertex[start],
            x0=x[start],
            y0=y[start],
            x1=x[start + 1],
            y1=y[start + 1],
            length_m=length,
        )

    @cached_property
    def tree(self) -> STRtree:
        """Shapely's packed R-tree over the segments, in metres. Raises MissingExtraError."""
        with needs_extra("ground"):
            import shapely
        one = self.segments
        ends = np.column_stack((one.x0, one.y0, one.x1, one.y1)).reshape(-1, 2, 2)
        return shapely.STRtree(shapely.linestrings(ends))

    def near(
        self, x_m: NDArray[np.float64], y_m: NDArray[np.float64], within_m: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """(point, segment, distance_m) of every pair within a distance, by point.

        Points are metres on the plane; one that is NaN has no pair.
        """
        with needs_extra("ground"):
            import shapely
        known = np.flatnonzero(np.isfinite(x_m) & np.isfinite(y_m))
        points = shapely.points(x_m[known], y_m[known])
        pairs = self.tree.query(points, predicate="dwithin", distance=within_m)
        point, segment = known[pairs[0]], pairs[1].astype(np.int64)
        order = np.lexsort((segment, point))
        point, segment = point[order], segment[order]
        _, distance = self.onto(segment, x_m[point], y_m[point])
        return point, segment, distance

    def onto(
        self,
        segment: NDArray[np.int64],
        x_m: NDArray[np.float64],
        y_m: NDArray[np.float64],
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(share along the segment 0 to 1, distance in m) of each point onto its segment."""
        one = self.segments
        x0, y0 = one.x0[segment], one.y0[segment]
        dx, dy = one.x1[segment] - x0, one.y1[segment] - y0
        along = ((x_m - x0) * dx + (y_m - y0) * dy) / one.length_m[segment] ** 2
        along = np.clip(along, 0.0, 1.0)
        return along, np.hypot(x_m - x0 - along * dx, y_m - y0 - along * dy)

    @cached_property
    def nodes(self) -> Nodes:
        """Places by node id: what ways meet at."""
        x, y = self.xy_m
        ids, first, of_vertex, uses = np.unique(
            self.node_id, return_index=True, return_inverse=True, return_counts=True
        )
        return Nodes(ids, of_vertex.astype(np.int64), uses, x[first], y[first])

    @cached_property
    def length_m(self) -> NDArray[np.float64]:
        """Length of every way in m."""
        one = self.segments
        sums = np.bincount(one.way, weights=one.length_m, minlength=len(self))
        return sums.astype(np.float64)

    @cached_property
    def may_run(self) -> NDArray[np.bool_]:
        """Ways a route may use: not closed to people on foot, not indoors, no escalator."""
        invited = self.has("foot", *_ALLOWED)
        closed = self.has("foot", "no", "private", "use_sidepath")
        private = self.has("access", "no", "private", "customers") & ~invited
        inside = self.has("indoor", "yes") | self.has("conveying")
        return ~closed & ~private & ~inside & ~self.has("highway", "via_ferrata")

    @cached_property
    def big_road(self) -> NDArray[np.bool_]:
        """Roads a route avoids: trunk, primary and race tracks."""
        return self.has("highway", *TOO_BIG)

    @cached_property
    def steps(self) -> NDArray[np.bool_]:
        """Flights of stairs."""
        return self.has("highway", "steps")


def no_network() -> Network:
    """No way at all: what a place without a map has."""
    return Network(
        way_id=np.empty(0, dtype=np.int64),
        offsets=np.zeros(1, dtype=np.int64),
        lon_deg=np.empty(0),
        lat_deg=np.empty(0),
        node_id=np.empty(0, dtype=np.int64),
        tags={column: np.empty(0, dtype=np.uint8) for column in TAG_COLUMNS},
        layer=np.empty(0, dtype=np.int8),
        name=np.empty(0, dtype=np.int32),
        names=("",),
    )
