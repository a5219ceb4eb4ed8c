"""Towns made by hand: a grid of streets, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import numpy as np
from tests.ground.osm import Road

from kneewise.ground.routing.graph import RouteGraph
from kneewise.model.route import Route

LON, LAT = 9.0, 48.0
STEP_LON, STEP_LAT = 0.0026932, 0.0017986  # 200 m east and north at 48 degrees
STREET = {"highway": "residential", "surface": "asphalt"}
Tags = Mapping[str, str]


def place(column: float, row: float) -> tuple[float, float]:
    """(lon, lat) of a crossing of the grid."""
    return round(LON + column * STEP_LON, 7), round(LAT + row * STEP_LAT, 7)


def grid(
    columns: int, rows: int, tags_of: Callable[[float, float], Tags] = lambda *_: STREET
) -> list[Road]:
    """Streets of one block each, 200 m; `tags_of` says what the one with that middle is."""
    roads = []
    for column in range(columns):
        for row in range(rows):
            for to in ((column + 1, row), (column, row + 1)):
                if to[0] < columns and to[1] < rows:
                    middle = ((column + to[0]) / 2, (row + to[1]) / 2)
                    roads.append(Road((place(column, row), place(*to)), tags_of(*middle)))
    return roads


def street(places: Iterable[tuple[float, float]], tags: Tags = STREET) -> Road:
    """A street along places of the grid."""
    return Road(tuple(place(*one) for one in places), tags)


def is_joined(graph: RouteGraph, arcs: np.ndarray) -> bool:
    """Whether each arc begins where the one before ends."""
    return all(end_of(graph, a) == begin_of(graph, b) for a, b in pairwise(arcs.tolist()))


def begin_of(graph: RouteGraph, arc: int) -> int:
    return int((graph.head if arc % 2 else graph.tail)[arc // 2])


def end_of(graph: RouteGraph, arc: int) -> int:
    return int((graph.tail if arc % 2 else graph.head)[arc // 2])


def longest_step_m(route: Route) -> float:
    """The longest straight between two points of a route's line, in metres."""
    lat = np.array(route.lat_deg)
    lon = np.unwrap(np.array(route.lon_deg), period=360)
    north = np.diff(lat) * 111_195
    east = np.diff(lon) * 111_195 * np.cos(np.radians(lat[:-1]))
    return float(np.hypot(east, north).max())


def is_closed(route: Route) -> bool:
    return (route.lat_deg[0], route.lon_deg[0]) == (route.lat_deg[-1], route.lon_deg[-1])
