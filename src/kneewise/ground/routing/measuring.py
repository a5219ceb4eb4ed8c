"""What a route found in a graph is: its line, what is under it, where it turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.counting import EVIDENCE
from kneewise.ground.matching import Match
from kneewise.ground.routing.line import Line, line_of, repeated_share
from kneewise.ground.under import Pieces, SegmentKm, Under
from kneewise.model.ground import RunGround
from kneewise.model.profile import SEGMENT_KM
from kneewise.model.route import Route, Turn, Turning

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.graph import RouteGraph

TURN_DEG = 45.0
LOOK_M = 15.0
"""A turn is a bend of so much, looked at over so many metres before and after; our choice."""

TURNS_APART_M = 25.0
_UNTAGGED = EVIDENCE.index("highway")


def route_of(graph: RouteGraph, arcs: NDArray[np.int64], ground: RunGround, *, loop: bool) -> Route:
    """The route along some arcs, each beginning where the one before ends."""
    line = line_of(graph, arcs)
    lon, lat = graph.network.plane.to_deg(line.x, line.y)
    pieces = arcs // 2
    length = graph.length_m[pieces]
    share = length / length.sum()
    return Route(
        lat_deg=tuple(np.round(lat, 7).tolist()),
        lon_deg=tuple(np.round(lon, 7).tolist()),
        along_m=tuple(np.round(line.along_m, 1).tolist()),
        km=float(length.sum()) / 1000.0,
        loop=loop,
        ground=ground.totals,
        untagged=float(share[graph.surfaces.evidence[graph.way[pieces]] == _UNTAGGED].sum()),
        big_road=float(share[graph.bare_big_road[pieces]].sum()),
        steps=float(share[graph.steps[pieces]].sum()),
        repeated=repeated_share(line, loop=loop),
        turns=turns_of(graph, arcs, line),
    )


def ground_of(graph: RouteGraph, arcs: NDArray[np.int64]) -> RunGround:
    """The ground along arcs as that of a run that was on exactly these ways."""
    count = np.arange(len(arcs))
    ways, sure = graph.way[arcs // 2], np.ones(len(arcs))
    known = Match(ways, np.full(len(arcs), -1), sure, 0 * sure, count, ways, sure)
    bounds = np.concatenate(([0.0], np.cumsum(graph.length_m[arcs // 2]) / 1000.0))
    edges = np.append(np.arange(0.0, bounds[-1], SEGMENT_KM), bounds[-1])
    cuts = np.unique(np.concatenate((bounds, edges)))
    middle, km = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts)
    pieces = Pieces(
        sample=np.searchsorted(bounds, middle) - 1,
        segment=np.clip(np.searchsorted(edges, middle) - 1, 0, len(edges) - 2),
        km=km,
    )
    whole = SegmentKm(np.diff(edges), np.full(len(edges) - 1, np.nan))
    return Under(graph.network, graph.surfaces).of(known, pieces, whole, graph.network.sources)


def turns_of(graph: RouteGraph, arcs: NDArray[np.int64], line: Line) -> tuple[Turn, ...]:
    """Where a route bends at a place with a choice, or where its street ends in another."""
    at = np.flatnonzero(np.diff(line.arc)) + 1  # points where one arc ends and the next begins
    metres = line.along_m[at]
    bend = _bends(line, metres)
    node = np.where(arcs[1:] % 2 == 0, graph.tail[arcs[1:] // 2], graph.head[arcs[1:] // 2])
    choice = graph.degree[node] > 2
    found: list[Turn] = []
    for place in np.flatnonzero(choice & (np.abs(bend) >= TURN_DEG)).tolist():
        if found and metres[place] - found[-1].along_m < TURNS_APART_M:
            continue
        vertex = line.vertex[at[place]]
        name = graph.network.names[graph.network.name[graph.way[arcs[place + 1] // 2]]]
        found.append(
            Turn(
                along_m=round(float(metres[place]), 1),
                lat_deg=float(graph.network.lat_deg[vertex]),
                lon_deg=float(graph.network.lon_deg[vertex]),
                turning=Turning.LEFT if bend[place] > 0 else Turning.RIGHT,
                name=name or None,
            )
        )
    return tuple(found)


def _bends(line: Line, metres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees by which the line bends at some metres, left positive."""

    def place(at: NDArray[np.float64]) -> NDArray[np.complex128]:
        inside = np.clip(at, 0.0, line.length_m)
        east = np.interp(inside, line.along_m, line.x)
        north = np.interp(inside, line.along_m, line.y)
        return np.asarray(east + 1j * north)

    here = place(metres)
    before, after = here - place(metres - LOOK_M), place(metres + LOOK_M) - here
    bend: NDArray[np.float64] = np.degrees(np.angle(after * np.conj(before)))
    return bend
