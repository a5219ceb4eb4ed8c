"""A plain map of the ways in a box: thinned to what a picture can show, in whole metres.

Drawn from the local index alone, so that a map needs no tile server and tells nobody where one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.network import TOO_BIG
from kneewise.ground.projection import Box, LocalPlane
from kneewise.model.errors import needs_extra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.network import Network

DOTS = 700
"""What the longer side is thinned to: a bend smaller than one of so many is not drawn (our choice:
half a pixel on a phone, one on a desk)."""

MOST_POINTS = 12_000
"""Points drawn at most, some 80 kB of a page; what is left out are the shortest paths."""

_ROADS = (
    "tertiary",
    "tertiary_link",
    "secondary",
    "secondary_link",
    "unclassified",
    "residential",
    "living_street",
    "pedestrian",
    "road",
    "busway",
)


class WayKind(StrEnum):
    """How thick a way is drawn."""

    BIG = "big"
    ROAD = "road"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class SheetWay:
    """One way, or the part of it in the box: whole metres east and north of the sheet's middle."""

    kind: WayKind
    east_m: tuple[int, ...]
    north_m: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plain map: its middle in degrees, how far it reaches from there, and its ways.

    `left_out` says that the smallest ways are not drawn.
    """

    lat_deg: float
    lon_deg: float
    reach_east_m: float
    reach_north_m: float
    ways: tuple[SheetWay, ...]
    left_out: bool = False

    def metres(self, lat_deg: float, lon_deg: float) -> tuple[float, float]:
        """Metres east and north of the middle."""
        east, north = LocalPlane(self.lon_deg, self.lat_deg).to_m(lon_deg, lat_deg)
        return float(east), float(north)

    def degrees(self, east_m: float, north_m: float) -> tuple[float, float]:
        """Latitude and longitude of a place on it."""
        lon, lat = LocalPlane(self.lon_deg, self.lat_deg).to_deg(east_m, north_m)
        return float(lat), float(lon)


def sheet_of(network: Network, box: Box) -> Sheet:
    """The ways of a network in a box, the bigger ones first. Raises MissingExtraError."""
    middle = box.middle
    plane = LocalPlane(middle.west, middle.south)
    corner = plane.to_m(box.east, box.north)
    reach = max(float(corner[0]), 1.0), max(float(corner[1]), 1.0)
    rank, lines = _lines(network, plane, reach)
    sizes = np.array([len(line) for line in lines], dtype=np.int64)
    shown = np.cumsum(sizes) <= MOST_POINTS
    return Sheet(
        lat_deg=middle.south,
        lon_deg=middle.west,
        reach_east_m=reach[0],
        reach_north_m=reach[1],
        ways=tuple(
            _way(kind, line) for kind, line, seen in zip(rank, lines, shown, strict=True) if seen
        ),
        left_out=not bool(shown.all()),
    )


def _lines(
    network: Network, plane: LocalPlane, reach: tuple[float, float]
) -> tuple[list[int], list[NDArray[np.float64]]]:
    """Kind and thinned line of every piece of a way in the box, the most telling first."""
    with needs_extra("ground"):
        import shapely
    if not len(network):
        return [], []
    x, y = plane.to_m(network.lon_deg, network.lat_deg)
    way = np.repeat(np.arange(len(network)), np.diff(network.offsets))
    enough = np.diff(network.offsets) > 1
    kept = enough[way]
    numbered = np.cumsum(enough) - 1
    whole = shapely.linestrings(np.column_stack((x, y))[kept], indices=numbered[way[kept]])
    inside = shapely.clip_by_rect(whole, -reach[0], -reach[1], reach[0], reach[1])
    pieces, of = shapely.get_parts(inside, return_index=True)
    thinned = shapely.simplify(pieces, 2 * max(reach) / DOTS)
    kind = _kinds(network)[enough][of]
    length = shapely.length(thinned)
    seen = length > 2 * max(reach) / DOTS
    order = np.lexsort((-length[seen], kind[seen]))
    points, which = shapely.get_coordinates(thinned[seen][order], return_index=True)
    ends = np.searchsorted(which, np.arange(1, len(order)))
    return kind[seen][order].tolist(), np.split(points, ends) if len(order) else []


def _kinds(network: Network) -> NDArray[np.int64]:
    """Of every way the place of its kind in `WayKind`."""
    big = network.has("highway", *TOO_BIG)
    road = network.has("highway", *_ROADS)
    return np.where(big, 0, np.where(road, 1, 2)).astype(np.int64)


def _way(kind: int, line: NDArray[np.float64]) -> SheetWay:
    whole = np.rint(line).astype(np.int64)
    return SheetWay(tuple(WayKind)[kind], tuple(whole[:, 0].tolist()), tuple(whole[:, 1].tolist()))
